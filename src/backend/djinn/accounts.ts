import type { Account } from '../../contract/console.ts';
import type { Tables } from './tables.ts';

/** Demo users. Their ids are fixed, so that seeds can name them. */
export const USERS = {
  mina: { id: 1, email: 'mina@example.org', created_at: Date.UTC(2023, 4, 6, 9, 12, 44, 500) * 1000 },
  platform: { id: 2, email: 'platform@example.org', created_at: Date.UTC(2023, 1, 20, 8) * 1000 },
  ravi: { id: 3, email: 'ravi@example.org', created_at: Date.UTC(2023, 10, 1, 10) * 1000 },
} as const;
type Username = keyof typeof USERS;

const IMAGES = ['image:read', 'image:write', 'image:delete'];
const NAMESPACES = ['namespace:read', 'namespace:write'];
const ALL = [...IMAGES, ...NAMESPACES];

function without(permission: string): string[] {
  return ALL.filter((one) => one !== permission);
}

/** Tokens as Djinn makes them, 32 hex digits, here fixed: who, what for, what they allow. */
const TOKENS: readonly (readonly [string, Username, string, readonly string[]])[] = [
  ['5f0c6a1e9b7d4238a6e1c0f49d83b752', 'mina', 'everything', ALL],
  ['a3d91b58e7c64f02b1f7590e8c2d6a41', 'mina', 'may not delete images', without('image:delete')],
  ['1c7e24f6b09d4a83957fe63ad1b8025c', 'mina', 'may not write images', without('image:write')],
  ['e84b06d7325f41c99ad05b7c16f3e82a', 'mina', 'may not read images', without('image:read')],
  ['70f9ce1b4d2a4865b3168ed95a07cf34', 'mina', 'images only, no namespaces', IMAGES],
  ['b62d8f3a50e14c97861b04f7dc9ea35e', 'platform', 'owns the shared namespaces', ALL],
  ['09c5e7d1f8b3426aa47d2e61b50f983c', 'ravi', 'a colleague with namespaces of his own', ALL],
];

/** The demo accounts; the first may do everything. */
export const accounts: readonly Account[] = TOKENS.map(([token, user, label, may]) => ({
  service: 'djinn',
  user,
  label,
  authorization: `Bearer ${token}`,
  may: [...may],
}));

/** Makes the demo users and their tokens, where they are not there yet. */
export function addAccounts(tables: Tables): void {
  tables.transaction(() => {
    for (const [username, user] of Object.entries(USERS)) tables.addUser({ username, ...user });
    for (const [token, username, , may] of TOKENS) {
      tables.setToken(token, USERS[username].id, may.join(' '));
    }
  });
}
