import { FileCheck2 } from 'lucide-react';
import type { SavedConnection } from '../../../connections/store.ts';
import { Time } from '../../../i18n/Time.tsx';
import { useFormats, useText } from '../../../i18n/useLanguage.ts';
import { Notice } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Card } from '../../../ui/Card.tsx';
import { CheckboxField } from '../../../ui/Checkbox.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { RequestLines } from '../RequestLines.tsx';
import { imageBase, wireRequest } from './calls.ts';
import { isEmptyPlan, writable, type LabelPlan, type ServerLabel } from './plan.ts';
import { PlanDiff } from './PlanDiff.tsx';

interface PlanCardProps {
  readonly connection: SavedConnection;
  readonly image: string;
  readonly plan: LabelPlan;
  readonly server: readonly ServerLabel[];
  /** When the service told what it has, in milliseconds since 1970. */
  readonly comparedAt: number;
  readonly replace: boolean;
  /** Keys that others changed since the editing began. */
  readonly news: readonly string[];
  /** Why it cannot be sent as it stands; undefined when it can. */
  readonly obstacle: string | undefined;
  readonly onReplace: (replace: boolean) => void;
  /** Undefined while nothing was begun. */
  readonly onDiscard: (() => void) | undefined;
  readonly onSave: () => void;
}

/** What will change, and the requests that do it, before anything is sent. */
export function PlanCard(props: PlanCardProps) {
  const { connection, image, plan, server, comparedAt, replace, news, obstacle } = props;
  const t = useText();
  const format = useFormats();
  const count = plan.added.size + plan.changed.size + plan.removed.size;
  const empty = isEmptyPlan(plan);
  return (
    <Card
      flush
      title={t('gcore.metadata.review', { count })}
      aside={t.rich('gcore.metadata.comparedAt', { when: <Time at={comparedAt} /> })}
      footer={
        <div className="flex w-full flex-wrap items-center justify-end gap-2.5">
          {obstacle !== undefined && <p className="min-w-0 flex-1 text-sm text-bad">{obstacle}</p>}
          {props.onDiscard && <Button onClick={props.onDiscard}>{t('gcore.metadata.discard')}</Button>}
          <Button kind="primary" disabled={empty || obstacle !== undefined} onClick={props.onSave}>
            {t('gcore.metadata.save', { count })}
          </Button>
        </div>
      }
    >
      {empty ? (
        <EmptyState icon={FileCheck2} title={t('gcore.metadata.noChange')}>
          {t('gcore.metadata.noChangeHint')}
        </EmptyState>
      ) : (
        <PlanDiff plan={plan} before={writable(server)} />
      )}
      <div className="grid gap-3 px-4 pb-4">
        {news.length > 0 && (
          <Notice tone="warn" title={t('gcore.metadata.news', { keys: format.list(news) })}>
            {t('gcore.metadata.newsHint')}
          </Notice>
        )}
        <CheckboxField
          label={t('gcore.metadata.replace')}
          hint={t('gcore.metadata.replaceHint')}
          checked={replace}
          onChange={props.onReplace}
        />
        {replace && plan.removed.size > 0 && (
          <Notice tone="bad" title={t('gcore.metadata.dies', { count: plan.removed.size })}>
            <span className="font-mono wrap-anywhere">{[...plan.removed.keys()].join(', ')}</span>
          </Notice>
        )}
        {!empty && (
          <div>
            <h3 className="mb-1.5 text-sm text-muted">{t('gcore.metadata.willBeSent')}</h3>
            <RequestLines
              base={imageBase(connection, image)}
              requests={plan.requests.map((request) => ({
                request: wireRequest(connection, image, request),
              }))}
            />
          </div>
        )}
      </div>
    </Card>
  );
}
