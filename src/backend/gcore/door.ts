import { GCORE_ROLES, type GcoreRole } from '../../contract/gcore/endpoints.ts';
import { Refused, type Door } from '../route.ts';
import { callerOf, type Caller } from './accounts.ts';
import { forbidden, invalid, misfit, refusal } from './refusals.ts';

function unauthorised(exceptionClass: string, message: string): Refused {
  return new Refused(refusal(401, exceptionClass, message));
}

/** A token that is not taken; the words tell a wrong scheme, a token cut off at its `$`, and any other. */
function badToken(scheme: string, token: string): Refused {
  if (/^bearer$/i.test(scheme)) {
    return unauthorised('token_not_valid', 'Given token not valid for any token type');
  }
  if (/^\d+$/.test(token)) return unauthorised('token_not_valid', `Bad permanent token: ${token}`);
  return unauthorised('token_not_valid', 'Token is invalid or expired');
}

const rank = (role: string): number => GCORE_ROLES.findIndex((one: GcoreRole) => one === role);

/** How Gcore lets callers in and words its refusals. */
export const door: Door<Caller> = {
  admit: (header, endpoint) => {
    const [, scheme = '', token = ''] = /^(apikey|bearer)\s+(.+)$/i.exec(header('authorization') ?? '') ?? [];
    if (token === '') {
      throw unauthorised('not_authenticated', 'Authentication credentials were not provided.');
    }
    const caller = callerOf(scheme, token.trim());
    if (!caller) throw badToken(scheme, token.trim());
    if (endpoint.permission !== null && rank(caller.role) < rank(endpoint.permission)) {
      throw forbidden(`This needs the role ${endpoint.permission}; the token has ${caller.role}`);
    }
    return caller;
  },
  misfit,
  malformed: (reason) => invalid({ body: [`Not valid JSON: ${reason}`] }),
  unknownPath: () => refusal(404, 'HTTPError', 'HTTP 404: Not Found'),
  wrongMethod: () => refusal(405, 'HTTPError', 'HTTP 405: Method Not Allowed'),
  notBuilt: (endpoint) => refusal(501, 'NotImplementedError', `${endpoint.name} is not built yet`),
  broken: () => refusal(500, 'InternalServerError', 'Internal Server Error'),
};
