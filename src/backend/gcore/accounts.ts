import type { Account } from '../../contract/console.ts';
import type { GcoreRole } from '../../contract/gcore/endpoints.ts';
import { CLIENTS, type Project } from './registry.ts';

/** Whom a token stands for. */
export interface Caller {
  readonly userId: number;
  readonly clientId: number;
  readonly role: GcoreRole;
  /** The projects of a project role; other roles go by client or reseller. */
  readonly projectIds: readonly number[];
}

interface Demo extends Caller {
  readonly user: string;
  readonly label: string;
  readonly scheme: 'APIKey' | 'Bearer';
  readonly token: string;
}

/** The technical client of a reseller is the reseller's own id. */
const DEMOS: readonly Demo[] = [
  {
    user: 'avery',
    label: 'Cloud administrator of every client, with sharing lists',
    scheme: 'APIKey',
    token: '1042$b7e0c4f19a6d2853e1f7a09c44d8b6e25f03',
    userId: 501,
    clientId: 1,
    role: 'Cloud Administrator',
    projectIds: [],
  },
  {
    user: 'mina',
    label: 'Client administrator of Acme Media (client 77)',
    scheme: 'APIKey',
    token: '29841$c767aa03de5b41f890e2d6b1c3f8574a9e60',
    userId: 612,
    clientId: 77,
    role: 'Client Administrator',
    projectIds: [],
  },
  {
    user: 'jonas',
    label: 'Project user of streaming-production (project 1337)',
    scheme: 'APIKey',
    token: '29855$04be1d97f2ca4630a85e7f61d9b2c83e5a71',
    userId: 613,
    clientId: 77,
    role: 'Project User',
    projectIds: [1337],
  },
  {
    user: 'olive',
    label: 'Project observer of streaming-production, who only reads',
    scheme: 'APIKey',
    token: '29860$9d3f60b7c1e84a25970fb6ce2d14a7538b0c',
    userId: 614,
    clientId: 77,
    role: 'Project Observer',
    projectIds: [1337],
  },
  {
    user: 'bruno',
    label: 'Client administrator of Borealis Games (client 78), whose image quota is used up',
    scheme: 'APIKey',
    token: '31007$e15c8a4290bd47f6a3d7b0521c9e6f84d2ab',
    userId: 701,
    clientId: 78,
    role: 'Client Administrator',
    projectIds: [],
  },
  {
    user: 'reseller-936',
    label: 'Reseller 936, with clients 77 and 78',
    scheme: 'Bearer',
    token:
      'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1c2VyIjoicmVzZWxsZXItOTM2In0.ZGVtby1vbmx5LW5vdC1hLXNlY3JldA',
    userId: 936,
    clientId: 936,
    role: 'Reseller',
    projectIds: [],
  },
];

/** The demo users; the first may do everything. */
export const ACCOUNTS: readonly Account[] = DEMOS.map(({ user, label, scheme, token, role }) => ({
  service: 'gcore',
  user,
  label,
  authorization: `${scheme} ${token}`,
  may: [role],
}));

/** The caller behind a token, if it is used with its own scheme (whose case does not matter). */
export function callerOf(scheme: string, token: string): Caller | undefined {
  return DEMOS.find((demo) => demo.scheme.toLowerCase() === scheme.toLowerCase() && demo.token === token);
}

/** May this caller work in the project at all? */
export function mayEnter(caller: Caller, project: Project): boolean {
  switch (caller.role) {
    case 'Cloud Administrator':
      return true;
    case 'Reseller':
      return CLIENTS.some(({ id, resellerId }) => id === project.clientId && resellerId === caller.clientId);
    case 'Client Administrator':
      return project.clientId === caller.clientId;
    case 'Project User':
    case 'Project Observer':
      return caller.projectIds.includes(project.id);
  }
}

/** Resellers and administrators choose from the whole catalogue; everyone below them sees what a list leaves. */
export function seesWholeCatalogue({ role }: Caller): boolean {
  return role === 'Cloud Administrator' || role === 'Reseller';
}
