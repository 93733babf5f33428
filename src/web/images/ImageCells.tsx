import { memo, type MouseEvent, type ReactNode } from 'react';
import { Bytes } from '../i18n/Bytes.tsx';
import { Time } from '../i18n/Time.tsx';
import { useText } from '../i18n/useLanguage.ts';
import { Checkbox } from '../ui/Checkbox.tsx';
import { classes } from '../ui/classes.ts';
import { Mark } from '../ui/Mark.tsx';
import { Name } from '../ui/Name.tsx';
import { SizeBar } from '../ui/ProgressBar.tsx';
import { isMoving } from './follow.ts';
import type { SortKey } from './listing.ts';
import { ConnectionName, type ConnectionLook } from './marks.tsx';
import type { Entry } from './outbox.ts';
import type { ImageRow } from './row.ts';
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
  return <span className="truncate">{word ? t.rich(word, { place }) : place}</span>;
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

function cellOf(column: SortKey, props: LineProps, name: ReactNode, visibility: string): ReactNode {
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
  }
}

/** How a cell of each column stands. */
const CELLS: Readonly<Record<SortKey, string>> = {
  name: 'font-semibold',
  connection: 'text-muted',
  place: 'text-muted',
  state: '',
  size: 'justify-end gap-2.5 tabular-nums rtl:gap-1.5',
  created: 'text-muted',
  visibility: 'text-muted',
  owner: 'text-muted',
};

function Card({ row, look, deletion, name }: LineProps & { readonly name: ReactNode }) {
  const quiet = useQuiet(row);
  return (
    <>
      <div className="flex min-w-0 items-center gap-2">
        <span className="min-w-0 flex-1 font-semibold">{name}</span>
        <StateMark row={row} deletion={deletion} />
      </div>
      <div className="mt-1 flex min-w-0 items-center gap-x-2 text-xs text-muted">
        {look && <Mark hue={look.service} letter={look.letter} />}
        <span className="min-w-0 flex-1 truncate">
          <bdi>{look?.label}</bdi>
          {row.place !== '' && (
            <>
              {' · '}
              <bdi>{row.place}</bdi>
            </>
          )}
          {quiet !== undefined && ` · ${quiet.short}`}
        </span>
        {row.size !== null && <Bytes count={row.size} />}
        {row.createdAt !== null && <Time at={row.createdAt} />}
      </div>
    </>
  );
}

/** One image of the list, as a row of a grid or, on a narrow screen, a card. */
export const ImageLine = memo(function ImageLine(props: LineProps) {
  const t = useText();
  const { row, index, top, height, columns, template, selected, current, card, deletion, onTick } = props;
  const leaving = isLeaving(deletion);
  const tabIndex = current ? 0 : -1;
  const visibility = t(`images.visibility.${row.visibility ?? 'unknown'}`);
  const name = (
    <a href={props.href} tabIndex={tabIndex} className="flex min-w-0 rounded-sm hover:underline">
      {/* Short names need not be cut in the middle. */}
      {row.name.length > 20 ? <Name>{row.name}</Name> : <bdi className="truncate">{row.name}</bdi>}
    </a>
  );
  const click = (event: MouseEvent<HTMLInputElement>) => {
    // The box itself follows `checked`; only here is it known whether Shift was held.
    onTick(index, event.currentTarget.checked, event.shiftKey);
  };

  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-index={index}
      tabIndex={tabIndex}
      style={{
        transform: `translateY(${top}px)`,
        height,
        ...(!card && { gridTemplateColumns: template }),
      }}
      className={classes(
        'absolute inset-x-0 top-0 contain-strict cursor-default border-line outline-offset-[-2px]',
        card ? 'flex items-center gap-3 px-3' : 'grid items-center',
        index > 0 && 'border-t',
        selected ? 'bg-selected' : 'hover:bg-hover',
        leaving && 'text-faint',
      )}
    >
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
          <div
            key={column}
            role="gridcell"
            className={classes('flex min-w-0 items-center px-3.5', CELLS[column])}
          >
            {cellOf(column, props, name, visibility)}
          </div>
        ))
      )}
      <div role="gridcell" className="flex justify-center">
        {props.withMenu ? (
          <RowMenu key={row.key} row={row} leaving={leaving} tabIndex={tabIndex} />
        ) : (
          <RowMenuButton name={row.name} tabIndex={tabIndex} />
        )}
      </div>
    </div>
  );
});
