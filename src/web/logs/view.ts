import { failingStep } from '../../buildlog/failure.ts';
import { foldOf, LineMap, stripCounts } from '../../buildlog/line-map.ts';
import { ROW_COLUMNS, type LogDocument, type Position } from '../../buildlog/log-document.ts';
import { NumberList } from '../../buildlog/number-list.ts';
import type { SearchJob } from '../../buildlog/search-job.ts';
import type { Fold } from '../../buildlog/steps.ts';
import type { FoldHead, Place, RowsResult, Strip, ViewRow } from './protocol.ts';

const NOWHERE: Place = { line: -1, row: -1, index: -1, within: -1 };
const NO_LINES = new NumberList();
/** So many columns of a long line are shown before a hit in it. */
const BEFORE_HIT = 200;
/** More is not put into a clipboard: the page would stand still while it is handed over. In bytes. */
const MOST_COPIED = 16e6;

/** What is shown of a log: which steps are folded, or which lines a search leaves. */
export class LogView {
  /** Set when the build is over: then its steps come folded, but for the one that failed. */
  readonly #isSettled: boolean;
  readonly #hasFailed: boolean;
  /** What the reader opened and closed, by the line that heads the step. */
  readonly #chosen = new Map<number, boolean>();
  /** From which column on long lines are shown that are read further, by their number. */
  readonly #columns = new Map<number, number>();
  #hasTimes = false;
  #search: SearchJob | undefined;
  #context: number | undefined;
  #map:
    | { readonly of: LogDocument; readonly version: number; readonly hits: number; readonly map: LineMap }
    | undefined;

  constructor(isSettled: boolean, hasFailed: boolean) {
    this.#isSettled = isSettled;
    this.#hasFailed = hasFailed;
  }

  /** Takes over how another log is looked at. */
  follow(other: LogView): void {
    this.#hasTimes = other.#hasTimes;
    this.#context = other.#context;
  }

