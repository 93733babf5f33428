import { ArrowDown, ArrowUp } from 'lucide-react';
import { useText } from '../i18n/useLanguage.ts';
import { Checkbox } from '../ui/Checkbox.tsx';
import { classes } from '../ui/classes.ts';
import type { Sort, SortKey } from './listing.ts';

interface GridHeadProps {
  readonly columns: readonly SortKey[];
  /** The name of the column of places: each service calls them otherwise. */
  readonly placeLabel: string;
  /** The tracks of the columns; undefined where rows are cards. */
  readonly template: string | undefined;
  /** In pixels. */
  readonly height: number;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  /** How many of the rows shown are selected. */
  readonly ticked: 'none' | 'some' | 'all';
  /** Selects what is on screen, or nothing any more. */
  readonly onTick: () => void;
}

/** Over cards stand only the columns that one mostly sorts by, and the one that is sorted by. */
const OVER_CARDS: readonly SortKey[] = ['name', 'created'];

/** The head of the table: stays under the top bar, sorts, and selects what is on screen. */
export function GridHead(props: GridHeadProps) {
  const { columns, template, height, sort, ticked, onTick } = props;
  const t = useText();
  const card = template === undefined;
  const drawn = card
    ? columns.filter((column) => OVER_CARDS.includes(column) || column === sort.by)
    : columns;
  return (
    <div role="rowgroup" className={classes('z-2', !card && 'sticky top-(--topbar)')}>
      <div
        role="row"
        aria-rowindex={1}
        style={card ? undefined : { gridTemplateColumns: template, height }}
        className={classes(
          'rounded-t-[9px] border-b border-line bg-surface-1 text-xs font-medium text-muted',
          card ? 'flex h-11 items-center gap-3 px-3' : 'grid items-center',
        )}
      >
        <div role="columnheader" className={classes('flex items-center', !card && 'ps-3.5')}>
          <Checkbox
            label={t(ticked === 'none' ? 'images.selectScreen' : 'images.unselect')}
            checked={ticked === 'all'}
            mixed={ticked === 'some'}
            onChange={onTick}
          />
        </div>
        {drawn.map((column) => (
          <Column key={column} {...props} column={column} card={card} />
        ))}
        <div role="columnheader" className="sr-only">
          {t('images.column.actions')}
        </div>
      </div>
    </div>
  );
}

/** A first press sorts as one mostly wants it: names from A, sizes and dates from the greatest. */
function usual(column: SortKey): Sort {
  return { by: column, descending: column === 'size' || column === 'created' || column === 'price' };
}

interface ColumnProps extends Pick<GridHeadProps, 'placeLabel' | 'sort' | 'onSort'> {
  readonly column: SortKey;
  readonly card: boolean;
}

function Column({ column, card, placeLabel, sort, onSort }: ColumnProps) {
  const t = useText();
  const sorted = sort.by === column;
  const Arrow = sort.descending ? ArrowDown : ArrowUp;
  return (
    <div
      role="columnheader"
      aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
      className={classes(
        'min-w-0',
        !card && 'px-2',
        (column === 'size' || column === 'price') && !card && 'text-end',
      )}
    >
      <button
        type="button"
        onClick={() => onSort(sorted ? { by: column, descending: !sort.descending } : usual(column))}
        className={classes(
          'inline-flex max-w-full items-center gap-1 rounded-sm px-1.5 py-1 align-middle hover:bg-hover hover:text-text',
          card && 'pointer-coarse:min-h-11',
        )}
      >
        <span className="truncate">{column === 'place' ? placeLabel : t(`images.column.${column}`)}</span>
        {sorted && <Arrow size={13} aria-hidden className="shrink-0 text-text" />}
      </button>
    </div>
  );
}
