import { Lock, Plus, RotateCcw, Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import { METADATA_KEY_BYTES, METADATA_VALUE_BYTES } from '../../../../contract/gcore/metadata.ts';
import { utf8Length } from '../../../../contract/gcore/wire.ts';
import { useText } from '../../../i18n/useLanguage.ts';
import { Button } from '../../../ui/Button.tsx';
import { classes } from '../../../ui/classes.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import {
  addRow,
  changeRow,
  isLongForNewer,
  toggleRow,
  type Draft,
  type DraftRow,
  type RowProblem,
} from './draft.ts';
import type { Labels, ServerLabel } from './plan.ts';

interface LabelTableProps {
  readonly draft: Draft;
  readonly locked: readonly ServerLabel[];
  readonly problems: ReadonlyMap<number, RowProblem>;
  /** Keys of other images with a value each, to be suggested. */
  readonly known: Labels;
  /** Nothing can be changed: the image is another project's, or its labels are being saved. */
  readonly readOnly: boolean;
  readonly onChange: (draft: Draft) => void;
}

const CELL =
  'w-full min-w-0 rounded-sm border px-1.5 py-1 font-mono text-sm rtl:text-end hover:border-line-strong focus:border-focus ' +
  'focus:bg-surface-1 aria-invalid:border-bad pointer-coarse:min-h-11';
const AT_REST = 'border-transparent bg-transparent';
const IN_CHANGE = 'border-line-strong bg-surface-1';

/** Called once, when the input is drawn. */
function focusNow(input: HTMLInputElement | null): void {
  input?.focus();
}

type Change = 'removed' | 'added' | 'changed' | undefined;

function changeOf({ removed, was, value }: DraftRow): Change {
  if (removed) return 'removed';
  if (was === undefined) return 'added';
  return was === value ? undefined : 'changed';
}

const GROUND = { removed: 'bg-bad-soft', added: 'bg-ok-soft', changed: 'bg-warn-soft' } as const;
const INK = { removed: 'text-bad', added: 'text-ok', changed: 'text-warn' } as const;

/** The labels as a table to write in: one line each, with what will become of it. */
export function LabelTable({ draft, locked, problems, known, readOnly, onChange }: LabelTableProps) {
  const t = useText();
  const keys = useId();
  return (
    <div>
      <datalist id={keys}>
        {[...known.keys()].map((key) => (
          <option key={key}>{key}</option>
        ))}
      </datalist>
      <div role="table" aria-label={t('gcore.metadata.table')}>
        <div role="rowgroup">
          <div
            role="row"
            className="flex h-9 items-center gap-3 border-b border-line px-4 text-sm font-medium text-muted"
          >
            <span role="columnheader" className="w-2/5 min-w-0 ps-1.5">
              {t('gcore.metadata.key')}
            </span>
            <span role="columnheader" className="min-w-0 flex-1 ps-1.5">
              {t('gcore.metadata.value')}
            </span>
            <span role="columnheader" className="sr-only">
              {t('gcore.metadata.change')}
            </span>
          </div>
        </div>
        <div role="rowgroup">
          {draft.map((row) => (
            <Line
              key={row.id}
              row={row}
              problem={problems.get(row.id)}
              keys={keys}
              known={known}
              readOnly={readOnly}
              onChange={(change) => onChange(changeRow(draft, row.id, change))}
              onToggle={() => onChange(toggleRow(draft, row.id))}
            />
          ))}
          {locked.map(({ key, value }) => (
            <div
              key={key}
              role="row"
              className="flex min-h-(--row) items-center gap-3 border-b border-line px-4 py-1.5 text-sm text-faint"
            >
              <span role="cell" className="flex w-2/5 min-w-0 items-center gap-2 ps-1.5">
                <Lock size={13} aria-hidden className="shrink-0" />
                <code className="min-w-0 wrap-anywhere">{key}</code>
              </span>
              <span role="cell" className="min-w-0 flex-1 ps-1.5">
                <code className="wrap-anywhere">{value}</code>
              </span>
              <span role="cell" className="text-xs" title={t('gcore.metadata.lockedHint')}>
                {t('gcore.metadata.locked')}
              </span>
            </div>
          ))}
        </div>
      </div>
      {!readOnly && (
        <div className="px-2.25 py-1.5">
          <Button kind="quiet" icon={Plus} onClick={() => onChange(addRow(draft))}>
            {t('gcore.metadata.add')}
          </Button>
        </div>
      )}
      {locked.length > 0 && (
        <p className="px-5.5 pb-3 text-sm text-faint">{t('gcore.metadata.lockedHint')}</p>
      )}
    </div>
  );
}

