import type { FandoghState } from '../../../contract/fandogh/rules.ts';
import * as sources from './sources.ts';

/** A version to be seeded. What is null has been waiting for a builder ever since. */
export interface SeedVersion {
  readonly version: string;
  /** Minutes before the seeding. */
  readonly age: number;
  /** Bytes; what the build makes of it where it is not given. */
  readonly size?: number;
  readonly from: sources.Sources | 'broken archive' | 'like in the reference' | null;
  /** In flight: builds on after the start. */
  readonly state?: Extract<FandoghState, 'PENDING' | 'BUILDING'>;
}

export interface SeedImage {
  readonly name: string;
  readonly namespace: 'saffron' | 'pomegranate';
  /** The user's number; see `PEOPLE`. */
  readonly owner: number;
  readonly versions: readonly SeedVersion[];
}

const HOUR = 60;
const DAY = 24 * HOUR;

/** Several versions of the same make: the last one `age` minutes old, those before at growing distances. */
function history(
  names: readonly string[],
  from: sources.Sources,
  options: { age: number; every: number; size: number },
): SeedVersion[] {
  return names.map((version, index) => {
    const back = names.length - 1 - index;
    const wobble = back === 0 ? 0 : ((index * 37) % 11) - 5;
    return {
      version,
      age: Math.round(options.age + (back + wobble / 15) * options.every),
      size: back === 0 ? options.size : Math.round(options.size * (1 - back * 0.012 + wobble * 0.004)),
      from,
    };
  });
}

function numbered(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => `v${first + index}`);
}

function saffron(name: string, owner: number, versions: readonly SeedVersion[]): SeedImage {
  return { name, namespace: 'saffron', owner, versions };
}

const LONG_NAME =
  'quarterly-statement-renderer-for-all-subsidiaries-and-partner-organisations-of-the-saffron-group';

/** What a shop's cloud looks like on a Tuesday: most things built, some broken, one building, one waiting. */
export const SEED_IMAGES: readonly SeedImage[] = [
  saffron(
    'storefront-api',
    4411,
    history(numbered(131, 142), sources.WEB, { age: 4, every: 2 * DAY, size: 412_366_848 }),
  ),
  saffron('checkout-worker', 4412, [
    ...history(numbered(12, 16), sources.PYTHON, { age: 3 * DAY, every: 5 * DAY, size: 391_204_118 }),
    { version: 'v17', age: 70, size: 398_120_557, from: 'like in the reference' },
  ]),
  saffron('media-transcoder', 4411, [
    ...history(numbered(1, 4), sources.MEDIA, { age: 6 * DAY, every: 11 * DAY, size: 731_884_302 }),
    { version: 'v5', age: 26 * HOUR, size: 0, from: null },
  ]),
  saffron(
    'geo-index',
    4412,
    history(numbered(84, 88), sources.GO, { age: 4 * DAY, every: 3 * DAY, size: 1_104_882_176 }),
  ),
  saffron('search-indexer', 4411, [
    ...history(numbered(7, 8), sources.PYTHON, { age: 9 * DAY, every: 8 * DAY, size: 455_301_992 }),
    { version: 'v9', age: 0, from: sources.SHARDS, state: 'BUILDING' },
  ]),
  saffron('payments-gateway', 4412, [
    ...history(['2.3.0', '2.3.1'], sources.GO, { age: 12 * DAY, every: 6 * DAY, size: 38_114_002 }),
    { version: '2.4.0', age: 0, from: sources.GO, state: 'PENDING' },
  ]),
  saffron(
    'price-feed',
    4411,
    history(['1.8', '1.9', '1.10'], sources.GO, { age: 7 * DAY, every: 20 * DAY, size: 31_902_447 }),
  ),
  saffron(
    'orders-api',
    4411,
    history(['1.3.9', '1.4.0', '1.4.1', '1.4.2'], sources.NODE, {
      age: 19 * HOUR,
      every: 9 * DAY,
      size: 305_771_264,
    }),
  ),
  saffron(
    'admin-ui',
    4412,
    history(['v5-rc1', 'v5', 'v6-rc1'], sources.WEB, { age: 5 * DAY, every: 4 * DAY, size: 61_220_480 }),
  ),
  saffron(
    'auth-proxy',
    4411,
    history(['2024.11', '2025.2', '2025.10'], sources.GO, {
      age: 33 * DAY,
      every: 90 * DAY,
      size: 27_450_118,
    }),
  ),
  saffron(
    'recommender',
    4412,
    history(numbered(1, 3), sources.LEARNING, { age: 16 * DAY, every: 30 * DAY, size: 4_310_928_384 }),
  ),
  saffron('tax-calculator', 4411, [
    ...history(['3.0.1'], sources.PYTHON, { age: 40 * DAY, every: DAY, size: 362_114_830 }),
    { version: '3.1.0', age: 2 * DAY, from: sources.MISSING_FILE },
  ]),
  saffron('loyalty-api', 4412, [{ version: '0.9.0', age: 3 * DAY, from: sources.UNKNOWN_PACKAGE }]),
  saffron('docs-site', 4412, [
    ...history(['v21', 'v22'], sources.WEB, { age: 8 * DAY, every: 6 * DAY, size: 54_118_902 }),
    { version: 'v23', age: 6 * HOUR, from: sources.MISSING_SCRIPT },
  ]),
  saffron('feature-flags', 4411, [{ version: '1.0.0-beta.2', age: 28 * HOUR, from: sources.MISSPELT }]),
  saffron('sync-agent', 4412, [{ version: 'nightly', age: 9 * HOUR, from: sources.UNKNOWN_HOST }]),
  saffron('notify-sms', 4411, [{ version: 'v2', age: 11 * DAY, size: 0, from: 'broken archive' }]),
  saffron('warehouse-sync', 4412, [{ version: 'v1', age: 14 * DAY, size: 0, from: sources.ONE_FOLDER }]),
  saffron(
    'welcome-page',
    4411,
    history(['1'], sources.GREETER, { age: 50 * DAY, every: DAY, size: 48_302_114 }),
  ),
  saffron(
    'Legacy_CRM',
    4411,
    history(['2019-04', '2021-11'], sources.NODE, { age: 1490 * DAY, every: 900 * DAY, size: 887_112_044 }),
  ),
  saffron(
    LONG_NAME,
    4412,
    history(['v1.0.0-release-candidate.4_build.20251104@staging'], sources.PYTHON, {
      age: 21 * DAY,
      every: DAY,
      size: 402_881_190,
    }),
  ),
  saffron('scratch_pad', 4411, []),
  saffron('new-landing', 4412, []),
  ...['api', 'web'].map((name, index): SeedImage => ({
    name,
    namespace: 'pomegranate',
    owner: 4420,
    versions: history(numbered(1, 3), index === 0 ? sources.NODE : sources.WEB, {
      age: 2 * DAY,
      every: 7 * DAY,
      size: 240_113_664,
    }),
  })),
];
