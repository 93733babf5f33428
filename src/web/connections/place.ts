import type { Connection } from '../api/connection.ts';
import type { SavedConnection } from './store.ts';

/** Where in a service a connection works: a namespace, a project and region. */
export type Place = Pick<Connection, 'namespace' | 'project' | 'region'>;

const places = new WeakMap<Connection, Place>();

/** The place of a connection: one object for all rows that were read through it, since lists have very many. */
export function placeOf(connection: Connection): Place {
  const known = places.get(connection);
  if (known) return known;
  const { namespace, project, region } = connection;
  const place: Place = {
    ...(namespace !== undefined && { namespace }),
    ...(project !== undefined && { project }),
    ...(region !== undefined && { region }),
  };
  places.set(connection, place);
  return place;
}

/** A place in one word, for keys: `1337/76`; empty for services that have no places. */
export function placeKey({ namespace, project, region }: Place): string {
  if (namespace === undefined && project === undefined && region === undefined) return '';
  return [namespace, project, region].filter((part) => part !== undefined).join('/');
}

/** The same connection at another place. */
export function atPlace(connection: SavedConnection, place: Place): SavedConnection {
  if (placeKey(placeOf(connection)) === placeKey(place)) return connection;
  const moved = { ...connection };
  delete moved.namespace;
  delete moved.project;
  delete moved.region;
  return Object.assign(moved, place);
}