interface LineProps {
  readonly row: DraftRow;
  readonly problem: RowProblem | undefined;
  readonly keys: string;
  readonly known: Labels;
  readonly readOnly: boolean;
  readonly onChange: (change: { readonly key?: string; readonly value?: string }) => void;
  readonly onToggle: () => void;
}

function Line({ row, problem, keys, known, readOnly, onChange, onToggle }: LineProps) {
  const t = useText();
  const id = useId();
  const change = changeOf(row);
  const isNew = row.was === undefined;
  // A line that comes empty was just asked for, and is typed into next.
  const [cameEmpty] = useState(row.key === '' && row.value === '');
  const aboutKey = problem?.startsWith('key') ?? false;
  const named = row.key === '' ? t('gcore.metadata.newKey') : row.key;
  const note = problem
    ? t(`gcore.metadata.problem.${problem}`, {
        bytes: utf8Length(aboutKey ? row.key : row.value),
        most: aboutKey ? METADATA_KEY_BYTES : METADATA_VALUE_BYTES,
      })
    : !row.removed && isLongForNewer(row.value)
      ? t('gcore.metadata.longForNewer')
      : undefined;
  const invalid = problem !== undefined || undefined;
  const describedBy = note === undefined ? undefined : `${id}-note`;
  return (
    <div
      role="row"
      data-row
      className={classes('border-b border-line px-4 py-1.5', change && GROUND[change])}
    >
      <div role="presentation" className="flex min-h-8 items-center gap-3">
        <span role="cell" className="w-2/5 min-w-0">
          {isNew && !readOnly ? (
            <input
              aria-label={t('gcore.metadata.keyOf', { key: named })}
              aria-invalid={(aboutKey && invalid) || undefined}
              aria-describedby={aboutKey ? describedBy : undefined}
              ref={cameEmpty ? focusNow : undefined}
              list={keys}
              dir="ltr"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              value={row.key}
              onChange={(event) => onChange({ key: event.currentTarget.value })}
              className={classes(CELL, IN_CHANGE)}
            />
          ) : (
            <code className={classes('px-1.5 text-sm wrap-anywhere', row.removed && 'line-through')}>
              {row.key}
            </code>
          )}
        </span>
        <span role="cell" className="flex min-w-0 flex-1 items-center gap-2">
          {row.removed || readOnly ? (
            <code className={classes('px-1.5 text-sm wrap-anywhere', row.removed && 'line-through')}>
              {row.removed ? row.was : row.value}
            </code>
          ) : (
            <input
              aria-label={t('gcore.metadata.valueOf', { key: named })}
              aria-invalid={(!aboutKey && invalid) || undefined}
              aria-describedby={aboutKey ? undefined : describedBy}
              placeholder={known.get(row.key)}
              dir="auto"
              autoComplete="off"
              spellCheck={false}
              value={row.value}
              onChange={(event) => onChange({ value: event.currentTarget.value })}
              className={classes(CELL, change ? IN_CHANGE : AT_REST)}
            />
          )}
          {change === 'changed' && (
            <del
              className="max-w-1/2 shrink-0 truncate font-mono text-xs text-muted max-sm:hidden"
              title={row.was}
            >
              {row.was}
            </del>
          )}
        </span>
        <span role="cell" className="flex shrink-0 items-center gap-1">
          {change && (
            <span className={classes('text-xs font-medium', INK[change])}>
              {t(`gcore.metadata.${change}`)}
            </span>
          )}
          {!readOnly && (
            <IconButton
              size="sm"
              icon={row.removed ? RotateCcw : Trash2}
              label={t(row.removed ? 'gcore.metadata.keep' : 'gcore.metadata.remove', { key: named })}
              onClick={onToggle}
            />
          )}
        </span>
      </div>
      {note !== undefined && (
        <p id={`${id}-note`} className={classes('ps-1.5 pb-1 text-xs', problem ? 'text-bad' : 'text-warn')}>
          {note}
        </p>
      )}
    </div>
  );
}
