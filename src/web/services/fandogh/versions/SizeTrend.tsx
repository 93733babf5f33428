import type { FandoghVersion } from '../../../../contract/fandogh/models.ts';
import { useFormats, useText } from '../../../i18n/useLanguage.ts';
import { oldestFirst } from './order.ts';

const WIDTH = 120;
const HEIGHT = 28;
const INSET = 3;
/** More points than this are closer together than an eye can part. */
const MOST = 60;

/** The sizes of the versions, from the first to the last, as a small line. Drawn from three on: two are no trend. */
export function SizeTrend({ versions }: { readonly versions: readonly FandoghVersion[] }) {
  const t = useText();
  const format = useFormats();
  const sizes = oldestFirst(versions)
    .flatMap(({ size }) => size ?? [])
    .slice(-MOST);
  const first = sizes[0];
  const last = sizes.at(-1);
  if (sizes.length < 3 || first === undefined || last === undefined) return null;
  const most = Math.max(...sizes);
  const least = Math.min(...sizes);
  const x = (index: number): number => INSET + (index / (sizes.length - 1)) * (WIDTH - 2 * INSET);
  const y = (size: number): number =>
    HEIGHT - INSET - ((size - least) / (most - least || 1)) * (HEIGHT - 2 * INSET);
  return (
    <svg
      role="img"
      aria-label={t('fandogh.versions.trend', {
        count: sizes.length,
        from: format.bytes(first),
        to: format.bytes(last),
      })}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      // Time runs as the reader's eye does.
      className="text-accent rtl:-scale-x-100"
    >
      <polyline
        points={sizes.map((size, index) => `${x(index).toFixed(1)},${y(size).toFixed(1)}`).join(' ')}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
      <circle cx={x(sizes.length - 1)} cy={y(last)} r="2.5" fill="currentColor" />
    </svg>
  );
}
