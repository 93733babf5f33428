import type { DjinnNamespaceVisibility } from '../../contract/djinn/images.ts';
import type { USERS } from './accounts.ts';

type Username = keyof typeof USERS;

/** Minutes. */
const HOUR = 60;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/** A namespace to begin with; parents come before children. */
export interface SeedNamespace {
  readonly owner: Username;
  readonly path: string;
  readonly visibility: DjinnNamespaceVisibility;
  readonly description: string;
  /** Minutes. */
  readonly age: number;
  /** Who else may work in it; for roots. */
  readonly collaborators?: readonly Username[];
}

export const SEED_NAMESPACES: readonly SeedNamespace[] = [
  {
    owner: 'platform',
    path: 'ci',
    visibility: 'internal',
    description: 'What every build starts from. Rebuilt on Mondays.',
    age: 2 * YEAR,
    collaborators: ['mina'],
  },
  {
    owner: 'platform',
    path: 'bsd',
    visibility: 'public',
    description: 'The BSDs, plain and patched',
    age: 2 * YEAR,
    collaborators: ['mina', 'ravi'],
  },
  { owner: 'platform', path: 'bsd/current', visibility: 'public', description: '', age: YEAR },
  {
    owner: 'platform',
    path: 'audit',
    visibility: 'private',
    description: 'Nobody but platform sees these.',
    age: YEAR,
  },
  {
    owner: 'mina',
    path: 'infra',
    visibility: 'private',
    description: 'تصویرهای ماشین‌های مشترک — نسخهٔ پایدار برای همهٔ تیم‌ها',
    age: YEAR,
    collaborators: ['ravi'],
  },
  {
    owner: 'mina',
    path: 'infra/images',
    visibility: 'private',
    description: 'shared machine images',
    age: YEAR,
  },
  {
    owner: 'mina',
    path: 'infra/images/legacy',
    visibility: 'private',
    description: 'Kept for one customer until 2027.',
    age: 200 * DAY,
  },
  { owner: 'mina', path: 'demo', visibility: 'public', description: '', age: 90 * DAY },
  { owner: 'ravi', path: 'kernels', visibility: 'public', description: 'Kernel tests', age: YEAR },
  { owner: 'ravi', path: 'lab', visibility: 'internal', description: '', age: 300 * DAY },
];

/** How the import of a seeded image went, or goes. */
export type SeedImport =
  | { readonly state: 'done'; readonly url: string }
  | { readonly state: 'failed'; readonly url: string; readonly error: string }
  /** Was cut short by a crash of the worker, and looks like downloading for ever. */
  | { readonly state: 'stalled'; readonly url: string }
  /** Still to come: begins and ends after so many minutes. */
  | {
      readonly state: 'coming';
      readonly url: string;
      readonly begins: number;
      readonly ends: number;
    };

/** An image to begin with. */
export interface SeedImage {
  readonly name: string;
  readonly author: Username;
  /** `path@owner`; absent for none. */
  readonly namespace?: string;
  /** Minutes since it was made. */
  readonly age: number;
  /** Mebibytes of its file. */
  readonly size: number;
  readonly import?: SeedImport;
}

const MIRROR = 'https://mirror.example.net';

function mina(name: string, age: number, size: number, namespace?: string): SeedImage {
  return { name, author: 'mina', age, size, ...(namespace && { namespace }) };
}

