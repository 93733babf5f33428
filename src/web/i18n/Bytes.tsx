import { useFormats } from './useLanguage.ts';

/** A size in bytes, short ("1.6 GB"), with every byte on hover. `digits`: fraction digits below 100 units. */
export function Bytes({ count, digits = 1 }: { readonly count: number; readonly digits?: number }) {
  const format = useFormats();
  return (
    <span className="whitespace-nowrap tabular-nums" title={format.bytesExact(count)}>
      {format.bytes(count, digits)}
    </span>
  );
}
