import { useWords } from './words.ts';

interface SkeletonRowsProps {
  readonly count: number;
  /** Will the rows have a box to tick? */
  readonly withTick?: boolean;
}

/** Lines that stand for what is loading, at the height of table rows. Said once to a screen reader. */
export function SkeletonRows({ count, withTick = false }: SkeletonRowsProps) {
  const words = useWords();
  return (
    <output aria-label={words.loading} className="block">
      {Array.from({ length: count }, (_, row) => (
        <span
          key={row}
          aria-hidden
          className="flex h-(--row) items-center gap-4 border-line px-4 not-first:border-t"
        >
          {withTick && <span className="size-4 animate-pulse rounded-[4px] bg-line" />}
          <span
            className="h-2.5 animate-pulse rounded-full bg-line"
            style={{ width: `${22 + ((row * 7) % 14)}%` }}
          />
          <span className="h-2.5 w-1/6 animate-pulse rounded-full bg-line" />
        </span>
      ))}
    </output>
  );
}
