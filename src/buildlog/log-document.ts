import { stampLength, stampTime } from './line-prefix.ts';
import { LineStore } from './line-store.ts';
import { Marks } from './marks.ts';
import type { MarkLevel, MarksState } from './marks.ts';
import type { NumberList } from './number-list.ts';
import { cutSpans } from './span.ts';
import type { Span } from './span.ts';
import { StepTracker } from './steps.ts';
import type { Outline, StepsState } from './steps.ts';
import { decodeText, encodeText } from './utf8.ts';

/** A line as it is shown: plain data, to be posted to a page. */
export interface Row {
  /** Counted from 0; people see it counted from 1. */
  readonly line: number;
  readonly spans: readonly Span[];
  /** The column (in UTF-16 units) at which the spans start. */
  readonly from: number;
  /** All columns of the line; more than the spans hold when the line is cut. */
  readonly columns: number;
  /** How many of the first columns are the time that `with_timestamp` asked for. */
  readonly stamp: number;
  readonly level?: MarkLevel;
}

/** Which part of a long line a row shows. */
export interface ColumnWindow {
  readonly from: number;
  readonly columns: number;
  /** The time in front of the line is left out. */
  readonly hidesTime?: boolean;
}

/** A place in what is shown; the column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Longer lines come cut, because a browser lays out a megabyte in one element for seconds. */
export const ROW_COLUMNS = 2000;

const WHOLE_ROW: ColumnWindow = { from: 0, columns: ROW_COLUMNS };
/** A line of more bytes than this is remembered as laid out, for the next window of it. */
const LONG_LINE = 64 * 1024;
const RAW_PIECE = 1 << 20;

/**
 * A build log that grows: indexed as it arrives, read row by row. Lines are counted from 0.
 */
export class LogDocument {
  /** The lines below the rows, for searching. */
  readonly store = new LineStore();
  readonly #marks = new Marks();
  readonly #steps = new StepTracker();
  /** What is marked and tracked up to here... */
  #scanned = 0;
  /** ...and how far that was before the open last line. */
  #beforeLast: { readonly marks: MarksState; readonly steps: StepsState } | undefined;
  #outline: Outline | undefined;
  #longLine: { readonly line: number; readonly version: number; readonly spans: readonly Span[] } | undefined;
  #version = 0;

  /** Grows with every change. */
  get version(): number {
    return this.#version;
  }

  /** Lines so far, with the last one although no newline has closed it. */
  get lineCount(): number {
    return this.store.count;
  }

  /** Bytes of the log as they arrived. */
  get byteLength(): number {
    return this.store.byteLength;
  }

  /** Appends the next piece of the log, cut anywhere: UTF-8, or text whose lone surrogates become U+FFFD. */
  append(chunk: Uint8Array | string): void {
    const bytes = typeof chunk === 'string' ? encodeText(chunk) : chunk;
    if (bytes.length === 0) return;
    this.#changed();
    this.store.append(bytes);
    this.#scan(this.store.closed);
  }

  /** Brings the open last line up to date, however long it is: to be called when the log, or a piece of it, is through. */
  flush(): void {
    this.#settle(true);
  }

  /** Makes the lines below readable up to the open last one. */
  settle(): void {
    this.#settle(false);
  }

  /** A line as it is shown; undefined when there is none. */
  row(line: number, window: ColumnWindow = WHOLE_ROW): Row | undefined {
    this.#settle(false);
    if (line < 0 || line >= this.store.count) return undefined;
    const spans = this.#spans(line);
    const columns = spans.reduce((sum, span) => sum + span.text.length, 0);
    const stamp = stampLength(this.store.visible(line));
    const from = Math.min(Math.max(window.hidesTime ? stamp : 0, window.from), columns);
    const level = this.#marks.levelOf(line);
    const fits = from === 0 && columns <= window.columns;
    return {
      line,
      spans: fits ? spans : cutSpans(spans, from, from + window.columns),
      from,
      columns,
      stamp,
      ...(level === undefined ? undefined : { level }),
    };
  }

  /** The rows of the lines `from..to`, as far as there are any. */
  rows(from: number, to: number, window: ColumnWindow = WHOLE_ROW): Row[] {
    const rows: Row[] = [];
    for (let line = Math.max(0, from); line < Math.min(to, this.lineCount); line++) {
      const row = this.row(line, window);
      if (row) rows.push(row);
    }
    return rows;
  }

