import { RefreshCw, Upload } from 'lucide-react';
import type { SavedConnection } from '../connections/store.ts';
import { useText } from '../i18n/useLanguage.ts';
import type { Text } from '../i18n/text.ts';
import { Button, ButtonLink } from '../ui/Button.tsx';
import { Menu } from '../ui/Menu.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { useAddTargets } from './addTargets.ts';
import type { ImageList } from './lists.ts';
import { ConnectionName, type ConnectionLook } from './marks.tsx';

/** How much is here, what is still coming, what is being renewed. */
function countWords(t: Text, lists: readonly ImageList[], count: number): string[] {
  const own = lists.filter((list) => list.search === undefined);
  const answered = own.filter((list) => list.at !== undefined);
  const words: string[] = [];
  if (answered.length > 0) {
    words.push(
      own.length > 1
        ? t('images.countIn', { count, connections: answered.length })
        : t('images.count', { count }),
    );
  }
  const coming = own.filter(({ loading }) => loading === 'first' || loading === 'more');
  const [only] = coming;
  if (only && coming.length === 1 && own.length > 1) {
    words.push(t('images.loadingOne', { connection: only.connection.label, count: only.rows.length }));
  } else if (coming.length > 0) words.push(t('images.loadingSome', { count: coming.length }));
  const again = own.filter(({ loading }) => loading === 'again').length;
  if (again > 0) words.push(t('images.refreshing', { count: again }));
  return words;
}

interface ListHeaderProps {
  /** The connection, on the page of a single one. */
  readonly look: ConnectionLook | undefined;
  readonly connections: readonly SavedConnection[];
  readonly lists: readonly ImageList[];
  readonly count: number;
  /** How many match; undefined while nothing narrows the list. */
  readonly matching: number | undefined;
}

/** The head of the list: what it is, how much of it is here, and what can be done. */
export function ListHeader({ look, connections, lists, count, matching }: ListHeaderProps) {
  const t = useText();
  const words = countWords(t, lists, count);
  if (matching !== undefined && count > 0) words.splice(1, 0, t('images.matching', { count: matching }));
  const busy = lists.some(({ loading }) => loading === 'again');
  return (
    <PageHeader
      title={t(look ? 'images.title' : 'images.all')}
      actions={
        <>
          <Button
            icon={RefreshCw}
            busy={busy}
            disabled={lists.length === 0}
            onClick={() => {
              for (const list of lists) list.refresh();
            }}
          >
            {t('images.refresh')}
          </Button>
          <AddImage connections={connections} />
        </>
      }
    >
      {look && <ConnectionName look={look} />}
      <span aria-live="polite" className="tabular-nums">
        {words.join(' · ')}
      </span>
    </PageHeader>
  );
}

/** Leads to where images are added; with several connections that take them, asks to which. */
export function AddImage({ connections }: Pick<ListHeaderProps, 'connections'>) {
  const t = useText();
  const targets = useAddTargets(connections).map(({ connection, to }) => ({ label: connection.label, to }));
  const [only] = targets;
  if (!only) return null;
  if (targets.length === 1) {
    return (
      <ButtonLink kind="primary" icon={Upload} to={only.to}>
        {t('images.add')}
      </ButtonLink>
    );
  }
  return (
    <Menu
      label={t('images.addTo')}
      groups={[targets]}
      renderTrigger={(trigger) => (
        <Button kind="primary" icon={Upload} {...trigger}>
          {t('images.add')}
        </Button>
      )}
    />
  );
}
