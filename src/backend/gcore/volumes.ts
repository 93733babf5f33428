import { DEMO_VOLUMES } from '../../contract/gcore/demo.ts';
import type { Place } from './places.ts';
import { productionImageId } from './projectImages.ts';

const GiB = 1024 ** 3;

/** What the platform knows of a volume that images can be made of. */
interface Volume {
  readonly bootable: boolean;
  /** GiB. */
  readonly disk: number;
  /** Bytes of the image that is made of it. */
  readonly imageBytes: number;
  readonly osDistro: string;
  readonly osVersion: string;
}

type DemoId = (typeof DEMO_VOLUMES)[number]['id'];

const VOLUMES: Readonly<Record<DemoId, Volume>> = {
  'd478ae29-dedc-4869-82f0-96104425f565': {
    bootable: true,
    disk: 10,
    imageBytes: 2_214_592_512,
    osDistro: 'ubuntu',
    osVersion: '24.04',
  },
  '3f0c1c6e-6a55-4f0b-8a3c-0d5e6f3b9a01': {
    bootable: true,
    disk: 40,
    imageBytes: 12_025_908_224,
    osDistro: 'windows',
    osVersion: '2025',
  },
  '8b7f4a10-2c1d-4f59-9f6b-5e1a7c2d4b02': {
    bootable: false,
    disk: 200,
    imageBytes: 64 * GiB,
    osDistro: '',
    osVersion: '',
  },
  'a1e5d7c3-94b8-4d26-8e70-6f2b3c4d5e03': {
    bootable: true,
    disk: 3,
    imageBytes: 630_194_176,
    osDistro: 'debian',
    osVersion: '13',
  },
  'c6d2e8f4-05a9-4b37-9d81-7a3c4d5e6f04': {
    bootable: true,
    disk: 10,
    imageBytes: 2_147_483_648,
    osDistro: 'ubuntu',
    osVersion: '24.04',
  },
  'e9f3a7b5-16ba-4c48-8e92-8b4d5e6f7a05': {
    bootable: true,
    disk: 5,
    imageBytes: 734_003_200,
    osDistro: 'alpine',
    osVersion: '3.22',
  },
};

/** The volume of this id; where it stands is checked by {@link volumeIn}. */
export function volumeOf(id: string): Volume | undefined {
  const demo = DEMO_VOLUMES.find((volume) => volume.id === id);
  return demo && VOLUMES[demo.id];
}

/** The volume of this id, if it stands in the place. */
export function volumeIn({ project, region }: Place, id: string): Volume | undefined {
  const here = DEMO_VOLUMES.some(
    (volume) => volume.id === id && volume.projectId === project.id && volume.regionId === region.id,
  );
  return here ? volumeOf(id) : undefined;
}

/** A seeded quick-start image, which volumes still use: deleting it ends in an error. */
export const QUICK_START_IMAGE = productionImageId('golden-web-quickstart');

/** A seeded image with a protected snapshot of an instance made from it. */
export const PROTECTED_IMAGE = productionImageId('orders-db-2025-q4');

/** Why an image cannot be deleted, if it cannot. */
export function inUse(imageId: string): string | undefined {
  if (imageId === QUICK_START_IMAGE) {
    return `Image ${imageId} is used by 2 volumes and cannot be deleted until they are`;
  }
  if (imageId === PROTECTED_IMAGE) return `Image ${imageId} is used by protected snapshots`;
  return undefined;
}
