import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { labelsOf } from '../../../../contract/gcore/image.ts';
import { CallFailure } from '../../../connections/CallFailure.tsx';
import type { SavedConnection } from '../../../connections/store.ts';
import { useText } from '../../../i18n/useLanguage.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { SearchField } from '../../../ui/SearchField.tsx';
import { SkeletonRows } from '../../../ui/Skeleton.tsx';
import { TextAreaField } from '../../../ui/TextField.tsx';
import { placeImagesQuery } from '../imageList.ts';
import { pastedLines } from './draft.ts';
import { writable, type Labels } from './plan.ts';

interface BringProps {
  readonly onBring: (labels: Labels) => void;
  readonly onClose: () => void;
}

/** Takes `KEY=value` lines into the draft. */
export function PasteDialog({ onBring, onClose }: BringProps) {
  const t = useText();
  const [text, setText] = useState('');
  const { labels, unread } = pastedLines(text);
  return (
    <Dialog
      title={t('gcore.metadata.paste')}
      description={t('gcore.metadata.pasteHint')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('gcore.metadata.cancel')}</Button>
          <Button kind="primary" disabled={labels.size === 0} onClick={() => onBring(labels)}>
            {t('gcore.metadata.bring', { count: labels.size })}
          </Button>
        </>
      }
    >
      <TextAreaField
        code
        rows={8}
        label={t('gcore.metadata.lines')}
        placeholder={'env=prod\nowner_team=platform'}
        error={unread.length > 0 ? t('gcore.metadata.unread', { lines: unread.join(', ') }) : undefined}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </Dialog>
  );
}

interface CopyProps extends BringProps {
  readonly connection: SavedConnection;
  /** The image being edited, which is not offered. */
  readonly image: string;
}

/** Most images that are offered; the search narrows them. */
const OFFERED = 50;

/** Takes the labels of another image of the place into the draft. */
export function CopyDialog({ connection, image, onBring, onClose }: CopyProps) {
  const t = useText();
  const images = useQuery(placeImagesQuery(connection));
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const found = (images.data ?? []).filter(
    (one) =>
      one.id !== image &&
      writable(labelsOf(one)).size > 0 &&
      (one.name.toLowerCase().includes(wanted) || one.id.startsWith(wanted)),
  );
  return (
    <Dialog
      title={t('gcore.metadata.copy')}
      description={t('gcore.metadata.copyHint')}
      width="lg"
      onClose={onClose}
    >
      <div className="grid gap-3">
        <SearchField
          label={t('gcore.metadata.searchImages')}
          placeholder={t('gcore.metadata.searchImages')}
          value={search}
          onChange={setSearch}
        />
        {images.isPending && <SkeletonRows count={4} />}
        {images.error && (
          <CallFailure
            connectionId={connection.id}
            error={images.error}
            onRetry={() => void images.refetch()}
          />
        )}
        <ul className="grid">
          {found.slice(0, OFFERED).map((one) => {
            const labels = writable(labelsOf(one));
            return (
              <li
                key={one.id}
                className="flex min-h-(--row) items-center gap-3 border-line py-1.5 not-first:border-t"
              >
                <div className="min-w-0 flex-1">
                  <bdi className="font-medium">{one.name}</bdi>
                  <code className="block truncate text-xs text-faint">
                    {[...labels].map(([key, value]) => `${key}=${value}`).join('  ')}
                  </code>
                </div>
                <Button size="sm" onClick={() => onBring(labels)}>
                  {t('gcore.metadata.bring', { count: labels.size })}
                </Button>
              </li>
            );
          })}
        </ul>
        {found.length > OFFERED && (
          <p className="text-sm text-faint">{t('gcore.metadata.more', { count: found.length - OFFERED })}</p>
        )}
        {images.data && found.length === 0 && (
          <p className="text-sm text-muted">{t('gcore.metadata.noneFound')}</p>
        )}
      </div>
    </Dialog>
  );
}