  /** What is read on a line. */
  text(line: number): string {
    this.#settle(false);
    return line >= 0 && line < this.store.count ? decodeText(this.store.visible(line)) : '';
  }

  /** The text that is read from one place to another, for the clipboard; without the times in front if so wanted. */
  textBetween(start: Position, end: Position, hidesTimes = false): string {
    const lines: string[] = [];
    for (let line = start.line; line <= Math.min(end.line, this.lineCount - 1); line++) {
      const text = this.text(line);
      const first = hidesTimes ? stampLength(this.store.visible(line)) : 0;
      lines.push(
        text.slice(
          Math.max(first, line === start.line ? start.column : 0),
          line === end.line ? end.column : text.length,
        ),
      );
    }
    return lines.join('\n');
  }

  /** About how many bytes are read on the lines from one to another, which both count. */
  bytesBetween(first: number, last: number): number {
    this.#settle(false);
    const end = Math.min(last, this.store.count - 1);
    return end < first ? 0 : this.store.textEnd(end) - this.store.starts.at(first);
  }

  /** Whether there are times in front of the lines: they are asked for, but not every server knows how. */
  get hasTimes(): boolean {
    this.#settle(false);
    const { store } = this;
    const isStamped = (line: number): boolean => line >= 0 && stampLength(store.visible(line)) > 0;
    return isStamped(Math.min(0, store.count - 1)) || isStamped(store.count - 1);
  }

  /** A line with everything that is hidden on the screen, without its newline. */
  raw(line: number): string {
    this.#settle(true);
    return line >= 0 && line < this.store.count ? decodeText(this.store.raw(line)) : '';
  }

  /** The log byte by byte as it arrived, in pieces: all of it for a download, or so many of its first bytes. */
  *rawPieces(most: number = this.byteLength): Generator<Uint8Array<ArrayBuffer>> {
    const reader = this.store.reader(0);
    for (let left = Math.min(most, this.byteLength); left > 0;) {
      const piece = new Uint8Array(Math.min(left, RAW_PIECE));
      left -= reader.read(piece, 0);
      yield piece;
    }
  }

  /** The lines that are errors, ascending. */
  get errors(): NumberList {
    this.#settle(false);
    return this.#marks.errors;
  }

  /** The first line of each run of errors, ascending: what a reader goes to. */
  get errorStarts(): NumberList {
    this.#settle(false);
    return this.#marks.errorStarts;
  }

  /** The lines that are warnings, ascending. */
  get warnings(): NumberList {
    this.#settle(false);
    return this.#marks.warnings;
  }

  /** Steps and folds. The answer is the same object until the log changes. */
  get outline(): Outline {
    this.#settle(false);
    this.#outline ??= this.#steps.outline(this.store.count, (line) => this.#time(line));
    return this.#outline;
  }

  #spans(line: number): readonly Span[] {
    const known = this.#longLine;
    if (known?.line === line && known.version === this.#version) return known.spans;
    const spans = this.store.spans(line);
    if (this.store.visible(line).length > LONG_LINE) this.#longLine = { line, version: this.#version, spans };
    return spans;
  }

  #time(line: number): number | undefined {
    const visible = this.store.visible(line);
    const length = stampLength(visible);
    return length > 0 ? stampTime(decodeText(visible.subarray(0, length))) : undefined;
  }

  #settle(whole: boolean): void {
    const { store } = this;
    const changed = store.settle(whole);
    if (!changed && this.#scanned === store.starts.length) return;
    this.#changed();
    this.#beforeLast = { marks: this.#marks.state(), steps: this.#steps.state() };
    this.#scan(store.starts.length);
  }

  /** Takes back what was read off the open last line, which has changed. */
  #changed(): void {
    this.#version++;
    this.#outline = undefined;
    if (!this.#beforeLast) return;
    this.#marks.restore(this.#beforeLast.marks);
    this.#steps.restore(this.#beforeLast.steps);
    this.#beforeLast = undefined;
    this.#scanned--;
  }

  #scan(to: number): void {
    this.#marks.scan(this.store, this.#scanned, to);
    this.#steps.accept(this.store, this.#scanned, to);
    this.#scanned = to;
  }
}
