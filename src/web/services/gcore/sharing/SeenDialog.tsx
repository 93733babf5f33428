import { useMemo, useState } from 'react';
import type { GcoreImage } from '../../../../contract/gcore/image.ts';
import { useText } from '../../../i18n/useLanguage.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Name } from '../../../ui/Name.tsx';
import { SearchField } from '../../../ui/SearchField.tsx';
import { useRowWindow } from '../../../ui/useRowWindow.ts';
import { fold } from '../../../images/row.ts';

interface SeenDialogProps {
  readonly who: string;
  readonly images: readonly GcoreImage[];
  readonly onClose: () => void;
}

const ROW = 36;

/** The list as an entity's clients would see it with the choice that is being made. */
export function SeenDialog({ who, images, onClose }: SeenDialogProps) {
  const t = useText();
  const [search, setSearch] = useState('');
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const wanted = fold(search.trim());
  const found = useMemo(() => images.filter(({ name }) => fold(name).includes(wanted)), [images, wanted]);
  const { listRef, height, rows } = useRowWindow({ count: found.length, rowHeight: ROW, scroller });
  return (
    <Dialog
      width="lg"
      title={t('gcore.sharing.seenBy', { who })}
      description={t('gcore.sharing.seenHint', { count: images.length })}
      onClose={onClose}
    >
      <div className="grid gap-3">
        <SearchField
          label={t('gcore.sharing.search', { count: images.length })}
          placeholder={t('gcore.sharing.search', { count: images.length })}
          value={search}
          onChange={setSearch}
        />
        <div ref={setScroller} className="h-80 overflow-y-auto">
          <ul ref={listRef} className="relative" style={{ height }}>
            {rows.map(({ index, top }) => {
              const image = found[index];
              return (
                image && (
                  <li
                    key={image.id}
                    className="absolute inset-x-0 flex items-center gap-3 border-b border-line px-1"
                    style={{ height: ROW, transform: `translateY(${top}px)` }}
                  >
                    <span className="min-w-0 flex-1">
                      <Name>{image.name}</Name>
                    </span>
                    <code className="shrink-0 text-xs text-faint">{image.architecture}</code>
                  </li>
                )
              );
            })}
          </ul>
        </div>
      </div>
    </Dialog>
  );
}
