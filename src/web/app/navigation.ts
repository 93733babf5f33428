import type { Connection } from '../api/connection.ts';
import type { Text } from '../i18n/text.ts';
import type { MarkHue } from '../ui/Mark.tsx';
import { SERVICES } from './services.ts';

/** A page of a connection in the sidebar. */
export interface NavPage {
  readonly to: string;
  readonly label: string;
  /** Shown at its end: tasks under way. */
  readonly count?: number;
}

/** A connection in the sidebar, with the pages its service has. */
export interface NavConnection {
  readonly id: string;
  readonly label: string;
  readonly service: MarkHue;
  /** The letter of its mark. */
  readonly letter: string;
  /** Its token is missing or was refused. */
  readonly needsToken: boolean;
  readonly pages: readonly NavPage[];
}

/**
 * The sidebar's part for each connection, from what its service offers.
 * @param running tasks under way, by connection
 */
export function navConnections(
  connections: readonly Connection[],
  t: Text,
  running: ReadonlyMap<string, number>,
): readonly NavConnection[] {
  return connections.flatMap(({ id, label, service, authorization }) => {
    const entry = SERVICES.find(({ connection }) => connection.service === service);
    if (!entry) return [];
    const pages = entry.pages.map(({ path, label: name }): NavPage => {
      const count = path === 'tasks' ? running.get(id) : undefined;
      return { to: `/c/${id}/${path}`, label: t(name), ...(count !== undefined && count > 0 && { count }) };
    });
    return [
      { id, label, service, letter: entry.connection.letter, needsToken: authorization === null, pages },
    ];
  });
}
