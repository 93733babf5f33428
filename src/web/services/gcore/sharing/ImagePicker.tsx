import { useDeferredValue, useMemo, useState } from 'react';
import { TriangleAlert, X } from 'lucide-react';
import type { GcoreImage } from '../../../../contract/gcore/image.ts';
import { Bytes } from '../../../i18n/Bytes.tsx';
import { useText } from '../../../i18n/useLanguage.ts';
import { fold } from '../../../images/row.ts';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { Name } from '../../../ui/Name.tsx';
import { SearchField } from '../../../ui/SearchField.tsx';
import { useRowWindow } from '../../../ui/useRowWindow.ts';

interface ImagePickerProps {
  /** Every image of the region that can be listed. */
  readonly images: readonly GcoreImage[];
  readonly ticked: ReadonlySet<string>;
  readonly onTick: (ticked: ReadonlySet<string>) => void;
  /** Does ticking an image share it, so that those that are not public must be marked? */
  readonly shares: boolean;
}

/** In pixels. */
const ROW = 44;

/** So many chips are drawn; the ticks in the list tell the rest. */
const CHIPS = 40;

/** Public ones come first: they are what a list is mostly about. */
const isPublic = ({ visibility }: GcoreImage): boolean => visibility === 'public';

function toggled(ticked: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(ticked);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** Images to tick, with a search over all of them, and what is ticked as chips. */
export function ImagePicker({ images, ticked, onTick, shares }: ImagePickerProps) {
  const t = useText();
  const [search, setSearch] = useState('');
  const wanted = fold(useDeferredValue(search).trim());
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const sorted = useMemo(
    () => [...images.filter(isPublic), ...images.filter((image) => !isPublic(image))],
    [images],
  );
  const found = useMemo(
    () => sorted.filter((image) => fold(`${image.name}\n${image.id}`).includes(wanted)),
    [sorted, wanted],
  );
  const { listRef, height, rows } = useRowWindow({ count: found.length, rowHeight: ROW, scroller });
  const byId = useMemo(() => new Map(images.map((image) => [image.id, image])), [images]);
  const chips = [...ticked];
  return (
    <div className="grid gap-3">
      <ul
        aria-label={t('gcore.sharing.ticked', { count: ticked.size })}
        className="flex flex-wrap gap-1.5 empty:sr-only"
      >
        {chips.slice(0, CHIPS).map((id) => {
          const name = byId.get(id)?.name;
          return (
            <li
              key={id}
              className="inline-flex h-7 max-w-full items-center gap-1 rounded-sm bg-surface-2 ps-2 text-sm pointer-coarse:h-11"
            >
              {name === undefined && <TriangleAlert size={13} aria-hidden className="shrink-0 text-warn" />}
              {name === undefined ? (
                <span className="min-w-0 truncate" title={id}>
                  {t('gcore.sharing.vanishedChip', { id: id.slice(0, 8) })}
                </span>
              ) : (
                <Name>{name}</Name>
              )}
              <button
                type="button"
                aria-label={t('gcore.sharing.untick', { name: name ?? id })}
                onClick={() => onTick(toggled(ticked, id))}
                className="inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-muted hover:bg-hover pointer-coarse:size-11"
              >
                <X size={13} aria-hidden />
              </button>
            </li>
          );
        })}
        {chips.length > CHIPS && (
          <li className="self-center text-sm text-faint">
            {t('gcore.sharing.moreChips', { count: chips.length - CHIPS })}
          </li>
        )}
      </ul>
      <SearchField
        label={t('gcore.sharing.search', { count: images.length })}
        placeholder={t('gcore.sharing.search', { count: images.length })}
        value={search}
        onChange={setSearch}
      />
      <div ref={setScroller} className="max-h-96 overflow-y-auto rounded-md border border-line">
        <ul ref={listRef} className="relative" style={{ height }}>
          {rows.map(({ index, top }) => {
            const image = found[index];
            if (!image) return null;
            return (
              <li
                key={image.id}
                className="absolute inset-x-0 border-b border-line"
                style={{ height: ROW, transform: `translateY(${top}px)` }}
              >
                <div className="flex h-full items-center gap-3.5 px-3.5">
                  <Checkbox
                    label={image.name}
                    checked={ticked.has(image.id)}
                    onChange={() => onTick(toggled(ticked, image.id))}
                  />
                  <button
                    type="button"
                    tabIndex={-1}
                    onClick={() => onTick(toggled(ticked, image.id))}
                    className="flex h-full min-w-0 flex-1 items-center gap-3 text-start"
                  >
                    <span className="min-w-0 flex-1 font-medium">
                      <Name>{image.name}</Name>
                    </span>
                    {shares && image.visibility !== 'public' && (
                      <span className="shrink-0 text-xs text-warn">{t('gcore.sharing.notPublic')}</span>
                    )}
                    <code className="w-20 shrink-0 text-xs text-muted max-sm:hidden">
                      {image.architecture}
                    </code>
                    <span className="w-18 shrink-0 text-end text-sm text-muted">
                      {image.size ? <Bytes count={image.size} /> : null}
                    </span>
                  </button>
                </div>
              </li>
            );
          })}
        </ul>
      </div>
      {found.length === 0 && <p className="text-sm text-muted">{t('gcore.sharing.noneFound')}</p>}
    </div>
  );
}
