import { Activity, Ban, CircleCheck, CircleX, LoaderCircle, type LucideIcon } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useSearchParams } from 'react-router';
import { journal, type JournalEntry } from '../api/journal.ts';
import { useConnectionKinds } from '../connections/kind.ts';
import { Time } from '../i18n/Time.tsx';
import { useFormats, useText } from '../i18n/useLanguage.ts';
import { Button } from '../ui/Button.tsx';
import { CheckboxField } from '../ui/Checkbox.tsx';
import { CopyIconButton } from '../ui/CopyButton.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Mark } from '../ui/Mark.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { StatePill, type Tone } from '../ui/StatePill.tsx';

const CHANGES = 'changes';
const FAILURES = 'failures';

/** An entry as a command, for doing again what the console did; the token is for the person to fill in. */
function commandOf({ method, url }: JournalEntry): string {
  const address = `${window.location.origin}${url}`.replaceAll("'", '%27');
  return `curl${method === 'GET' ? '' : ` -X ${method}`} '${address}' -H "Authorization: $AUTHORIZATION"`;
}

function failed({ outcome }: JournalEntry): boolean {
  return outcome !== 'running' && outcome !== 'done' && outcome !== 'cancelled';
}

/** What the console sent, as far as this tab remembers. */
export function Component() {
  const t = useText();
  const entries = useSyncExternalStore(journal.subscribe, journal.get);
  const [search, setSearch] = useSearchParams();
  const changesOnly = search.has(CHANGES);
  const failuresOnly = search.has(FAILURES);
  const shown = entries.filter(
    (entry) => (!changesOnly || entry.method !== 'GET') && (!failuresOnly || failed(entry)),
  );
  const toggle = (name: string) => (checked: boolean) =>
    setSearch(
      (now) => {
        if (checked) now.set(name, '');
        else now.delete(name);
        return now;
      },
      { replace: true },
    );
  const showAll = (): void =>
    setSearch(
      (now) => {
        now.delete(CHANGES);
        now.delete(FAILURES);
        return now;
      },
      { replace: true },
    );
  return (
    <>
      <PageHeader
        title={t('activity.title')}
        actions={
          <div className="flex flex-wrap items-center gap-5">
            <CheckboxField
              label={t('activity.changesOnly')}
              checked={changesOnly}
              onChange={toggle(CHANGES)}
            />
            <CheckboxField
              label={t('activity.failedOnly')}
              checked={failuresOnly}
              onChange={toggle(FAILURES)}
            />
          </div>
        }
      >
        {t('activity.count', { count: entries.length })}
      </PageHeader>
      <p className="mb-4 max-w-3xl text-sm text-muted">{t('activity.hint')}</p>
      {shown.length === 0 ? (
        entries.length === 0 ? (
          <EmptyState icon={Activity} title={t('activity.none')}>
            {t('activity.noneHint')}
          </EmptyState>
        ) : (
          <EmptyState
            icon={Activity}
            title={t(
              !changesOnly
                ? 'activity.noFailures'
                : failuresOnly
                  ? 'activity.noFailedChanges'
                  : 'activity.noChanges',
              { count: entries.length },
            )}
            actions={<Button onClick={showAll}>{t('activity.showAll')}</Button>}
          />
        )
      ) : (
        <div className="relative overflow-x-auto rounded-lg border border-line bg-surface-1">
          <table className="w-full text-sm">
            <thead>
              <tr className="h-9 border-b border-line text-start text-xs text-muted [&>th]:px-3.5 [&>th]:text-start [&>th]:font-semibold">
                <th className="max-md:hidden">{t('activity.when')}</th>
                <th className="max-md:hidden">{t('activity.connection')}</th>
                <th>{t('activity.request')}</th>
                <th>{t('activity.result')}</th>
                <th className="max-md:hidden">{t('activity.took')}</th>
                <th>
                  <span className="sr-only">{t('activity.copyCurl')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((entry) => (
                <Row key={entry.id} entry={entry} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function Row({ entry }: { readonly entry: JournalEntry }) {
  const t = useText();
  const format = useFormats();
  const letter =
    useConnectionKinds().find(({ service }) => service === entry.connection.service)?.letter ?? '';
  const { took } = entry;
  const duration =
    took === undefined
      ? undefined
      : took < 1000
        ? t('activity.milliseconds', { value: Math.round(took) })
        : format.duration(took);
  const sender = (
    <span className="flex min-w-0 items-center gap-2">
      <Mark hue={entry.connection.service} letter={letter} />
      <bdi className="min-w-0 truncate">{entry.connection.label}</bdi>
    </span>
  );
  return (
    <tr className="border-b border-line last:border-b-0 max-md:align-top [&>td]:px-3.5 [&>td]:py-2">
      <td className="whitespace-nowrap text-muted max-md:hidden">
        <Time at={entry.startedAt} />
      </td>
      <td className="whitespace-nowrap max-md:hidden">{sender}</td>
      <td className="md:min-w-72">
        <span className="block font-semibold">{entry.endpoint}</span>
        <code className="block text-xs wrap-anywhere text-muted rtl:text-end">
          <b>{entry.method}</b> {entry.url}
        </code>
        {/* What has no column of its own on a narrow screen. */}
        <span className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-0.5 text-xs text-muted md:hidden">
          {sender}
          <Time at={entry.startedAt} />
          {duration}
        </span>
      </td>
      <td>
        <Result entry={entry} />
      </td>
      <td className="whitespace-nowrap text-muted tabular-nums max-md:hidden">{duration}</td>
      <td>
        <CopyIconButton text={() => commandOf(entry)} label={t('activity.copyCurl')} />
      </td>
    </tr>
  );
}

function Result({ entry }: { readonly entry: JournalEntry }) {
  const t = useText();
  const [tone, icon, word]: readonly [Tone, LucideIcon, string] =
    entry.outcome === 'running'
      ? ['busy', LoaderCircle, t('activity.running')]
      : entry.outcome === 'done'
        ? ['ok', CircleCheck, t('activity.done')]
        : entry.outcome === 'cancelled'
          ? ['neutral', Ban, t('activity.cancelled')]
          : entry.outcome === 'unreachable'
            ? ['bad', CircleX, t('activity.noAnswer')]
            : ['bad', CircleX, t(`api.${entry.outcome}`)];
  return (
    <span className="flex items-center gap-2 whitespace-nowrap max-md:flex-col max-md:items-start">
      <StatePill tone={tone} icon={icon} turning={entry.outcome === 'running'}>
        {word}
      </StatePill>
      {entry.status !== undefined && <span className="text-muted tabular-nums">{entry.status}</span>}
    </span>
  );
}
