/** A client with what it may use up. */
interface Client {
  readonly id: number;
  readonly name: string;
  /** The reseller's technical client. */
  readonly resellerId: number;
  /** Quota `image_count_limit`. */
  readonly images: number;
  /** Quota `image_size_limit`: bytes of one image. */
  readonly imageBytes: number;
}

interface Project {
  readonly id: number;
  readonly clientId: number;
  readonly name: string;
  readonly isDefault: boolean;
  readonly description: string | null;
  readonly created: string;
}

interface Region {
  readonly id: number;
  readonly name: string;
  readonly keystone: string;
  readonly state: 'ACTIVE' | 'MAINTENANCE';
  readonly country: string;
  readonly zone: 'EMEA' | 'APAC';
  readonly latitude: number;
  readonly longitude: number;
  readonly created: string;
}

const GiB = 1024 ** 3;

/** The clients of the demo cloud. The second one has little room left, so that a quota can be met. */
export const CLIENTS: readonly Client[] = [
  { id: 77, name: 'Acme Media', resellerId: 936, images: 200_000, imageBytes: 100 * GiB },
  { id: 78, name: 'Borealis Games', resellerId: 936, images: 5, imageBytes: GiB },
  { id: 91, name: 'Copper Analytics', resellerId: 512, images: 500, imageBytes: 20 * GiB },
];

/** The newest comes first where nothing else is asked for: the demo's main project. */
export const PROJECTS: readonly Project[] = [
  {
    id: 1337,
    clientId: 77,
    name: 'streaming-production',
    isDefault: true,
    description: 'Everything that viewers see',
    created: '2024-11-05T09:12:44',
  },
  {
    id: 1338,
    clientId: 77,
    name: 'streaming-staging',
    isDefault: false,
    description: null,
    created: '2024-02-19T14:03:10',
  },
  {
    id: 1402,
    clientId: 78,
    name: 'lobby',
    isDefault: true,
    description: 'Match-making and chat',
    created: '2023-08-30T07:45:00',
  },
  {
    id: 1510,
    clientId: 91,
    name: 'default',
    isDefault: true,
    description: null,
    created: '2022-05-11T16:20:31',
  },
];

export const REGIONS: readonly Region[] = [
  {
    id: 76,
    name: 'Luxembourg-2',
    keystone: 'luxembourg-2',
    state: 'ACTIVE',
    country: 'LU',
    zone: 'EMEA',
    latitude: 49.61,
    longitude: 6.13,
    created: '2021-06-01T08:00:00',
  },
  {
    id: 92,
    name: 'Frankfurt-1',
    keystone: 'frankfurt-1',
    state: 'ACTIVE',
    country: 'DE',
    zone: 'EMEA',
    latitude: 50.11,
    longitude: 8.68,
    created: '2022-09-12T08:00:00',
  },
  {
    id: 104,
    name: 'Singapore-1',
    keystone: 'singapore-1',
    state: 'ACTIVE',
    country: 'SG',
    zone: 'APAC',
    latitude: 1.35,
    longitude: 103.82,
    created: '2023-03-27T08:00:00',
  },
  {
    id: 30,
    name: 'Amsterdam-1',
    keystone: 'amsterdam-1',
    state: 'MAINTENANCE',
    country: 'NL',
    zone: 'EMEA',
    latitude: 52.37,
    longitude: 4.9,
    created: '2020-02-03T08:00:00',
  },
];

/** The owner of the public images: the platform itself, a project that no caller sees. */
export const PLATFORM_PROJECT = 1;

export type { Client, Project, Region };

/** The client of a project of the registry. */
export function clientOf(project: Project): Client {
  const client = CLIENTS.find(({ id }) => id === project.clientId);
  if (!client) throw new Error(`Project ${project.id} has no client`);
  return client;
}
