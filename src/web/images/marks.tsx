import { useMemo } from 'react';
import { useConnectionKinds } from '../connections/kind.ts';
import type { SavedConnection } from '../connections/store.ts';
import { Mark, type MarkHue } from '../ui/Mark.tsx';
import { serviceOf, useServices, type ImageService } from './service.ts';

/** How a connection is drawn. */
export interface ConnectionLook {
  readonly label: string;
  readonly service: MarkHue;
  readonly letter: string;
  /** The words around places, where its service needs any. */
  readonly placeWord: ImageService['placeWord'];
}

/**
 * How each of these connections is drawn, by id.
 * @param mixed places of other services stand in the same column, whose head cannot say what they are
 */
export function useLooks(
  connections: readonly SavedConnection[],
  mixed: boolean,
): ReadonlyMap<string, ConnectionLook> {
  const kinds = useConnectionKinds();
  const services = useServices();
  return useMemo(
    () =>
      new Map(
        connections.map(({ id, label, service }) => {
          const letter = kinds.find((kind) => kind.service === service)?.letter ?? '';
          const placeWord = mixed ? serviceOf(services, { service }).placeWord : undefined;
          return [id, { label, service, letter, placeWord }];
        }),
      ),
    [connections, kinds, mixed, services],
  );
}

/** A connection by its mark and name. */
export function ConnectionName({ look }: { readonly look: ConnectionLook }) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Mark hue={look.service} letter={look.letter} />
      <bdi className="truncate">{look.label}</bdi>
    </span>
  );
}
