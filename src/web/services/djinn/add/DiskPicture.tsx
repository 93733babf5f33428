import type { DiskMap, MapCell } from '../../../../qcow2/disk-map.ts';
import { useFormats, useText } from '../../../i18n/useLanguage.ts';

const COLOURS: Readonly<Record<MapCell, string>> = {
  metadata: 'bg-warn',
  data: 'bg-accent',
  unread: 'bg-busy',
  zeroes: 'bg-ok/40',
  empty: 'bg-line',
};

const LEGEND: readonly MapCell[] = ['metadata', 'data', 'zeroes', 'empty'];

/** Where the data lies in the disk, as squares; the same in words for who does not see them. */
export function DiskPicture({ map }: { readonly map: DiskMap }) {
  const t = useText();
  const format = useFormats();
  const disk = map.cells.length - map.metadataCells;
  const part = (kind: MapCell): string =>
    format.percent(
      map.cells.slice(map.metadataCells).filter((cell) => cell === kind).length / Math.max(1, disk),
    );
  const legend = map.cells.includes('unread') ? [...LEGEND, 'unread' as const] : LEGEND;
  return (
    <figure className="mt-4">
      <figcaption className="mb-2 flex flex-wrap gap-x-3 gap-y-1 text-sm text-muted">
        <span className="flex-1 max-sm:basis-full">{t('djinn.map.title')}</span>
        {legend.map((kind) => (
          <span key={kind} className="inline-flex items-center gap-1.5">
            <span
              aria-hidden
              className={`size-2.5 rounded-[2px] forced-color-adjust-none ${COLOURS[kind]}`}
            />
            {t(`djinn.map.${kind}`)}
          </span>
        ))}
      </figcaption>
      <div
        role="img"
        aria-label={t('djinn.map.words', {
          data: part('data'),
          zeroes: part('zeroes'),
          empty: part('empty'),
        })}
        className="grid grid-cols-[repeat(auto-fill,minmax(9px,1fr))] gap-0.5"
        dir="ltr"
      >
        {map.cells.map((cell, index) => (
          // The cells are a picture: their place is all they are.
          <span key={index} className={`h-2.25 rounded-[2px] forced-color-adjust-none ${COLOURS[cell]}`} />
        ))}
      </div>
    </figure>
  );
}
