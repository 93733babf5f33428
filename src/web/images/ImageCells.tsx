import { Fragment, memo, type MouseEvent, type ReactNode } from 'react';
import { Bytes } from '../i18n/Bytes.tsx';
import { Time } from '../i18n/Time.tsx';
import { useFormats, useText } from '../i18n/useLanguage.ts';
import { Checkbox } from '../ui/Checkbox.tsx';
import { classes } from '../ui/classes.ts';
import { Mark } from '../ui/Mark.tsx';
import { Name } from '../ui/Name.tsx';
import { SizeBar } from '../ui/ProgressBar.tsx';
import { isMoving } from './follow.ts';
import type { SortKey } from './listing.ts';
import { ConnectionName, type ConnectionLook } from './marks.tsx';
import type { Entry } from './outbox.ts';
import type { ImageRow, Price } from './row.ts';
import { RowMenu, RowMenuButton } from './RowMenu.tsx';
import { isLeaving, StateMark, useQuiet } from './StateMark.tsx';

/** What every drawn row is given; the functions never change, so that a row is drawn anew only when it did. */
interface LineProps {
  readonly row: ImageRow;
  /** Its place in the list, from 0. */
  readonly index: number;
  /** How far below the top of the list it stands, in pixels. */
  readonly top: number;
  readonly height: number;
  readonly columns: readonly SortKey[];
  readonly template: string;
  readonly look: ConnectionLook | undefined;
  /** The address of its panel; a plain press is followed by the grid, without loading the page anew. */
  readonly href: string;
  /** Was the button of its menu pressed? */
  readonly withMenu: boolean;
  readonly selected: boolean;
  /** Does its panel stand over the list? */
  readonly open: boolean;
  /** Does it take part in the order of Tab? One row of a list does. */
  readonly current: boolean;
  /** Is it drawn as a card of two lines, for narrow screens? */
  readonly card: boolean;
  readonly deletion: Entry | undefined;
  readonly onTick: (index: number, checked: boolean, range: boolean) => void;
}

/** A size that is not told, or an owner that is nobody: a dash that says nothing to a screen reader. */
function Nothing() {
  return <span aria-hidden>—</span>;
}

/** Sizes span from a few megabytes to many gigabytes, so the bar grows by the square root; 12.8 GB fill it. */
function sizeFraction(bytes: number): number {
  return Math.sqrt(bytes / 12.8e9);
}

function Place({ row, word }: { readonly row: ImageRow; readonly word: ConnectionLook['placeWord'] }) {
  const t = useText();
  if (row.place === '') return <Nothing />;
  const place = <bdi>{row.place}</bdi>;
  return word ? t.rich(word, { place }) : place;
}

/** Of what is on its way no size is known; how long nothing has changed stands in its place. */
function Quiet({ row }: { readonly row: ImageRow }) {
  const quiet = useQuiet(row);
  if (quiet === undefined) return <Nothing />;
  return (
    <span className="truncate text-xs text-warn" title={quiet.full}>
      {quiet.short}
    </span>
  );
}

function Size({ row }: { readonly row: ImageRow }) {
  if (row.size === null) return isMoving(row) ? <Quiet row={row} /> : <Nothing />;
  return (
    <>
      <span className="flex max-[80rem]:hidden">
        <SizeBar fraction={sizeFraction(row.size)} />
      </span>
      <span className="min-w-14 text-end rtl:min-w-20">
        <Bytes count={row.size} />
      </span>
    </>
  );
}

function Cost({ price }: { readonly price: Price | null }) {
  const format = useFormats();
  return price === null ? <Nothing /> : <bdi>{format.money(price.perMonth, price.currency)}</bdi>;
}

function cellOf(column: SortKey, props: CellsProps, name: ReactNode, visibility: string): ReactNode {
  const { row, look, deletion } = props;
  switch (column) {
    case 'name':
      return name;
    case 'connection':
      return look && <ConnectionName look={look} />;
    case 'place':
      return <Place row={row} word={look?.placeWord} />;
    case 'state':
      return <StateMark row={row} deletion={deletion} />;
    case 'size':
      return <Size row={row} />;
    case 'created':
      return row.createdAt === null ? <Nothing /> : <Time at={row.createdAt} />;
    case 'visibility':
      return row.visibility === null ? <Nothing /> : visibility;
    case 'owner':
      return row.owner === '' ? <Nothing /> : <Name>{row.owner}</Name>;
    case 'price':
      return <Cost price={row.price} />;
  }
}

/** How a cell of each column stands. Plain text needs no flexible box, which takes longer to lay out. */
const CELLS: Readonly<Record<SortKey, string>> = {
  name: 'flex font-semibold',
  connection: 'text-muted',
  place: 'truncate text-muted',
  state: 'flex',
  size: 'flex items-center justify-end gap-2.5 tabular-nums rtl:gap-1.5',
  created: 'text-muted whitespace-nowrap',
  visibility: 'text-muted',
  owner: 'text-muted',
  price: 'text-end tabular-nums',
};

