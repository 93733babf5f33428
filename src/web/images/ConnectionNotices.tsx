import { useEffect, useState } from 'react';
import { isFailure } from '../api/error.ts';
import { failureText } from '../connections/failureText.ts';
import type { SavedConnection } from '../connections/store.ts';
import { TokenRequest } from '../connections/TokenRequest.tsx';
import { useNow } from '../i18n/clock.ts';
import { useFormats, useText } from '../i18n/useLanguage.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button, ButtonLink } from '../ui/Button.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import type { ImageList } from './lists.ts';

/** A connection that is silent for so long is spoken of, in milliseconds. */
const SLOW = 4000;

interface NoticesProps {
  readonly lists: readonly ImageList[];
  /** Connections whose project and region are still to be chosen. */
  readonly unplaced: readonly SavedConnection[];
}

/** Over the list: which connections are missing from it, wholly or in part, why, and what to do. */
export function ConnectionNotices({ lists, unplaced }: NoticesProps) {
  const t = useText();
  return (
    <div className="flex flex-col gap-2 not-empty:mb-3">
      {unplaced.map((connection) => (
        <Banner
          key={connection.id}
          tone="warn"
          title={t('images.noticePlace', { connection: connection.label })}
          actions={
            <ButtonLink size="sm" to={`/connections/${connection.id}/edit`}>
              {t('images.noticePlaceChoose')}
            </ButtonLink>
          }
        >
          {t('images.noticePlaceHint')}
        </Banner>
      ))}
      {lists.map((list) => (
        <Notice key={`${list.connection.id} ${list.search ?? ''}`} list={list} />
      ))}
    </div>
  );
}

function Notice({ list }: { readonly list: ImageList }) {
  const { connection, error, loading, waitingSince } = list;
  if (connection.authorization === null) return <NoToken list={list} />;
  if (error) return <Failed list={list} error={error} />;
  if (loading === 'first' && waitingSince !== undefined) {
    return <Waiting label={connection.label} since={waitingSince} />;
  }
  return null;
}

/** What is still there of a connection that gives nothing new. */
function useKept({ rows, at }: ImageList): string | undefined {
  const t = useText();
  const format = useFormats();
  const now = useNow();
  if (rows.length === 0 || at === undefined) return undefined;
  return t('images.noticeKept', { count: rows.length, when: format.relative(at, now) });
}

function NoToken({ list }: { readonly list: ImageList }) {
  const t = useText();
  const kept = useKept(list);
  const refused = isFailure(list.error, 'unauthorised');
  return (
    <ErrorNotice
      title={t('images.noticeToken', { connection: list.connection.label })}
      advice={[refused ? t('api.unauthorised.advice') : t('api.noToken.advice'), kept]
        .filter(Boolean)
        .join(' ')}
      detail={isFailure(list.error, 'unauthorised') ? list.error.words : undefined}
      actions={<TokenRequest connection={list.connection} />}
    />
  );
}

function Failed({ list, error }: { readonly list: ImageList; readonly error: Error }) {
  const t = useText();
  const format = useFormats();
  const kept = useKept(list);
  const text = failureText(error, t, format);
  return (
    <ErrorNotice
      title={t('images.notice', { connection: list.connection.label, what: text.title })}
      advice={[text.advice, kept].filter(Boolean).join(' ')}
      detail={text.words || undefined}
      requestId={text.requestId}
      actions={
        <Button size="sm" onClick={list.retry}>
          {t('api.retry')}
        </Button>
      }
    />
  );
}

function Waiting({ label, since }: { readonly label: string; readonly since: number }) {
  const t = useText();
  const format = useFormats();
  const [waited, setWaited] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setWaited(Date.now() - since), 1000);
    return () => clearInterval(timer);
  }, [since]);
  if (waited < SLOW) return null;
  const time = format.duration(Math.floor(waited / 1000) * 1000);
  return (
    <Banner tone="busy" title={t('images.noticeSlow', { connection: label, time })}>
      {t('images.noticeSlowHint')}
    </Banner>
  );
}
