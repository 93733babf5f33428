import { FANDOGH_NAMESPACE_HEADER, mayWriteImages } from '../../contract/fandogh/rules.ts';
import { Refused, type Door, type Misfit } from '../route.ts';
import { invalid, refusal } from './bodies.ts';
import { personOf, type Membership, type Person } from './people.ts';

/** Who calls, and for which namespace. */
export interface Caller {
  /** The user's number; 0 for a call that needs no token. */
  readonly id: number;
  readonly memberships: readonly Membership[];
  /** The active namespace; empty where a call is not about images. */
  readonly namespace: string;
}

const NOBODY: Caller = { id: 0, memberships: [], namespace: '' };

/**
 * The namespace a call is about. With one of their own people need not name it; with several they must, and
 * the message says "Namespace", at which the service's dashboard sends them to choose one.
 */
function activeMembership({ memberships }: Person, named: string | undefined): Membership {
  const found =
    named === undefined && memberships.length === 1
      ? memberships[0]
      : memberships.find((membership) => membership.namespace === named);
  if (found) return found;
  throw new Refused(
    refusal(
      400,
      named === undefined
        ? `Namespace is not specified. Set the ${FANDOGH_NAMESPACE_HEADER} header to one of your namespaces.`
        : `Namespace "${named}" does not exist, or you are not a member of it.`,
    ),
  );
}

/** Texts by the field they are about; those about the request as a whole under Django REST framework's name. */
export function byField(issues: Misfit['issues']): Record<string, string[]> {
  const fields: Record<string, string[]> = {};
  for (const { path, message } of issues) {
    const [field] = path;
    if (field === undefined) (fields['non_field_errors'] ??= []).push('Invalid data. Expected a dictionary.');
    else (fields[String(field)] ??= []).push(message);
  }
  return fields;
}

/** How Fandogh lets callers in, and how it words its refusals. */
export const door: Door<Caller> = {
  admit: (header, endpoint) => {
    if (endpoint.permission === null) return NOBODY;
    const authorization = header('authorization');
    const who = personOf(authorization);
    if (!who) {
      const message =
        authorization === undefined
          ? 'Authentication credentials were not provided.'
          : 'The token is invalid. Please log in again.';
      throw new Refused(refusal(401, message));
    }
    if (!endpoint.path.startsWith('/images')) return { ...who, namespace: '' };
    const active = activeMembership(who, header(FANDOGH_NAMESPACE_HEADER));
    if (endpoint.method !== 'GET' && !mayWriteImages(active.role)) {
      throw new Refused(
        refusal(403, `Your role in ${active.namespace} is ${active.role}, which may not do this.`),
      );
    }
    return { ...who, namespace: active.namespace };
  },
  misfit: ({ issues }) => invalid(byField(issues)),
  malformed: (reason) => refusal(400, `JSON parse error - ${reason}`),
  unknownPath: () => refusal(404, 'Not found.'),
  wrongMethod: (method) => refusal(405, `Method "${method}" not allowed.`),
  notBuilt: (endpoint) => refusal(501, `${endpoint.name} is not built here.`),
  broken: () => refusal(500, 'Server Error'),
};
