import { atPlace } from '../connections/place.ts';
import { connections, type SavedConnection } from '../connections/store.ts';
import type { ImageRow } from './row.ts';

/**
 * The connection to ask about an image: with the token it has now, at the place where the image was read and not
 * where the connection works meanwhile. Undefined once it was removed.
 */
export function connectionOf({
  connection,
  at,
}: Pick<ImageRow, 'connection' | 'at'>): SavedConnection | undefined {
  const own = connections().find(({ id }) => id === connection);
  return own && atPlace(own, at);
}
