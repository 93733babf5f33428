import { createHmac } from 'node:crypto';
import type { FandoghRole } from '../../contract/fandogh/rules.ts';

/** A namespace that a person belongs to, and what they are in it. */
export interface Membership {
  readonly namespace: string;
  readonly role: FandoghRole;
}

/** A demo user. */
export interface Person {
  readonly id: number;
  readonly username: string;
  readonly password: string;
  readonly email: string;
  readonly label: string;
  readonly token: string;
  readonly memberships: readonly Membership[];
}

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** A token that looks like the service's own, a JSON Web Token, and is the same at every start. */
function demoToken(id: number, username: string): string {
  const unsigned = `${base64url({ typ: 'JWT', alg: 'HS256' })}.${base64url({ user_id: id, username })}`;
  return `${unsigned}.${createHmac('sha256', 'demo').update(unsigned).digest('base64url')}`;
}

function person(id: number, username: string, label: string, memberships: readonly Membership[]): Person {
  return {
    id,
    username,
    password: `${username}-demo`,
    email: `${username}@saffron.example`,
    label,
    token: demoToken(id, username),
    memberships,
  };
}

/** The demo users. The last one has two namespaces, and must name one of them with every call. */
export const PEOPLE: readonly Person[] = [
  person(4411, 'sara', 'Sara, Admin of saffron', [{ namespace: 'saffron', role: 'Admin' }]),
  person(4412, 'dariush', 'Dariush, Developer in saffron', [{ namespace: 'saffron', role: 'Developer' }]),
  person(4413, 'omid', 'Omid, Operator in saffron', [{ namespace: 'saffron', role: 'Operator' }]),
  person(4420, 'nika', 'Nika, Admin of pomegranate and Operator in saffron', [
    { namespace: 'pomegranate', role: 'Admin' },
    { namespace: 'saffron', role: 'Operator' },
  ]),
];

const BY_TOKEN = new Map(PEOPLE.map((who) => [who.token, who]));

/** Whom an `Authorization` header stands for. The scheme word is `JWT`, and nothing else will do. */
export function personOf(authorization: string | undefined): Person | undefined {
  const token = /^JWT +(\S+) *$/.exec(authorization ?? '')?.[1];
  return token === undefined ? undefined : BY_TOKEN.get(token);
}
