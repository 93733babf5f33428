import type { DropProps } from '../../../images/service.ts';
import { useVersionDrop } from './useVersionDrop.ts';

/** Claims what is dropped on a list of Fandogh, whose page knows nothing of archives. */
export function VersionDrop({ connection, image }: DropProps) {
  useVersionDrop(connection, image);
  return null;
}
