import { useText } from '../i18n/useLanguage.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import type { ImageList } from './lists.ts';
import { serviceOf, useServices } from './service.ts';

interface CoverageProps {
  readonly lists: readonly ImageList[];
  /** What the filter looks for. */
  readonly text: string;
  /** Asks the service of a connection for names like the text. */
  readonly onAsk: (connection: string) => void;
}

/** While a list is not whole, says that the filter covers only a part of it, and offers the service's own search. */
export function Coverage({ lists, text, onAsk }: CoverageProps) {
  const t = useText();
  const services = useServices();
  if (text.trim() === '') return null;
  const partial = lists.filter(
    (list) => list.search === undefined && !list.whole && list.connection.authorization !== null,
  );
  return (
    <div className="flex flex-col gap-2 not-empty:mb-3">
      {partial.map(({ connection, rows }) => {
        const found = lists.find((list) => list.search !== undefined && list.connection.id === connection.id);
        const names = { connection: connection.label, text: found?.search ?? text.trim() };
        const answered = found && found.loading === 'no' && !found.error;
        return (
          <Banner
            key={connection.id}
            tone="neutral"
            title={t('images.covers', { count: rows.length, connection: connection.label })}
            actions={
              serviceOf(services, connection).searches &&
              !found && (
                <Button size="sm" onClick={() => onAsk(connection.id)}>
                  {t('images.ask', names)}
                </Button>
              )
            }
          >
            {answered && t('images.asked', { ...names, count: found.rows.length })}
            {found && !answered && !found.error && t('images.asking', names)}
          </Banner>
        );
      })}
    </div>
  );
}
