import { Upload } from 'lucide-react';
import { useText } from '../i18n/useLanguage.ts';
import { Button, ButtonLink } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { isDone, isOpen } from './queue.ts';
import { uploadQueue, useUploads } from './theQueue.ts';
import { UploadRow } from './UploadRow.tsx';

/** Every upload of this tab. */
export function Component() {
  const t = useText();
  const items = useUploads();
  const ended = items.filter((item) => !isOpen(item));
  const add = (
    <ButtonLink kind="primary" icon={Upload} to="/add">
      {t('uploads.add')}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        title={t('uploads.title')}
        actions={
          <>
            {ended.length > 0 && (
              <Button onClick={() => ended.forEach(({ id }) => uploadQueue.dismiss(id))}>
                {t('uploads.clear')}
              </Button>
            )}
            {items.length > 0 && add}
          </>
        }
      >
        {items.length > 0 && t('uploads.done', { done: items.filter(isDone).length, count: items.length })}
      </PageHeader>
      {items.length === 0 ? (
        <EmptyState icon={Upload} title={t('uploads.none')} actions={add}>
          {t('uploads.noneHint')}
        </EmptyState>
      ) : (
        <Card flush>
          <ul>
            {items.map((item) => (
              <UploadRow key={item.id} item={item} />
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}
