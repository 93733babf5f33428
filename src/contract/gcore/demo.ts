/** A volume of the embedded service: no endpoint here lists volumes, so the page suggests these. */
export interface DemoVolume {
  readonly id: string;
  readonly name: string;
  readonly projectId: number;
  readonly regionId: number;
}

/** The seeded volumes that images can be made of; the one that is not bootable lets the task fail. */
export const DEMO_VOLUMES = [
  { id: 'd478ae29-dedc-4869-82f0-96104425f565', name: 'golden-web-boot', projectId: 1337, regionId: 76 },
  { id: '3f0c1c6e-6a55-4f0b-8a3c-0d5e6f3b9a01', name: 'win-2025-boot', projectId: 1337, regionId: 76 },
  {
    id: '8b7f4a10-2c1d-4f59-9f6b-5e1a7c2d4b02',
    name: 'orders-db-data (not bootable)',
    projectId: 1337,
    regionId: 76,
  },
  { id: 'a1e5d7c3-94b8-4d26-8e70-6f2b3c4d5e03', name: 'edge-router-boot', projectId: 1337, regionId: 92 },
  { id: 'c6d2e8f4-05a9-4b37-9d81-7a3c4d5e6f04', name: 'staging-web-boot', projectId: 1338, regionId: 76 },
  { id: 'e9f3a7b5-16ba-4c48-8e92-8b4d5e6f7a05', name: 'lobby-server-boot', projectId: 1402, regionId: 76 },
] as const satisfies readonly DemoVolume[];

/** Resellers of the demo that have lists at the deprecated endpoint, which names none itself. */
export const DEMO_RESELLERS: readonly number[] = [936];
