import { demoId } from './catalogue.ts';
import type { NewImage } from './images.ts';

const MINUTE = 60_000;

const KINDS = ['api', 'worker', 'edge', 'batch', 'proxy', 'cache', 'ingest', 'report'];
const SYSTEMS = [
  ['ubuntu', '24.04'],
  ['debian', '13'],
  ['rocky', '10'],
  ['alpine', '3.22'],
  ['windows', '2025'],
] as const;

/** Plain images for measuring, numbered on from `first`. */
export function* plainImages(first: number, count: number, now: number): Generator<NewImage> {
  for (let number = first; number < first + count; number += 1) {
    const [distro, version] = SYSTEMS[number % SYSTEMS.length] ?? SYSTEMS[0];
    const created = now - number * 7 * MINUTE;
    yield {
      id: demoId(`plain ${number}`),
      project_id: 1337,
      region_id: 76,
      name: `${KINDS[number % KINDS.length]}-${distro}-1.${number}`,
      status: 'active',
      visibility: 'shared',
      description: null,
      display_order: null,
      architecture: number % 9 === 0 ? 'aarch64' : 'x86_64',
      disk_format: 'qcow2',
      size: 90_000_000 + ((number * 7_919_003) % 9_000_000_000),
      min_disk: 10,
      min_ram: 0,
      os_type: distro === 'windows' ? 'windows' : 'linux',
      os_distro: distro,
      os_version: version,
      ssh_key: 'allow',
      hw_firmware_type: null,
      hw_machine_type: null,
      is_baremetal: false,
      gpu_driver: null,
      creator_task_id: null,
      task_id: null,
      created_at: created,
      updated_at: created,
    };
  }
}
