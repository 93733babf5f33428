import { lazy, Suspense } from 'react';
import type { PanelPartProps } from '../../images/service.ts';

// Loaded with the first panel, so that lists come without it.
const FieldsPanel = lazy(() => import('./fields/FieldsPanel.tsx'));

/** What only Gcore offers in the panel of an image: its metadata, and its fields to be changed in place. */
export function GcorePanel({ connection, row }: PanelPartProps) {
  // The service refuses to change images of other projects, locked ones, and anything by those who may only look.
  const writable = row.remove === 'yes';
  return (
    <Suspense fallback={null}>
      <FieldsPanel connection={connection} id={row.id} writable={writable} />
    </Suspense>
  );
}
