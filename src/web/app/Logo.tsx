/** Cells of the three by three mark that stay unlit. */
const UNLIT: ReadonlySet<number> = new Set([2, 6, 8]);

/** The console's mark, beside its name. The same drawing as `public/favicon.svg`. */
export function Logo() {
  return (
    <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden>
      {Array.from({ length: 9 }, (_, cell) => (
        <rect
          key={cell}
          x={(cell % 3) * 8.5}
          y={Math.floor(cell / 3) * 8.5}
          width="7"
          height="7"
          rx="1.5"
          className={UNLIT.has(cell) ? 'fill-line-strong' : 'fill-accent'}
        />
      ))}
    </svg>
  );
}
