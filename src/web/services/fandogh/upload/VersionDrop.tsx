import type { SavedConnection } from '../../../connections/store.ts';
import { useVersionDrop } from './useVersionDrop.ts';

interface VersionDropProps {
  readonly connection: SavedConnection;
  /** The image whose panel is open; undefined over the list alone. */
  readonly image: string | undefined;
}

/** Claims what is dropped on a list of Fandogh, whose page knows nothing of archives. */
export function VersionDrop({ connection, image }: VersionDropProps) {
  useVersionDrop(connection, image);
  return null;
}
