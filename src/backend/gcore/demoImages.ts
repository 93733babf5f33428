import type { NewImage } from './images.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** An image of a demo project: what is not said is as an ordinary Linux upload has it. */
export interface DemoImage {
  readonly name: string;
  /** Project and region. */
  readonly at: readonly [number, number];
  /** Distribution and version. */
  readonly os: readonly [string, string];
  /** Megabytes. */
  readonly size: number;
  readonly age: number;
  readonly labels?: Readonly<Record<string, string>>;
  /** Labels that the platform wrote. */
  readonly reserved?: Readonly<Record<string, string>>;
  readonly more?: Partial<NewImage>;
}

const PRODUCTION = [1337, 76] as const;

/** All 63 characters that a name may have. */
const LONG_NAME = 'edge-cache-appliance_with.every.optional.module-2026.11.01-rc.4';

/** Names of those that tasks are working on; see `seed.ts`. */
export const IN_FLIGHT = {
  made: 'ubuntu-26.04-hardened',
  stored: 'debian-13-cis',
  deleted: 'legacy-packager-2019',
} as const;

const UNSTORED = { status: 'saving', size: 0, min_disk: 0 } as const;

/** Images of every kind that a project comes to have: states, owners, sizes, names, labels. */
export const DEMO_IMAGES: readonly DemoImage[] = [
  {
    name: 'ubuntu-24.04-hardened',
    at: PRODUCTION,
    os: ['ubuntu', '24.04'],
    size: 2_100,
    age: 31 * MINUTE,
    labels: { hw_disk_bus: 'virtio', os_version: '24.04.2', temp_build: '2026-10-30' },
    reserved: { image_build: '20261101.4', task_id: 'b1f0a7d2-58c3-4e0e-8d7b-2f6a41e09c2e' },
  },
  {
    name: IN_FLIGHT.made,
    at: PRODUCTION,
    os: ['ubuntu', '26.04'],
    size: 0,
    age: 4 * MINUTE,
    labels: { owner_team: 'platform' },
    more: UNSTORED,
  },
  {
    name: IN_FLIGHT.stored,
    at: PRODUCTION,
    os: ['debian', '13'],
    size: 0,
    age: 12 * MINUTE,
    labels: { owner_team: 'security', profile: 'cis-level-2' },
    more: UNSTORED,
  },
  {
    name: 'win-2025-core',
    at: PRODUCTION,
    os: ['windows', '2025'],
    size: 11_200,
    age: 3 * HOUR,
    labels: { owner_team: 'studio', licence: 'volume' },
    more: {
      os_type: 'windows',
      ssh_key: 'deny',
      hw_firmware_type: 'uefi',
      hw_machine_type: 'q35',
      min_disk: 40,
      min_ram: 4096,
    },
  },
  {
    name: 'rocky-10-gpu',
    at: PRODUCTION,
    os: ['rocky', '10'],
    size: 6_400,
    age: 26 * HOUR,
    labels: { owner_team: 'ml', cuda: '12.8' },
    more: { gpu_driver: 'nvidia', min_ram: 8192 },
  },
  {
    name: 'talos-1.12-aarch64',
    at: PRODUCTION,
    os: ['talos', '1.12'],
    size: 96,
    age: 3 * DAY,
    labels: { owner_team: 'platform' },
    more: { architecture: 'aarch64', ssh_key: 'deny', hw_firmware_type: 'uefi', hw_machine_type: null },
  },
  {
    name: 'edge-router-2.10',
    at: PRODUCTION,
    os: ['debian', '13'],
    size: 634,
    age: 5 * DAY,
    labels: { env: 'prod', owner_team: 'network' },
    reserved: { build: '127' },
  },
  {
    name: 'edge-router-2.9',
    at: PRODUCTION,
    os: ['debian', '13'],
    size: 631,
    age: 19 * DAY,
    labels: { env: 'prod', owner_team: 'network' },
    reserved: { build: '118' },
  },
  {
    name: 'edge-router-2.4',
    at: PRODUCTION,
    os: ['ubuntu', '24.04'],
    size: 630,
    age: 96 * DAY,
    labels: { env: 'stage', owner_team: 'network' },
    more: { hw_firmware_type: 'uefi', hw_machine_type: 'q35' },
  },
  {
    name: 'player-origin-v142',
    at: PRODUCTION,
    os: ['alpine', '3.22'],
    size: 212,
    age: 41 * HOUR,
    labels: { env: 'prod', owner_team: 'playback', 'ci/pipeline&run': 'main=8841' },
  },
  {
    name: 'player-origin-v99',
    at: PRODUCTION,
    os: ['alpine', '3.21'],
    size: 207,
    age: 61 * DAY,
    labels: { env: 'prod', owner_team: 'playback' },
  },
  {
    name: 'golden-web',
    at: PRODUCTION,
    os: ['ubuntu', '24.04'],
    size: 2_214,
    age: 8 * DAY,
    labels: { env: 'prod', owner_team: 'platform' },
  },
  // Names are not unique.
  {
    name: 'golden-web',
    at: PRODUCTION,
    os: ['ubuntu', '22.04'],
    size: 1_980,
    age: 402 * DAY,
    labels: { env: 'prod', owner_team: 'platform', retired: 'yes' },
  },
  {
    name: 'golden-web-quickstart',
    at: PRODUCTION,
    os: ['ubuntu', '24.04'],
    size: 10_737,
    age: 6 * DAY,
    more: { disk_format: 'raw' },
  },
  {
    name: 'orders-db-2025-q4',
    at: PRODUCTION,
    os: ['rocky', '9'],
    size: 18_300,
    age: 310 * DAY,
    labels: { env: 'prod', owner_team: 'payments', retention: '7y' },
    more: { visibility: 'private' },
  },
  {
    name: 'subtitle-worker',
    at: PRODUCTION,
    os: ['debian', '12'],
    size: 880,
    age: 75 * DAY,
    labels: { owner_team: 'زیرنویس', توضیح: 'پردازش زیرنویس فارسی، نسخهٔ ۲', emoji: '🎬' },
    more: { visibility: 'private' },
  },
  {
    name: 'transcoder ffmpeg 8',
    at: PRODUCTION,
    os: ['fedora', '44'],
    size: 3_420,
    age: 23 * DAY,
    labels: { env: 'prod', owner_team: 'media', codecs: 'h264,hevc,av1,vp9' },
    reserved: { os_distro: 'fedora', os_type: 'linux', os_version: '44' },
  },
  {
    name: LONG_NAME,
    at: PRODUCTION,
    os: ['flatcar', '4459'],
    size: 1_530,
    age: 9 * DAY,
    labels: { env: 'stage' },
  },
  {
    name: 'centos-7-import',
    at: PRODUCTION,
    os: ['centos', '7'],
    size: 0,
    age: 54 * DAY,
    more: { status: 'killed', visibility: 'private' },
  },
  {
    name: IN_FLIGHT.deleted,
    at: PRODUCTION,
    os: ['ubuntu', '18.04'],
    size: 2_870,
    age: 2_410 * DAY,
    labels: { owner_team: 'media', retired: 'yes' },
  },
  {
    name: 'storage-node-baremetal',
    at: PRODUCTION,
    os: ['rocky', '9'],
    size: 2_640,
    age: 140 * DAY,
    labels: { owner_team: 'storage' },
    more: { is_baremetal: true, hw_firmware_type: 'uefi' },
  },
  {
    name: 'media-archive-appliance',
    at: PRODUCTION,
    os: ['', ''],
    size: 94_600,
    age: 700 * DAY,
    more: { disk_format: 'raw', min_disk: 96 },
  },
  {
    name: 'bastion',
    at: PRODUCTION,
    os: ['alpine', '3.20'],
    size: 131,
    age: 512 * DAY,
    labels: { env: 'prod', owner_team: 'security' },
    more: { ssh_key: 'required' },
  },
  {
    name: 'edge-router-2.10',
    at: [1337, 92],
    os: ['debian', '13'],
    size: 634,
    age: 5 * DAY,
    labels: { env: 'prod' },
  },
  { name: 'player-origin-v142', at: [1337, 92], os: ['alpine', '3.22'], size: 212, age: 2 * DAY },
  { name: 'bastion', at: [1337, 92], os: ['alpine', '3.20'], size: 131, age: 500 * DAY },
  { name: 'edge-router-2.9', at: [1337, 104], os: ['debian', '13'], size: 631, age: 18 * DAY },
  { name: 'player-origin-v140', at: [1337, 104], os: ['alpine', '3.22'], size: 211, age: 12 * DAY },
  {
    name: 'staging-web',
    at: [1338, 76],
    os: ['ubuntu', '24.04'],
    size: 2_190,
    age: 7 * HOUR,
    labels: { env: 'stage' },
  },
  {
    name: 'staging-api-1.10',
    at: [1338, 76],
    os: ['debian', '13'],
    size: 910,
    age: 2 * DAY,
    labels: { env: 'stage' },
  },
  {
    name: 'staging-api-1.9',
    at: [1338, 76],
    os: ['debian', '13'],
    size: 905,
    age: 16 * DAY,
    labels: { env: 'stage' },
  },
  { name: 'load-generator', at: [1338, 76], os: ['fedora', '43'], size: 1_340, age: 33 * DAY },
  {
    name: 'lobby-server-7',
    at: [1402, 76],
    os: ['alpine', '3.22'],
    size: 734,
    age: 20 * HOUR,
    labels: { env: 'live' },
  },
  { name: 'lobby-server-6', at: [1402, 76], os: ['alpine', '3.22'], size: 731, age: 13 * DAY },
  { name: 'chat-relay', at: [1402, 76], os: ['debian', '12'], size: 640, age: 88 * DAY },
  {
    name: 'anti-cheat-sandbox',
    at: [1402, 76],
    os: ['windows', '2022'],
    size: 940,
    age: 44 * DAY,
    more: { os_type: 'windows', ssh_key: 'deny' },
  },
  {
    name: 'match-maker',
    at: [1402, 76],
    os: ['ubuntu', '24.04'],
    size: 990,
    age: 120 * DAY,
    labels: { env: 'live' },
  },
  { name: 'spark-worker-4.0', at: [1510, 76], os: ['debian', '12'], size: 2_410, age: 70 * DAY },
  { name: 'jupyter-gpu', at: [1510, 76], os: ['ubuntu', '22.04'], size: 7_100, age: 210 * DAY },
];