  /** Takes over what was opened and closed in another view of the same log. */
  keep(other: LogView): void {
    for (const [header, isClosed] of other.#chosen) this.#chosen.set(header, isClosed);
    for (const [line, from] of other.#columns) this.#columns.set(line, from);
    this.#search = other.#search;
  }

  search(job: SearchJob | undefined): void {
    this.#search = job;
    this.#map = undefined;
  }

  /** Shows only lines with hits and so many around each; undefined shows all. */
  only(context: number | undefined): void {
    this.#context = context;
    this.#map = undefined;
  }

  get isOnly(): boolean {
    return this.#context !== undefined && this.#search !== undefined;
  }

  /** Shows the times that the service puts in front of lines, or not. */
  times(areShown: boolean): void {
    this.#hasTimes = areShown;
  }

  /** Shows a line that is longer than a row from a column on. */
  columns(line: number, from: number): void {
    this.#columns.set(line, from);
  }

  fold(header: number, isClosed: boolean): void {
    this.#chosen.set(header, isClosed);
    this.#map = undefined;
  }

  foldAll(document: LogDocument, isClosed: boolean): void {
    for (const { header } of document.outline.folds) this.#chosen.set(header, isClosed);
    this.#map = undefined;
  }

  /** Which lines are shown. */
  map(document: LogDocument): LineMap {
    document.settle();
    const hits = this.#context === undefined ? 0 : (this.#search?.progress.hits ?? 0);
    const known = this.#map;
    if (known?.of === document && known.version === document.version && known.hits === hits) return known.map;
    const map = this.#makeMap(document);
    this.#map = { of: document, version: document.version, hits, map };
    return map;
  }

  /** The rows `from..to` with their hits and steps. */
  rows(document: LogDocument, from: number, to: number): RowsResult {
    const map = this.map(document);
    const { folds } = document.outline;
    const first = Math.max(0, from);
    const last = Math.min(to, map.rowCount);
    const heads = new Map<number, Fold>();
    const rows: ViewRow[] = [];
    let before = first > 0 ? map.lineAt(first - 1) : -1;
    for (let index = first; index < last; index++) {
      const line = map.lineAt(index);
      const row = document.row(line, {
        from: this.#columns.get(line) ?? 0,
        columns: ROW_COLUMNS,
        hidesTime: !this.#hasTimes,
      });
      if (!row) break;
      const fold = foldOf(folds, line);
      if (fold) heads.set(fold.header, fold);
      const skipped = this.#context === undefined ? 0 : line - before - 1;
      rows.push({ ...row, hits: this.#search?.columnsOn(line) ?? [], skipped, header: fold?.header ?? -1 });
      before = line;
    }
    return { from: first, rows, folds: [...heads.values()].map((fold) => this.#head(document, fold)) };
  }

  /** Opens what a line is folded into; where only hits are shown and it is none of them, all lines are shown again. */
  reveal(document: LogDocument, line: number): Place {
    if (line < 0 || line >= document.lineCount) return NOWHERE;
    if (!this.map(document).shows(line)) {
      if (this.#context !== undefined) this.only(undefined);
      const fold = foldOf(document.outline.folds, line);
      if (fold && fold.header !== line && this.#isClosed(document)(fold)) this.fold(fold.header, false);
    }
    return { ...NOWHERE, line, row: this.map(document).rowOf(line) };
  }

  /** Goes to a hit by its number, or to the first on or after a line. */
  hit(document: LogDocument, index: number | undefined, line: number): Place {
    const wanted = index ?? this.#search?.indexFrom(line) ?? -1;
    const hit = this.#search?.hit(wanted);
    if (!hit) return NOWHERE;
    const within = (this.#search?.columnsOn(hit.line) ?? []).indexOf(hit.start) / 2;
    const from = this.#columns.get(hit.line) ?? 0;
    if (hit.start < from || hit.end > from + ROW_COLUMNS) {
      this.#columns.set(hit.line, Math.max(0, hit.start - BEFORE_HIT));
    }
    return { ...this.reveal(document, hit.line), index: hit.index, within };
  }

  /** Goes to the nearest error beyond a line, round at the ends. Lines of one traceback count once. */
  error(document: LogDocument, line: number, isForward: boolean): Place {
    const starts = document.errorStarts;
    if (starts.length === 0) return NOWHERE;
    const index = isForward ? starts.lowerBound(line + 1) : starts.lowerBound(line) - 1;
    return this.reveal(document, starts.at((index + starts.length) % starts.length));
  }

  /** What is read from one place to another, for the clipboard; null when it is too much for one. */
  text(document: LogDocument, start: Position, end: Position): string | null {
    if (document.bytesBetween(start.line, end.line) > MOST_COPIED) return null;
    return document.textBetween(start, end, !this.#hasTimes);
  }

  strip(document: LogDocument, height: number): Strip {
    const map = this.map(document);
    return {
      errors: stripCounts(document.errors, map, height),
      warnings: stripCounts(document.warnings, map, height),
      hits: stripCounts(this.#search?.lines ?? NO_LINES, map, height),
    };
  }

  #makeMap(document: LogDocument): LineMap {
    const { lineCount } = document;
    if (this.#context !== undefined && this.#search) {
      return LineMap.matching(lineCount, this.#search.lines, this.#context);
    }
    return LineMap.folded(lineCount, document.outline.folds, this.#isClosed(document));
  }

  #isClosed(document: LogDocument): (fold: Fold) => boolean {
    const failing = this.#hasFailed ? failingStep(document) : -1;
    return (fold) => this.#chosen.get(fold.header) ?? (this.#isSettled && fold.step !== failing);
  }

  #head(document: LogDocument, fold: Fold): FoldHead {
    const step = document.outline.steps[fold.step];
    return {
      header: fold.header,
      end: fold.end,
      label: step?.label ?? '',
      title: step?.title ?? '',
      state: step?.state ?? 'running',
      seconds: step?.seconds,
      isClosed: this.#isClosed(document)(fold),
    };
  }
}
