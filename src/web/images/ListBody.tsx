import { Boxes, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SavedConnection } from '../connections/store.ts';
import { useText } from '../i18n/useLanguage.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { AddImage } from './ListHeader.tsx';
import type { ImageList } from './lists.ts';

interface ListBodyProps {
  readonly connections: readonly SavedConnection[];
  readonly lists: readonly ImageList[];
  /** Rows that are here, and those of them that the filter shows. */
  readonly count: number;
  readonly shown: number;
  /** Was the service asked to leave images out? */
  readonly narrowed: boolean;
  readonly onClear: () => void;
  /** The table. */
  readonly children: ReactNode;
}

function Frame({ children }: { readonly children: ReactNode }) {
  return <div className="rounded-[10px] border border-line bg-surface-1">{children}</div>;
}

/** The table, or what stands in its place: what is coming, that nothing is there, or that nothing matches. */
export function ListBody({ connections, lists, count, shown, narrowed, onClear, children }: ListBodyProps) {
  const t = useText();
  if (shown > 0) return children;
  const whole = lists.some((list) => list.whole);
  if (count > 0 || (narrowed && whole)) {
    return (
      <Frame>
        <EmptyState
          icon={SearchX}
          title={t('images.noMatch')}
          actions={<Button onClick={onClear}>{t('images.clearFilters')}</Button>}
        >
          {count > 0 && t('images.noMatchHint', { count })}
        </EmptyState>
      </Frame>
    );
  }
  if (lists.some(({ loading }) => loading === 'first' || loading === 'more')) {
    return (
      <Frame>
        <SkeletonRows count={12} withTick />
      </Frame>
    );
  }
  // Of connections that failed nobody knows whether they have images: their notices stand above.
  if (!whole) return null;
  return (
    <Frame>
      <EmptyState icon={Boxes} title={t('images.none')} actions={<AddImage connections={connections} />}>
        {t('images.noneHint')}
      </EmptyState>
    </Frame>
  );
}
