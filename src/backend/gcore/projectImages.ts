import { demoId } from './catalogue.ts';
import { DEMO_IMAGES } from './demoImages.ts';
import type { NewImage } from './images.ts';

const MINUTE = 60_000;

/** A seeded image: its row, and its labels. */
export interface ProjectImage {
  readonly row: NewImage;
  readonly labels: Readonly<Record<string, string>>;
  readonly reserved: Readonly<Record<string, string>>;
}

/** The id of the seeded image of this name in `streaming-production`, Luxembourg-2. */
export function productionImageId(name: string): string {
  return demoId(`1337 76 ${name}`);
}

/** The images of the demo projects. */
export function projectImages(now: number): ProjectImage[] {
  const taken = new Set<string>();
  return DEMO_IMAGES.map(
    ({ name, at: [project, region], os, size, age, labels = {}, reserved = {}, more }) => {
      const seed = `${project} ${region} ${name}`;
      const id = demoId(taken.has(seed) ? `${seed} again` : seed);
      taken.add(seed);
      const created = now - age;
      const row: NewImage = {
        id,
        project_id: project,
        region_id: region,
        name,
        status: 'active',
        visibility: 'shared',
        description: null,
        display_order: null,
        architecture: 'x86_64',
        disk_format: 'qcow2',
        size: size * 1_000_000,
        min_disk: Math.max(1, Math.ceil(size / 1_000)),
        min_ram: 0,
        os_type: 'linux',
        os_distro: os[0],
        os_version: os[1],
        ssh_key: 'allow',
        hw_firmware_type: null,
        hw_machine_type: null,
        is_baremetal: false,
        gpu_driver: null,
        creator_task_id: null,
        task_id: null,
        created_at: created,
        updated_at: created + Math.min(age, 4 * MINUTE),
        ...more,
      };
      return { row, labels, reserved };
    },
  );
}
