import type { ComponentType } from 'react';
import type { PageCountProps } from '../connections/kind.ts';
import type { SavedConnection } from '../connections/store.ts';
import type { Text } from '../i18n/text.ts';
import type { MarkHue } from '../ui/Mark.tsx';
import { SERVICES } from './services.ts';

/** A page of a connection in the sidebar. */
export interface NavPage {
  readonly to: string;
  readonly label: string;
  /** Gives the number that is shown at its end. */
  readonly Count?: ComponentType<PageCountProps> | undefined;
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
  /** At the place that its pages show. */
  readonly placed: SavedConnection;
}

/**
 * The page of a connection under which an address belongs: the one it begins with, else the first, from which forms
 * such as `/c/djinn-demo/import` are opened; undefined for addresses outside the connection.
 */
export function openPage({ id, pages }: NavConnection, pathname: string): NavPage | undefined {
  if (!pathname.startsWith(`/c/${id}/`)) return undefined;
  const under = ({ to }: NavPage): boolean => `${pathname}/`.startsWith(`${to.replace(/\?.*/, '')}/`);
  return pages.find(under) ?? pages[0];
}

/** The connections with the one whose pages are open at the place that their address names. */
export function placedConnections(
  connections: readonly SavedConnection[],
  { pathname, search }: { readonly pathname: string; readonly search: string },
): readonly SavedConnection[] {
  return connections.map((saved) => {
    if (!pathname.startsWith(`/c/${saved.id}/`)) return saved;
    const lists = SERVICES.find(({ images }) => images.service === saved.service)?.images.lists;
    return lists ? lists.placed(saved, new URLSearchParams(search)) : saved;
  });
}

/**
 * The sidebar's part for each connection, from what its service offers.
 * @param connections each at the place that its pages are to show
 */
export function navConnections(connections: readonly SavedConnection[], t: Text): readonly NavConnection[] {
  return connections.flatMap((saved) => {
    const { id, label, service, authorization } = saved;
    const entry = SERVICES.find(({ connection }) => connection.service === service);
    if (!entry) return [];
    const place = entry.images.lists?.placeSearch(saved) ?? '';
    const pages = entry.pages.map(({ path, label: name, Count }): NavPage => ({
      to: `/c/${id}/${path}${place}`,
      label: t(name),
      Count,
    }));
    return [
      {
        id,
        label,
        service,
        letter: entry.connection.letter,
        needsToken: authorization === null,
        pages,
        placed: saved,
      },
    ];
  });
}
