import {
  METADATA_KEY_BYTES,
  METADATA_VALUE_BYTES,
  TAG_VALUE_CHARACTERS,
} from '../../../../contract/gcore/metadata.ts';
import { utf8Length } from '../../../../contract/gcore/wire.ts';
import type { Labels } from './plan.ts';

/** One line of the table. Its number stays while its key is typed, so that the cursor does. */
export interface DraftRow {
  readonly id: number;
  readonly key: string;
  readonly value: string;
  /** What the service has under this key; undefined for a line that was added. */
  readonly was: string | undefined;
  /** Marked as going: it stays in the table until it is saved. */
  readonly removed: boolean;
}

/** The labels as they are being edited, in the order of the table. Read-only ones are not in it. */
export type Draft = readonly DraftRow[];

/** A draft of the labels as the service has them. */
export function draftOf(labels: Labels): Draft {
  return [...labels].map(([key, value], id) => ({ id, key, value, was: value, removed: false }));
}

function freshId(draft: Draft): number {
  return draft.reduce((most, { id }) => Math.max(most, id), -1) + 1;
}

/** With a line at its end, empty unless something is given. */
export function addRow(draft: Draft, key = '', value = ''): Draft {
  return [...draft, { id: freshId(draft), key, value, was: undefined, removed: false }];
}

export function changeRow(draft: Draft, id: number, change: Partial<Pick<DraftRow, 'key' | 'value'>>): Draft {
  return draft.map((row) => (row.id === id ? { ...row, ...change } : row));
}

/** Takes out a line that was added; one that the service has is marked as going, or no longer so. */
export function toggleRow(draft: Draft, id: number): Draft {
  return draft.flatMap((row) => {
    if (row.id !== id) return [row];
    return row.was === undefined ? [] : [{ ...row, removed: !row.removed }];
  });
}

/** Sets keys: lines that have them are changed, others are added; nothing goes. */
export function setLabels(draft: Draft, labels: Labels): Draft {
  let next = draft;
  for (const [key, value] of labels) {
    const row = next.find((one) => one.key === key);
    next = row
      ? next.map((one) => (one === row ? { ...one, value, removed: false } : one))
      : addRow(next, key, value);
  }
  return next;
}

/** Makes the draft be exactly these labels, keeping its lines where it can: what the JSON view does. */
export function matchLabels(draft: Draft, labels: Labels): Draft {
  const kept = draft.flatMap((row) => {
    if (labels.has(row.key)) return [row];
    return row.was === undefined ? [] : [{ ...row, removed: true }];
  });
  return setLabels(kept, labels);
}

/** What the service has now, under a draft that goes on: keys that are new there get a line, those gone lose it. */
export function rebase(draft: Draft, server: Labels, wanted: Labels): Draft {
  const rows = matchLabels(draft, wanted).flatMap((row) => {
    const was = server.get(row.key);
    return was === undefined && row.removed ? [] : [{ ...row, was }];
  });
  const missing = [...server].filter(([key]) => !rows.some((row) => row.key === key));
  return missing.reduce<Draft>(
    (next, [key, value]) => [...next, { id: freshId(next), key, value, was: value, removed: true }],
    rows,
  );
}

/** The labels that the draft asks for. */
export function wantedOf(draft: Draft): Labels {
  return new Map(draft.filter((row) => !row.removed && row.key !== '').map(({ key, value }) => [key, value]));
}

/** What keeps a line from being sent. */
export type RowProblem = 'keyMissing' | 'keyLong' | 'keyLocked' | 'keyTwice' | 'valueMissing' | 'valueLong';

/** What is wrong with one key and value by themselves; limits count bytes, not characters. */
export function labelProblem(
  key: string,
  value: string,
  locked: ReadonlySet<string>,
): RowProblem | undefined {
  if (key === '') return 'keyMissing';
  if (utf8Length(key) > METADATA_KEY_BYTES) return 'keyLong';
  if (locked.has(key)) return 'keyLocked';
  if (value === '') return 'valueMissing';
  if (utf8Length(value) > METADATA_VALUE_BYTES) return 'valueLong';
  return undefined;
}

/** The lines that cannot be sent, by their numbers. A line nobody has typed into yet is none of them. */
export function draftProblems(draft: Draft, locked: ReadonlySet<string>): ReadonlyMap<number, RowProblem> {
  const problems = new Map<number, RowProblem>();
  const seen = new Set<string>();
  for (const { id, key, value, removed } of draft) {
    if (removed || (key === '' && value === '')) continue;
    const problem = labelProblem(key, value, locked) ?? (seen.has(key) ? 'keyTwice' : undefined);
    if (problem) problems.set(id, problem);
    seen.add(key);
  }
  return problems;
}

/** May a service since 2025-11 refuse this value, although the documented limit in bytes allows it? */
export function isLongForNewer(value: string): boolean {
  return value.length > TAG_VALUE_CHARACTERS && utf8Length(value) <= METADATA_VALUE_BYTES;
}

/** Lines of text read as labels. */
export interface PastedLines {
  readonly labels: Labels;
  /** The numbers, from 1, of lines that are neither empty, nor a comment, nor `KEY=value`. */
  readonly unread: readonly number[];
}

/**
 * Reads `KEY=value` lines, as in an environment file: `export`, quotes around the value, empty lines and
 * lines that begin with # are taken for what they are. Of a key that comes twice, the last counts.
 */
export function pastedLines(text: string): PastedLines {
  const labels = new Map<string, string>();
  const unread: number[] = [];
  text.split(/\r\n|\r|\n/).forEach((line, index) => {
    const written = line.trim().replace(/^export\s+/, '');
    if (written === '' || written.startsWith('#')) return;
    const at = written.indexOf('=');
    const key = written.slice(0, at).trim();
    const [, , quoted] = /^(["'])(.*)\1$/s.exec(written.slice(at + 1).trim()) ?? [];
    const value = quoted ?? written.slice(at + 1).trim();
    if (at < 1 || key === '' || value === '') unread.push(index + 1);
    else labels.set(key, value);
  });
  return { labels, unread };
}