function Card({ row, look, columns, deletion, name }: CellsProps & { readonly name: ReactNode }) {
  const quiet = useQuiet(row);
  const named = columns.includes('connection') ? look : undefined;
  const words = [named?.label ?? '', row.place, quiet?.short ?? ''].filter((word) => word !== '');
  return (
    <>
      <div className="flex min-w-0 items-center gap-2">
        <span className="min-w-0 flex-1 font-semibold">{name}</span>
        <StateMark row={row} deletion={deletion} />
      </div>
      <div className="mt-1 flex min-w-0 items-center gap-x-2 text-xs text-muted">
        {named && <Mark hue={named.service} letter={named.letter} />}
        {/* Each is cut at its own end, whichever way it is written. */}
        <span className="flex min-w-0 flex-1 whitespace-pre">
          {words.map((word, index) => (
            <Fragment key={word}>
              {index > 0 && ' · '}
              <bdi className="truncate">{word}</bdi>
            </Fragment>
          ))}
        </span>
        {columns.includes('price') && row.price !== null && <Cost price={row.price} />}
        {row.size !== null && <Bytes count={row.size} />}
        {row.createdAt !== null && <Time at={row.createdAt} />}
      </div>
    </>
  );
}

/** Names as short as this need not be cut in the middle. */
const SHORT = 20;

/** Rows of the same shape are drawn with the same elements, so that one can take over those of another. */
export function shapeOf({ connection, state, size, name }: ImageRow): string {
  return `${connection} ${state} ${size === null} ${name.length > SHORT}`;
}

type CellsProps = Omit<LineProps, 'index' | 'top' | 'height' | 'template' | 'open'>;

/** What stands in a row, wherever the row stands: filtering moves many rows that are otherwise the same. */
const Cells = memo(function Cells(props: CellsProps) {
  const t = useText();
  const { row, columns, selected, current, card, deletion, onTick } = props;
  const tabIndex = current ? 0 : -1;
  const visibility = t(`images.visibility.${row.visibility ?? 'unknown'}`);
  const name = (
    <a href={props.href} tabIndex={tabIndex} className="flex min-w-0 rounded-sm hover:underline">
      {row.name.length > SHORT ? <Name>{row.name}</Name> : <bdi className="truncate">{row.name}</bdi>}
    </a>
  );
  const click = (event: MouseEvent<HTMLInputElement>) => {
    const line = event.currentTarget.closest<HTMLElement>('[data-index]');
    // The box itself follows `checked`; only here is it known whether Shift was held.
    if (line) onTick(Number(line.dataset['index']), event.currentTarget.checked, event.shiftKey);
  };

  return (
    <>
      <div role="gridcell" className={classes('flex items-center', !card && 'ps-3.5')}>
        <Checkbox
          label={t('images.select', { name: row.name })}
          checked={selected}
          tabIndex={tabIndex}
          onClick={click}
          onChange={() => undefined}
        />
      </div>
      {card ? (
        <div role="gridcell" className="min-w-0 flex-1">
          <Card {...props} name={name} />
        </div>
      ) : (
        columns.map((column) => (
          <div key={column} role="gridcell" className={classes('min-w-0 px-3.5', CELLS[column])}>
            {cellOf(column, props, name, visibility)}
          </div>
        ))
      )}
      <div role="gridcell" className="flex justify-center">
        {props.withMenu ? (
          <RowMenu key={row.key} row={row} leaving={isLeaving(deletion)} tabIndex={tabIndex} />
        ) : (
          <RowMenuButton name={row.name} tabIndex={tabIndex} />
        )}
      </div>
    </>
  );
});

/** One image of the list, as a row of a grid or, on a narrow screen, a card. */
export const ImageLine = memo(function ImageLine(props: LineProps) {
  const { index, top, height, template, open, ...cells } = props;
  const { selected, current, card, deletion } = cells;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      aria-current={open || undefined}
      data-index={index}
      tabIndex={current ? 0 : -1}
      style={{
        transform: `translateY(${top}px)`,
        height,
        ...(!card && { gridTemplateColumns: template }),
      }}
      className={classes(
        'absolute inset-x-0 top-0 contain-strict cursor-default border-line outline-offset-[-2px]',
        card ? 'flex items-center gap-3 px-3' : 'grid items-center',
        index > 0 && 'border-t',
        selected ? 'bg-selected' : open ? 'bg-hover' : 'hover:bg-hover',
        open && 'shadow-[inset_3px_0_var(--accent)] rtl:shadow-[inset_-3px_0_var(--accent)]',
        isLeaving(deletion) && 'text-faint',
      )}
    >
      <Cells {...cells} />
    </div>
  );
});
