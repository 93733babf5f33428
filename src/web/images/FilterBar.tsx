import { Bookmark, Columns3, Trash2 } from 'lucide-react';
import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useText } from '../i18n/useLanguage.ts';
import { Button } from '../ui/Button.tsx';
import { CheckboxField } from '../ui/Checkbox.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Popover } from '../ui/Popover.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useHotkey } from '../ui/useHotkey.ts';
import { OPTIONAL_COLUMNS, showColumn, useHiddenColumns } from './columns.ts';
import { FacetFilter } from './FacetFilter.tsx';
import { FACETS, type Facet, type Filter } from './filter.ts';
import type { Listing, SortKey } from './listing.ts';
import { removeView, saveView, useSavedViews } from './savedViews.ts';

interface FilterBarProps {
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  readonly listing: Listing;
  /** What connections are called, by id. */
  readonly labels: ReadonlyMap<string, string>;
  readonly now: number;
  /** The address of the list without its query, and the query that says how it looks now. */
  readonly path: string;
  readonly search: string;
  readonly placeLabel: string;
  /** Columns that this list has no use for. */
  readonly needless: readonly SortKey[];
  /** Facets in whose place the service has filters of its own; one that is set all the same stays to be lifted. */
  readonly replaced: readonly Facet[];
  /** Called when the person goes from the field down into the list. */
  readonly onDown: () => void;
  /** The service's own filters. */
  readonly children: ReactNode;
}

/** What narrows the list: a field, a chip for each facet; and how it is shown: views and columns. */
export function FilterBar(props: FilterBarProps) {
  const { filter, onFilter, listing, labels, now, path, search, placeLabel, needless, replaced } = props;
  const t = useText();
  const field = useRef<HTMLInputElement>(null);
  useHotkey('/', (event) => {
    event.preventDefault();
    field.current?.focus();
    field.current?.select();
  });
  // One connection needs no choice among connections.
  const facets = FACETS.filter(
    (facet) =>
      (facet !== 'connection' || labels.size > 1) &&
      (!replaced.includes(facet) || filter.facets[facet].length > 0),
  );
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      <div className="w-65 max-w-full max-md:w-full">
        <SearchField
          ref={field}
          label={t('images.filter')}
          placeholder={t('images.filterHint')}
          value={filter.text}
          onChange={(text) => onFilter({ ...filter, text })}
          onFocus={listing.prepare}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown') return;
            event.preventDefault();
            props.onDown();
          }}
        />
      </div>
      {facets.map((facet) => (
        <FacetFilter
          key={facet}
          facet={facet}
          filter={filter}
          listing={listing}
          labels={labels}
          now={now}
          onChange={(values) => onFilter({ ...filter, facets: { ...filter.facets, [facet]: values } })}
        />
      ))}
      {props.children}
      <div className="ms-auto flex gap-1">
        <Views path={path} search={search} />
        <Popover
          label={t('images.columns')}
          align="end"
          renderTrigger={(trigger) => (
            <Button kind="quiet" size="sm" icon={Columns3} {...trigger}>
              {t('images.columns')}
            </Button>
          )}
        >
          {() => <ColumnChoices placeLabel={placeLabel} needless={needless} />}
        </Popover>
      </div>
    </div>
  );
}

function ColumnChoices({ placeLabel, needless }: Pick<FilterBarProps, 'placeLabel' | 'needless'>) {
  const t = useText();
  const hidden = useHiddenColumns();
  const offered = OPTIONAL_COLUMNS.filter((column) => !needless.includes(column));
  return (
    <div className="flex flex-col gap-2">
      {offered.map((column) => (
        <CheckboxField
          key={column}
          label={column === 'place' ? placeLabel : t(`images.column.${column}`)}
          checked={!hidden.includes(column)}
          onChange={(shown) => showColumn(column, shown)}
        />
      ))}
    </div>
  );
}

/** Saved views: goes to one, saves this one under a name. */
function Views({ path, search }: Pick<FilterBarProps, 'path' | 'search'>) {
  const t = useText();
  const views = useSavedViews();
  return (
    <Popover
      label={t('images.views')}
      align="end"
      renderTrigger={(trigger) => (
        <Button kind="quiet" size="sm" icon={Bookmark} {...trigger}>
          {t('images.saveView')}
        </Button>
      )}
    >
      {(close) => (
        <div className="flex w-72 max-w-full flex-col gap-3">
          <NewView search={search} onSaved={close} />
          {views.length === 0 ? (
            <p className="text-sm text-faint">{t('images.viewNone')}</p>
          ) : (
            <ul aria-label={t('images.views')} className="border-t border-line pt-2">
              {views.map((view) => (
                <li key={view.name} className="flex items-center gap-2">
                  <Link
                    to={`${path}${view.search}`}
                    onClick={close}
                    className="min-w-0 flex-1 truncate rounded-sm py-1 text-md hover:underline"
                  >
                    <bdi>{view.name}</bdi>
                  </Link>
                  <IconButton
                    size="sm"
                    icon={Trash2}
                    label={t('images.viewRemove', { name: view.name })}
                    onClick={() => removeView(view.name)}
                  />
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </Popover>
  );
}

function NewView({ search, onSaved }: { readonly search: string; readonly onSaved: () => void }) {
  const t = useText();
  const [name, setName] = useState('');
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    saveView({ name: name.trim(), search });
    onSaved();
  };
  return (
    <form onSubmit={save} className="flex items-end gap-2">
      <div className="flex-1">
        <TextField
          label={t('images.viewName')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </div>
      <Button type="submit" kind="primary" disabled={name.trim() === ''}>
        {t('images.viewKeep')}
      </Button>
    </form>
  );
}
