import { Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { useOutlet, useSearchParams } from 'react-router';
import { useConnectionKinds } from '../connections/kind.ts';
import type { SavedConnection } from '../connections/store.ts';
import { useNow } from '../i18n/clock.ts';
import { useText } from '../i18n/useLanguage.ts';
import { useColumns } from './columns.ts';
import { ConnectionNotices } from './ConnectionNotices.tsx';
import { Coverage } from './Coverage.tsx';
import { BulkDelete } from './DeleteDialog.tsx';
import { useDeletions } from './deletion.ts';
import { FilterBar } from './FilterBar.tsx';
import { isNarrowing, NO_FILTER, type Facet } from './filter.ts';
import { useFollowing } from './following.ts';
import { ImageGrid } from './ImageGrid.tsx';
import { ListBody } from './ListBody.tsx';
import { ListHeader } from './ListHeader.tsx';
import { listingOf, type SortKey } from './listing.ts';
import { useLooks } from './marks.tsx';
import {
  ListPlaceProvider,
  useLinkToPanel,
  useOpenPanel,
  type ListPlace,
  type PanelContext,
} from './panelRoute.ts';
import { dropGone, NOTHING, selectAll, type Selection } from './selection.ts';
import { SelectionBar } from './SelectionBar.tsx';
import { serviceOf, useServices } from './service.ts';
import { useSizes } from './sizes.ts';
import { isLeaving } from './StateMark.tsx';
import { NOTHING_ASKED, useImageLists, useRows, type Asked } from './useImageLists.ts';
import { useListUrl } from './useListUrl.ts';

/** The parameter of the address that opens the dialog which deletes what is selected. */
const DELETE = 'delete';

/** Columns that are empty unless the service was asked to fill them. */
const ON_REQUEST: readonly SortKey[] = ['price'];

const NONE_REPLACED: readonly Facet[] = [];

interface ImagesViewProps {
  /** Each at the place whose images are shown. */
  readonly connections: readonly SavedConnection[];
  /** The connection, where the list is of a single one. */
  readonly only?: SavedConnection;
}

/** A list of images with everything around it; panels and dialogs of single images are drawn over it. */
export function ImagesView({ connections, only }: ImagesViewProps) {
  const t = useText();
  const now = useNow();
  const toPanel = useLinkToPanel();
  const [params, setParams] = useSearchParams();
  const { filter, sort, change, search } = useListUrl();
  const place = useMemo(
    (): ListPlace => ({ path: only ? `/c/${only.id}/images` : '/', search, mixed: !only }),
    [only, search],
  );

  const openPanel = useOpenPanel(place);

  const services = useServices();
  const options = only && serviceOf(services, only).lists;
  const question = options?.question(params) ?? '';

  const kinds = useConnectionKinds();
  const [placed, unplaced] = useMemo(() => {
    const isPlaced = (connection: SavedConnection): boolean =>
      kinds.find(({ service }) => service === connection.service)?.isPlaced(connection) ?? false;
    return [connections.filter(isPlaced), connections.filter((connection) => !isPlaced(connection))];
  }, [connections, kinds]);

  // What a service was asked for holds as long as the text it was asked for.
  const [asked, setAsked] = useState<{ readonly text: string; readonly of: readonly string[] }>();
  const askedNow = useMemo(
    (): Asked =>
      asked?.text === filter.text ? new Map(asked.of.map((id) => [id, asked.text.trim()])) : NOTHING_ASKED,
    [asked, filter.text],
  );
  const lists = useImageLists(placed, askedNow, question);
  useFollowing(lists);
  const wantSizes = useSizes();

  const looks = useLooks(connections, only === undefined);
  const labels = useMemo(() => new Map(connections.map(({ id, label }) => [id, label])), [connections]);
  const rows = useRows(lists);
  const listing = useMemo(() => listingOf(rows, labels), [rows, labels]);
  const shown = useMemo(() => listing.show(filter, sort, now), [listing, filter, sort, now]);
  const narrowed = isNarrowing(filter);
  const needless = useMemo((): readonly SortKey[] => {
    const filled = options?.columns(question) ?? [];
    const empty = ON_REQUEST.filter((column) => !filled.includes(column));
    return only ? ['connection', ...empty] : empty;
  }, [only, options, question]);
  const columns = useColumns(needless);
  const placeLabel = t(only ? `images.column.place.${only.service}` : 'images.column.place');

  const [selection, setSelection] = useState<Selection>(NOTHING);
  const deletions = useDeletions();
  const selected = useMemo(() => {
    if (selection.keys.size === 0) return [];
    return rows.filter(({ key }) => selection.keys.has(key) && !isLeaving(deletions.get(key)));
  }, [rows, selection, deletions]);
  // What is gone from the list, or on its way, is gone from the selection before anybody sees it.
  if (selected.length < selection.keys.size) {
    const keys = new Set(selected.map(({ key }) => key));
    setSelection(dropGone(selection, (key) => keys.has(key)));
  }
  const shownSelected = useMemo(() => {
    let count = 0;
    if (selection.keys.size > 0) {
      for (const at of shown) if (selection.keys.has(rows[at]?.key ?? '')) count += 1;
    }
    return count;
  }, [rows, shown, selection]);

  const clear = useCallback(() => setSelection(NOTHING), []);
  const grid = useRef<HTMLDivElement>(null);
  const panelContext = useMemo(
    (): PanelContext => ({
      connection: (id) => connections.find((one) => one.id === id),
      find: (connection, id) => rows.find((row) => row.id === id && row.connection === connection),
    }),
    [connections, rows],
  );

  const panel = useOutlet(panelContext);

  const widened = options?.widened(params) ?? params;
  const narrowedByService = options !== undefined && options.question(widened) !== question;
  const showAll = (): void => {
    change({ filter: NO_FILTER });
    if (narrowedByService) setParams(widened);
  };

  const [first] = selected;
  const askToDelete = (): void => {
    if (first && selected.length === 1) openPanel(first, 'delete');
    else {
      setParams((others) => {
        others.set(DELETE, 'selected');
        return others;
      }, toPanel);
    }
  };

  return (
    <ListPlaceProvider value={place}>
      <ListHeader
        look={only && looks.get(only.id)}
        connections={connections}
        lists={lists}
        count={rows.length}
        matching={narrowed ? shown.length : undefined}
      />
      {only && options && (
        <Suspense fallback={<div className="mb-4 h-7 pointer-coarse:h-11" />}>
          <options.Head connection={only} />
        </Suspense>
      )}
      <FilterBar
        filter={filter}
        onFilter={(next) => change({ filter: next })}
        listing={listing}
        labels={labels}
        now={now}
        path={place.path}
        search={search}
        placeLabel={placeLabel}
        needless={needless}
        replaced={options?.replaces ?? NONE_REPLACED}
        onDown={() => grid.current?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus()}
      >
        <Suspense>{only && options && <options.Filters connection={only} />}</Suspense>
      </FilterBar>
      <ConnectionNotices lists={lists} unplaced={unplaced} />
      <Coverage
        lists={lists}
        text={filter.text}
        onAsk={(id) => setAsked({ text: filter.text, of: [...askedNow.keys(), id] })}
      />
      <div ref={grid}>
        <ListBody
          connections={connections}
          lists={lists}
          count={rows.length}
          shown={shown.length}
          narrowed={narrowedByService}
          onClear={showAll}
        >
          <ImageGrid
            label={only ? only.label : t('images.all')}
            rows={rows}
            shown={shown}
            columns={columns}
            placeLabel={placeLabel}
            sort={sort}
            onSort={(next) => change({ sort: next })}
            looks={looks}
            selection={selection}
            shownSelected={shownSelected}
            onSelect={setSelection}
            onDelete={askToDelete}
            onScreen={wantSizes}
          />
        </ListBody>
      </div>
      {/* The bar would lie over the buttons of a panel. */}
      {selected.length > 0 && !panel && (
        <SelectionBar
          selection={selection}
          rows={selected}
          matching={shown.length}
          matchingSelected={shownSelected}
          filtered={narrowed || narrowedByService}
          onSelectMatching={() =>
            setSelection(
              selectAll(
                'matching',
                Array.from(shown, (at) => rows[at]?.key ?? ''),
              ),
            )
          }
          onClear={clear}
          onDelete={askToDelete}
        />
      )}
      {params.get(DELETE) === 'selected' && <BulkDelete rows={selected} onDeleted={clear} />}
      {panel}
    </ListPlaceProvider>
  );
}
