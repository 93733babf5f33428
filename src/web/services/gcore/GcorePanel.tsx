import { ListChecks } from 'lucide-react';
import { Suspense } from 'react';
import { late } from '../../connections/late.tsx';
import { useText } from '../../i18n/useLanguage.ts';
import type { PanelPartProps } from '../../images/service.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { pendingTask } from './pending.ts';
import { placeSearch } from './place.ts';

// Loaded with the first panel, so that lists come without it.
const FieldsPanel = late(async () => (await import('./fields/FieldsPanel.tsx')).FieldsPanel);

/** What only Gcore offers in the panel of an image: its metadata, and its fields to be changed in place. */
export function GcorePanel({ connection, row }: PanelPartProps) {
  const t = useText();
  const task = pendingTask(row.id);
  if (task !== undefined) {
    return (
      <div className="mb-4">
        <ButtonLink
          size="sm"
          icon={ListChecks}
          to={`/c/${connection.id}/tasks/${task}${placeSearch(connection)}`}
        >
          {t('gcore.list.toTask')}
        </ButtonLink>
      </div>
    );
  }
  // The service refuses to change images of other projects, locked ones, and anything by those who may only look.
  const writable = row.remove === 'yes';
  return (
    <Suspense fallback={null}>
      <FieldsPanel connection={connection} id={row.id} writable={writable} />
    </Suspense>
  );
}
