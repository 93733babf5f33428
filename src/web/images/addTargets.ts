import type { SavedConnection } from '../connections/store.ts';
import { serviceOf, useServices } from './service.ts';

/** A connection that takes images, and the page that adds them. */
export interface AddTarget {
  readonly connection: SavedConnection;
  readonly to: string;
}

/** Where images can be added, of these connections. */
export function useAddTargets(connections: readonly SavedConnection[]): readonly AddTarget[] {
  const services = useServices();
  return connections.flatMap((connection) => {
    const to = serviceOf(services, connection).addTo?.(connection);
    return to === undefined ? [] : [{ connection, to }];
  });
}
