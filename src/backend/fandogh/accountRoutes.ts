import { fandoghEndpoints } from '../../contract/fandogh/endpoints.ts';
import { Refused, type Routes } from '../route.ts';
import { refusal } from './bodies.ts';
import type { Caller } from './door.ts';
import { PEOPLE } from './people.ts';

const { createToken, listNamespaces, getNamespace } = fandoghEndpoints;

/** Sets the handlers of tokens and namespaces. */
export function routeAccounts(routes: Routes<Caller>): void {
  routes.on(createToken, ({ body: { value } }) => {
    const who = PEOPLE.find(({ username }) => username === value.username);
    if (who?.password !== value.password) {
      throw new Refused(refusal(400, 'Unable to log in with provided credentials.'));
    }
    const { token, username, email, memberships } = who;
    return {
      status: 200,
      json: { token, username, email, namespaces: memberships.map(({ namespace }) => namespace) },
    };
  });

  routes.on(listNamespaces, ({ caller }) => ({
    status: 200,
    json: caller.memberships.map(({ namespace, role }) => ({ name: namespace, user_role: role })),
  }));

  routes.on(getNamespace, ({ caller, params: { name } }) => {
    if (!caller.memberships.some(({ namespace }) => namespace === name)) {
      throw new Refused(refusal(404, 'Namespace not found'));
    }
    return {
      status: 200,
      json: {
        name,
        // There are no services here, so nothing of the quota is ever used.
        quota: {
          memory_limit: 8192,
          cpu_limit: 4000,
          service_limit: 20,
          max_replica: 5,
          pending_certificate_limit: 5,
          volume_limit: 50,
        },
        current_used_resources: { service_count: 0, memory_usage: 0, cpu_usage: 0, volume_usage: 0 },
      },
    };
  });
}
