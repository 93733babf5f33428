import { useQueryClient } from '@tanstack/react-query';
import { CircleCheck, CircleDashed, CircleX, LoaderCircle } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import type { GcoreImage } from '../../../../contract/gcore/image.ts';
import { failureText } from '../../../connections/failureText.ts';
import type { SavedConnection } from '../../../connections/store.ts';
import { useFormats, useText } from '../../../i18n/useLanguage.ts';
import { Notice } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Card } from '../../../ui/Card.tsx';
import { Name } from '../../../ui/Name.tsx';
import { TONE_TEXT } from '../../../ui/StatePill.tsx';
import type { BulkRun, ItemState } from './run.ts';

const LOOKS = {
  waiting: { icon: CircleDashed, tone: 'neutral' },
  working: { icon: LoaderCircle, tone: 'busy' },
  done: { icon: CircleCheck, tone: 'ok' },
  failed: { icon: CircleX, tone: 'bad' },
} as const;

type Item = readonly [id: string, state: ItemState];

/** Once there are many, nobody should have to look for those that failed. */
function failedFirst(items: readonly Item[]): readonly Item[] {
  const isFailed = ([, { step }]: Item): boolean => step === 'failed';
  return [...items.filter(isFailed), ...items.filter((item) => !isFailed(item))];
}

interface BulkProgressProps {
  readonly connection: SavedConnection;
  /** The images of the place, for their names. */
  readonly images: readonly GcoreImage[];
  readonly run: BulkRun;
  readonly onClose: () => void;
}

/** How far each image is, and at last which failed and why. */
export function BulkProgress({ connection, run, images, onClose }: BulkProgressProps) {
  const t = useText();
  const items = useSyncExternalStore(run.items.subscribe, run.items.get);
  const names = new Map(images.map(({ id, name }) => [id, name]));
  const of = (step: ItemState['step']): number =>
    [...items.values()].filter((item) => item.step === step).length;
  const failed = of('failed');
  const left = of('waiting') + of('working');
  const client = useQueryClient();
  const again = async (): Promise<void> => {
    await run.retry();
    await client.invalidateQueries({ queryKey: ['images', connection.id] });
  };
  return (
    <Card
      flush
      title={t('gcore.bulk.progress', { done: of('done'), all: items.size })}
      footer={
        <div className="flex w-full flex-wrap items-center justify-end gap-2.5">
          {failed > 0 && left === 0 && (
            <Button onClick={() => void again()}>{t('gcore.bulk.retry', { count: failed })}</Button>
          )}
          <Button kind="primary" disabled={left > 0} onClick={onClose}>
            {t('gcore.metadata.close')}
          </Button>
        </div>
      }
    >
      <div aria-live="polite" className="px-4 py-3 empty:hidden">
        {left === 0 && (
          <Notice
            tone={failed === 0 ? 'ok' : 'bad'}
            title={failed === 0 ? t('gcore.bulk.allDone') : t('gcore.bulk.someFailed', { count: failed })}
          />
        )}
      </div>
      <ul className="max-h-160 overflow-y-auto">
        {failedFirst([...items]).map(([id, item]) => (
          <ResultRow key={id} name={names.get(id) ?? id} item={item} />
        ))}
      </ul>
    </Card>
  );
}

function ResultRow({ name, item }: { readonly name: string; readonly item: ItemState }) {
  const t = useText();
  const format = useFormats();
  const { icon: Icon, tone } = LOOKS[item.step];
  const failure = item.step === 'failed' ? failureText(item.error, t, format) : undefined;
  return (
    <li className="flex items-start gap-2.5 border-line px-4 py-2 text-sm not-first:border-t">
      <Icon
        size={15}
        aria-hidden
        className={`mt-0.5 shrink-0 ${TONE_TEXT[tone]} ${item.step === 'working' ? 'animate-spin' : ''}`}
      />
      <div className="min-w-0 flex-1">
        <span className="font-medium">
          <Name>{name}</Name>
        </span>
        {failure && (
          <p className="text-muted">
            {failure.title} <span dir="auto">{failure.words}</span>
          </p>
        )}
      </div>
      <span className="shrink-0 text-xs text-muted">
        {item.step === 'done'
          ? t('gcore.bulk.sent', { count: item.requests })
          : t(`gcore.bulk.step.${item.step}`)}
      </span>
    </li>
  );
}
