import { createContext, useContext, type ComponentType, type ReactNode } from 'react';
import type { Service } from '../../contract/endpoint.ts';
import type { Connection } from '../api/connection.ts';
import type { Place } from './place.ts';

/** What the form is told by the fields of a service; null while they do not hold a token yet. */
export interface CredentialsProps {
  /** Where calls go, for services that exchange a user name and a password for a token. */
  readonly connection: Connection;
  readonly onChange: (authorization: string | null) => void;
}

export interface PlaceProps {
  /** A connection whose token was just accepted, with the place chosen so far. */
  readonly connection: Connection;
  /** Told with what the token may do there, where that is known. */
  readonly onChange: (place: Place, may: readonly string[] | undefined) => void;
}

/** What counts something for the link to a page of a connection is given; it draws nothing while there is none. */
export interface PageCountProps {
  /** At the place that the page shows. */
  readonly connection: Connection;
  readonly children: (count: number) => ReactNode;
}

/** What a service says to a token. */
export interface Checked {
  /** Whose token it is, where the service tells. */
  readonly user: string | undefined;
  /** What the token may do, where the service tells. */
  readonly may: readonly string[] | undefined;
  /** The place to work in, if there is only one or one is the default. */
  readonly place: Place;
}

/** What connecting to one service needs; `services/NAME/connection.tsx` implements it. */
export interface ConnectionKind {
  readonly service: Service;
  /** The service's own name. */
  readonly name: string;
  /** The letter on its mark. */
  readonly letter: string;
  readonly Credentials: ComponentType<CredentialsProps>;
  /** Fields for choosing the place, for services that have several. */
  readonly Place?: ComponentType<PlaceProps>;
  /** Must a place be chosen before the connection is of use? */
  readonly isPlaced: (connection: Connection) => boolean;
  /** Tries the token with the cheapest calls there are. */
  readonly check: (connection: Connection, signal: AbortSignal) => Promise<Checked>;
}

const Kinds = createContext<readonly ConnectionKind[]>([]);

/** Gives every kind to the pages below; `app` does it, because `connections` must not know `services`. */
export const ConnectionKindsProvider = Kinds.Provider;

/** All services that one can connect to. */
export function useConnectionKinds(): readonly ConnectionKind[] {
  return useContext(Kinds);
}

/** The kind of a service's connections. */
export function useConnectionKind(service: Service): ConnectionKind {
  const found = useConnectionKinds().find((kind) => kind.service === service);
  if (!found) throw new Error(`No connections to ${service}`);
  return found;
}
