import { useParams, useSearchParams } from 'react-router';
import type { Connection } from '../../api/connection.ts';
import { atPlace } from '../../connections/place.ts';
import { connections, useConnection, type SavedConnection } from '../../connections/store.ts';

/** The path parameters of everything that lies in a project and region. */
export type PlaceParams = { readonly project_id: number; readonly region_id: number };

/** Where a connection works, as its paths name it; connections cannot be saved without. */
export function placeParams({ project, region }: Connection): PlaceParams {
  if (project === undefined || region === undefined) throw new Error('No project and region are chosen');
  return { project_id: project, region_id: region };
}

function numberIn(search: URLSearchParams, name: string): number | undefined {
  const text = search.get(name);
  return text !== null && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined;
}

/** A connection at the project and region that an address names (`?project=1337&region=76`), else at its own. */
export function placed(connection: SavedConnection, search: URLSearchParams): SavedConnection {
  const project = numberIn(search, 'project') ?? connection.project;
  const region = numberIn(search, 'region') ?? connection.region;
  return atPlace(connection, {
    ...(project !== undefined && { project }),
    ...(region !== undefined && { region }),
  });
}

/** An address that names another place, or none where it is the connection's own. */
export function withPlace(
  address: URLSearchParams,
  at: Pick<Connection, 'project' | 'region'>,
  own: Connection,
): URLSearchParams {
  const next = new URLSearchParams(address);
  for (const name of ['project', 'region'] as const) {
    if (at[name] === undefined || at[name] === own[name]) next.delete(name);
    else next.set(name, String(at[name]));
  }
  return next;
}

/** What an address must say for a page to stand where this connection does; empty at the connection's own place. */
export function placeSearch(at: Connection): string {
  const own = connections().find(({ id }) => id === at.id) ?? at;
  const text = withPlace(new URLSearchParams(), at, own).toString();
  return text === '' ? '' : `?${text}`;
}

/** The query part of addresses of this connection's pages that stay where the page is. */
export function usePlaceSearch(): string {
  const { connection: id = '' } = useParams();
  const [search] = useSearchParams();
  const connection = useConnection(id);
  return connection?.service === 'gcore' ? placeSearch(placed(connection, search)) : '';
}