export const SEED_IMAGES: readonly SeedImage[] = [
  mina('alpine-3-22', 22, 148, 'ci@platform'),
  mina('alpine-3-22-docker', 26, 402, 'ci@platform'),
  {
    ...mina('debian-13-builder', 48, 910),
    import: { state: 'coming', url: `${MIRROR}/Debian/13/builder.qcow2`, begins: 0, ends: 4 },
  },
  {
    ...mina('netbsd-11-base', 1, 512, 'bsd@platform'),
    import: { state: 'coming', url: `${MIRROR}/NetBSD/11/base.qcow2`, begins: 2, ends: 7 },
  },
  {
    ...mina('void-base', 3 * HOUR, 0, 'infra/images@mina'),
    import: {
      state: 'failed',
      url: `${MIRROR}/void/base.qcow2`,
      error: 'unexpected Content-Type, expected application/x-qemu-disk',
    },
  },
  mina('freebsd-15-base', 5 * HOUR, 1638, 'bsd@platform'),
  {
    name: 'freebsd-16-current',
    author: 'platform',
    namespace: 'bsd/current@platform',
    age: 7 * HOUR,
    size: 1894,
  },
  mina('openbsd-7-8', 2 * DAY, 684),
  mina('openbsd-7-8', 2 * DAY + 30, 684, 'bsd@platform'),
  {
    ...mina('arch-2025-11', 2 * DAY + 9 * HOUR, 1210),
    import: { state: 'done', url: `${MIRROR}/Arch/2025.11/cloud.qcow2` },
  },
  {
    ...mina('nixos-unstable', 3 * DAY, 0),
    import: { state: 'stalled', url: 'https://mina:secret@builds.example.net/nixos.qcow2' },
  },
  mina('go-1-9', 3 * DAY + HOUR, 730, 'ci@platform'),
  mina('go-1-10', 3 * DAY + 50, 742, 'ci@platform'),
  mina('go-1-26', 4 * DAY, 905, 'ci@platform'),
  mina('toolchain-v9', 40 * DAY, 2210, 'ci@platform'),
  mina('toolchain-v142', 5 * DAY, 2466, 'ci@platform'),
  { name: 'rust-1-92', author: 'platform', namespace: 'ci@platform', age: 6 * DAY, size: 1320 },
  {
    ...mina('guix-1-5', 8 * DAY, 0, 'infra/images@mina'),
    import: {
      state: 'failed',
      url: 'http://10.20.0.7:8080/guix/1.5.qcow2',
      error:
        'Get "http://10.20.0.7:8080/guix/1.5.qcow2": dial tcp 10.20.0.7:8080: connect: connection refused',
    },
  },
  {
    ...mina('haiku-r1-beta6', 9 * DAY, 0),
    import: {
      state: 'failed',
      url: 'sftp://build:secret@files.example.net/haiku/r1b6.qcow2',
      error: 'not a valid qcow2 file',
    },
  },
  { name: 'ubuntu-24-04-cis', author: 'ravi', namespace: 'infra@mina', age: 11 * DAY, size: 2890 },
  mina('ubuntu-24-04', 12 * DAY, 2240, 'infra@mina'),
  mina('ubuntu-22-04', 80 * DAY, 2080, 'infra@mina'),
  mina('fedora-43', 15 * DAY, 1540),
  mina('Fedora-43', 15 * DAY + 5, 1540),
  mina('rocky-10', 21 * DAY, 1710, 'infra/images@mina'),
  mina('postgres-18-fixtures', 26 * DAY, 3320, 'infra/images@mina'),
  mina('windows-server-2025-core', 33 * DAY, 11_468, 'infra/images@mina'),
  mina(
    'integration-tests-for-the-billing-service-with-seeded-database_and_a-name-that-somebody-let-a-script-make-2025-09-30-nightly-build-00417',
    53 * DAY,
    5230,
    'infra/images@mina',
  ),
  mina('_scratch', 60 * DAY, 3),
  mina('arm64-cross', 75 * DAY, 880),
  mina('kernel-6-18-debug', 91 * DAY, 4410, 'demo@mina'),
  mina('hello', 92 * DAY, 1, 'demo@mina'),
  mina('debian-12-builder', 140 * DAY, 860),
  mina('debian-11-builder', YEAR, 815),
  mina('centos-7-final', 500 * DAY, 1290, 'infra/images/legacy@mina'),
  mina('windows-7-embedded', 2 * YEAR, 7340, 'infra/images/legacy@mina'),
  mina('ubuntu-14-04', 2 * YEAR + 30 * DAY, 640, 'infra/images/legacy@mina'),
  { name: 'compliance-2025', author: 'platform', namespace: 'audit@platform', age: 70 * DAY, size: 960 },
  { name: 'linux-next', author: 'ravi', namespace: 'kernels@ravi', age: 10 * HOUR, size: 1130 },
  { name: 'bisect-0417', author: 'ravi', namespace: 'lab@ravi', age: 6 * DAY, size: 690 },
  { name: 'scratch', author: 'ravi', age: 30 * DAY, size: 12 },
];
