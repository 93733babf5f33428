import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { OfConnection } from '../../connections/OfConnection.tsx';
import type { SavedConnection } from '../../connections/store.ts';
import { placed } from './place.ts';

interface GcorePageProps {
  readonly children: (connection: SavedConnection) => ReactNode;
}

/** Draws a page of the Gcore connection that the address names, at the place it names. */
export function GcorePage({ children }: GcorePageProps) {
  const [search] = useSearchParams();
  return <OfConnection service="gcore">{(connection) => children(placed(connection, search))}</OfConnection>;
}
