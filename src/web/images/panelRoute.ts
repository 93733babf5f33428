import { createContext, useCallback, useContext, useMemo, useRef } from 'react';
import {
  useHref,
  useLocation,
  useNavigate,
  useParams,
  type Location,
  type NavigateOptions,
} from 'react-router';
import * as z from 'zod/mini';
import type { SavedConnection } from '../connections/store.ts';
import type { ImageRow } from './row.ts';

/** The address of a list, and those of its panels and dialogs below it. */
export interface ListPlace {
  /** `/`, or `/c/djinn-demo/images`. */
  readonly path: string;
  /** The query with filter and sorting, which panels keep. */
  readonly search: string;
  /** Do panels name the connection, because the list has several? */
  readonly mixed: boolean;
}

const Place = createContext<ListPlace>({ path: '/', search: '', mixed: true });

/** Tells the panels over a list where it is. */
export const ListPlaceProvider = Place.Provider;

/** What panels are given by the list under them. */
export interface PanelContext {
  /** The connection of this id at the place that the list shows. */
  readonly connection: (id: string) => SavedConnection | undefined;
  /** What is known of an image before they have asked. */
  readonly find: (connection: string, id: string) => ImageRow | undefined;
}

type Target = { readonly connection: string; readonly id: string };

/** What an entry of the history says of the list under its panel. */
const Over = z.object({
  /** How many steps back the list is. */
  fromList: z.int(),
  /** The history's own key of the list's entry. */
  listKey: z.string(),
});

function overOf(state: unknown): z.output<typeof Over> | undefined {
  const parsed = z.safeParse(Over, state);
  return parsed.success ? parsed.data : undefined;
}

/** By which key the scroll of an entry is remembered: panels leave the list under them where it is. */
export function scrollKey({ key, state }: Pick<Location, 'key' | 'state'>): string {
  return overOf(state)?.listKey ?? key;
}

/** The way to the panel of an image, or to the dialog that deletes it, over the list at `place`. */
export function panelPath(place: ListPlace, { connection, id }: Target, dialog?: 'delete'): string {
  const base = place.mixed ? `/images/${encodeURIComponent(connection)}` : place.path;
  return `${base}/${encodeURIComponent(id)}${dialog ? `/${dialog}` : ''}${place.search}`;
}

/** Is this the address of that panel, or of a dialog of it? */
export function isAtPanel(pathname: string, panel: string): boolean {
  const path = panel.replace(/\?.*$/, '');
  return pathname === path || pathname.startsWith(`${path}/`);
}

/** What a link to a panel needs besides its address: the list stays where it is, and Back knows its way. */
export function useLinkToPanel(): Pick<NavigateOptions, 'preventScrollReset' | 'state'> {
  const { key, state } = useLocation();
  return useMemo(() => {
    const over = overOf(state) ?? { fromList: 0, listKey: key };
    return { preventScrollReset: true, state: { ...over, fromList: over.fromList + 1 } };
  }, [key, state]);
}

/** Gives what opens the panel of an image, or the dialog that deletes it, over the list at `place`. */
export function useOpenPanel(place: ListPlace): (target: Target, dialog?: 'delete') => void {
  const navigate = useNavigate();
  const toPanel = useLinkToPanel();
  const { pathname, search } = useLocation();
  const here = useHref({ pathname, search: place.search });
  return useCallback(
    (target, dialog) => {
      // What was typed a moment ago may not have reached the address yet, and Back leads to that.
      if (search !== place.search) history.replaceState(history.state, '', here);
      void navigate(panelPath(place, target, dialog), toPanel);
    },
    [navigate, place, toPanel, search, here],
  );
}

/** The connection and image that the present address names; a list of one connection names it once for all. */
export function usePanelTarget(): Target {
  const { connection = '', id = '' } = useParams();
  return { connection, id };
}

/** Where the list is, and the ways back to it from a panel or dialog. */
export function usePanelWays(): {
  readonly place: ListPlace;
  /** Closes what was opened last; where nothing was, because somebody followed a link, it goes to the list. */
  readonly close: () => void;
  /** Closes everything that stands over the list. */
  readonly toList: () => void;
} {
  const place = useContext(Place);
  const navigate = useNavigate();
  const { key, state } = useLocation();
  const steps = overOf(state)?.fromList ?? 0;
  const left = useRef<string>(undefined);
  const back = useCallback(
    (count: number) => {
      // Going back takes a while, in which Escape may be pressed again: that would lead out of the console.
      if (left.current === key) return;
      left.current = key;
      if (count > 0) void navigate(-count);
      else void navigate(`${place.path}${place.search}`, { replace: true, preventScrollReset: true });
    },
    [navigate, key, place.path, place.search],
  );
  const close = useCallback(() => back(Math.min(steps, 1)), [back, steps]);
  const toList = useCallback(() => back(steps), [back, steps]);
  return { place, close, toList };
}
