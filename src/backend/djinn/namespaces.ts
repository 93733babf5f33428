import { djinnEndpoints } from '../../contract/djinn/endpoints.ts';
import type { Routes } from '../route.ts';
import { somebody, type Caller } from './door.ts';
import { pageOf, patternOf } from './paging.ts';
import type { Parts } from './parts.ts';
import { judgeNewNamespace } from './rules.ts';
import { now } from './tables.ts';
import { userJson, Wire } from './wire.ts';

/** `GET /namespaces`, `POST /namespaces` and `GET /user`. */
export function addNamespaces(routes: Routes<Caller>, { tables, dialect }: Parts): void {
  routes.on(djinnEndpoints.listNamespaces, ({ caller, query, base, incoming }) => {
    const { user } = somebody(caller);
    const { search = '', page = 1 } = query;
    const pattern = patternOf(search, dialect);
    const total = tables.countNamespaces(user, pattern);
    const address = `${base}/namespaces`;
    const { limit, offset, headers } = pageOf(
      { page, total, address, search, target: incoming.url ?? '/' },
      dialect,
    );
    const wire = new Wire(tables, base);
    const namespaces = tables.listNamespaces(user, { pattern, limit, offset });
    return { status: 200, json: namespaces.map((namespace) => wire.namespace(namespace)), headers };
  });

  routes.on(djinnEndpoints.createNamespace, ({ caller, body, base }) => {
    const user = somebody(caller);
    const made = tables.transaction(() => {
      const { parent, visibility } = judgeNewNamespace(body.value, user, tables);
      const { name, description } = body.value;
      return tables.addNamespace({ owner: user.user, parent, name, description, visibility, at: now() });
    });
    return { status: 201, json: new Wire(tables, base).namespace(made) };
  });

  routes.on(djinnEndpoints.getUser, ({ caller }) => {
    const user = tables.user(somebody(caller).user);
    if (!user) throw new Error('A token of no user');
    return { status: 200, json: userJson(user) };
  });
}
