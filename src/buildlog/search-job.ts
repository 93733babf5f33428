import type { LogDocument } from './log-document.ts';
import { stampEnd } from './line-prefix.ts';
import { NumberList } from './number-list.ts';
import { matchesIn, scanRegex } from './regex-scan.ts';
import type { RegexHits, RegexWindow } from './regex-scan.ts';
import { nextLines, nextLinesOf } from './regex-window.ts';
import type { CompiledQuery, WordQuery } from './search-query.ts';
import { decodeText } from './utf8.ts';

/** A hit in the text that is read: columns are UTF-16 units, the end is behind the last. */
export interface Hit {
  /** Counted from 0 over the whole log. */
  readonly index: number;
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** How far a search is. */
export interface SearchProgress {
  /** Hits so far; the exact total when `done`. */
  readonly hits: number;
  /** Lines with hits so far. */
  readonly matchedLines: number;
  /** Lines searched so far. */
  readonly lines: number;
  readonly done: boolean;
}

/** Of so many lines at least it is seen whether looking for those that may match is worth it. */
const JUDGED_LINES = 10_000;

/**
 * One search through a log, in slices. It remembers lines and counts, not each hit, so that a search for `e` costs no
 * more than the log's index; hits on a line are found again when someone looks at it.
 *
 * A host calls `step` until it is done, letting other messages in between, and again when the log has grown. For a
 * person's own pattern (`untrusted`) it takes windows instead, has a separate worker run {@link scanRegex} on them, and
 * hands the answers back in order; when one does not come in time it ends that worker and leaves the job as it is.
 * To cancel a search is to forget it.
 */
export class SearchJob {
  /** Lines with hits, ascending. */
  readonly lines = new NumberList();
  /** For each of them, how many hits come before it. */
  readonly #before = new NumberList();
  readonly #document: LogDocument;
  readonly #query: CompiledQuery;
  readonly #regex: RegExp | undefined;
  #hits = 0;
  #nextLine = 0;
  /** How many lines have been looked at for such that may match, and how many those were. */
  #looked = 0;
  #found = 0;
  /** The log's version and closed lines when it was last searched: what was open then has to be searched again. */
  #version = -1;
  #closed = 0;
  /** The hits on the line that was looked at last: a line of a megabyte may have thousands. */
  #lastLine:
    | { readonly line: number; readonly version: number; readonly columns: readonly number[] }
    | undefined;

  constructor(document: LogDocument, query: CompiledQuery) {
    this.#document = document;
    this.#query = query;
    this.#regex = query.kind === 'regex' ? new RegExp(query.plan.source, query.plan.flags) : undefined;
  }

  /** Whether its pattern may take for ever, so that it should be run by `takeWindow` and `accept`. */
  get untrusted(): boolean {
    return this.#query.kind === 'regex' && this.#query.untrusted;
  }

  /** Whether it searches this log: one that was replaced by another needs a job of its own. */
  isOf(document: LogDocument): boolean {
    return this.#document === document;
  }

  get progress(): SearchProgress {
    return {
      hits: this.#hits,
      matchedLines: this.lines.length,
      lines: this.#nextLine,
      done: this.#nextLine >= this.#document.lineCount && this.#version === this.#document.version,
    };
  }

  /** Searches for about so many milliseconds, a few more at most for words. */
  step(budgetMs: number): SearchProgress {
    const until = performance.now() + budgetMs;
    this.#catchUp();
    while (this.#nextLine < this.#document.lineCount) {
      if (this.#query.kind === 'word') this.#searchBlock(this.#query.word);
      else {
        const window = this.takeWindow();
        if (window) this.accept(scanRegex(window));
      }
      if (performance.now() >= until) break;
    }
    return this.progress;
  }

  /** The next lines to run the pattern over; undefined at the end. The same again until they are accepted. */
  takeWindow(): RegexWindow | undefined {
    for (const window of this.takeWindows(1)) return window;
    return undefined;
  }

  /**
   * So many windows to be run side by side and accepted in this order, as long as the log does not change. One by one:
   * while some are on their way, the next is cut.
   */
  *takeWindows(count: number): Generator<RegexWindow> {
    this.#catchUp();
    if (this.#query.kind !== 'regex') return;
    const { store } = this.#document;
    const { plan, finder } = this.#query;
    let from = this.#nextLine;
    const isCurrent = (): boolean => this.#version === this.#document.version;
    for (let taken = 0; taken < count && isCurrent() && from < store.count; taken++) {
      // Most lines cut one by one take longer than all of them at once.
      const isWorthIt = this.#looked < JUDGED_LINES || this.#found * 2 < this.#looked;
      const window =
        finder && isWorthIt ? nextLinesOf(finder, store, plan, from) : nextLines(store, plan, from);
      if (isWorthIt) {
        this.#looked += window.to - from;
        this.#found += window.lines.length;
      }
      from = window.to;
      yield window;
    }
  }

  /** Takes the answer to a window. One that is out of date, because the log has changed since, is ignored. */
  accept(hits: RegexHits): void {
    if (hits.from !== this.#nextLine || this.#version !== this.#document.version) return;
    for (const [index, line] of hits.lines.entries()) this.#add(line, hits.counts[index] ?? 0);
    this.#nextLine = hits.to;
  }

  /** The hit with that number; undefined when there is none (yet). */
  hit(index: number): Hit | undefined {
    if (index < 0 || index >= this.#hits) return undefined;
    const at = this.#before.indexAtOrBelow(index);
    const line = this.lines.at(at);
    const within = index - this.#before.at(at);
    const columns = this.#columns(line);
    const start = columns[within * 2];
    const end = columns[within * 2 + 1];
    return start === undefined || end === undefined ? undefined : { index, line, start, end };
  }

  /** The number of the first hit on or after a line; the first of all when none follows, -1 when there are none. */
  indexFrom(line: number): number {
    if (this.#hits === 0) return -1;
    const at = this.lines.lowerBound(line);
    return at < this.lines.length ? this.#before.at(at) : 0;
  }

  /** The hits on a line, as far as it is searched: start and end of each, one after the other. */
  columnsOn(line: number): readonly number[] {
    // A pattern is run only on lines that it got through before.
    return this.lines.has(line) ? this.#columns(line) : [];
  }

  #columns(line: number): readonly number[] {
    const { version } = this.#document;
    if (this.#lastLine?.line !== line || this.#lastLine.version !== version) {
      this.#lastLine = { line, version, columns: this.#findColumns(line) };
    }
    return this.#lastLine.columns;
  }

  #findColumns(line: number): number[] {
    const bytes = this.#document.store.visible(line);
    // The time in front is no part of the text that is searched; it is ASCII, as many columns as bytes.
    const first = stampEnd(bytes, 0, bytes.length);
    if (this.#regex) {
      return matchesIn(this.#regex, decodeText(bytes.subarray(first))).map((column) => column + first);
    }
    if (this.#query.kind !== 'word') return [];
    const { word } = this.#query;
    const columns: number[] = [];
    let column = first;
    let counted = first;
    for (
      let at = word.next(bytes, first, bytes.length);
      at >= 0;
      at = word.next(bytes, counted, bytes.length)
    ) {
      const start = column + decodeText(bytes.subarray(counted, at)).length;
      counted = at + word.length;
      column = start + decodeText(bytes.subarray(at, counted)).length;
      columns.push(start, column);
    }
    return columns;
  }

  #searchBlock(word: WordQuery): void {
    const { store } = this.#document;
    const block = store.blockOf(this.#nextLine);
    const { starts } = store;
    if (!block) {
      // All that there is so far hides itself.
      this.#nextLine = store.starts.length;
      return;
    }
    const bytes = block.bytes.subarray(0, block.used);
    let line = this.#nextLine;
    let textFrom = -1;
    let lineEnd = -1;
    let count = 0;
    let from = starts.at(line) - block.base;
    for (let at = word.next(bytes, from, bytes.length); at >= 0; at = word.next(bytes, from, bytes.length)) {
      if (at >= lineEnd) {
        if (count > 0) this.#add(line, count);
        count = 0;
        line = store.lineAt(block.base + at);
        lineEnd = store.textEnd(line) - block.base;
        textFrom = stampEnd(bytes, starts.at(line) - block.base, lineEnd);
      }
      if (at >= textFrom) count++;
      from = at >= textFrom ? at + word.length : textFrom;
    }
    if (count > 0) this.#add(line, count);
    const next = starts.lowerBound(block.base + block.used);
    this.#nextLine = Math.max(this.#nextLine + 1, next);
  }

  #add(line: number, count: number): void {
    this.lines.push(line);
    this.#before.push(this.#hits);
    this.#hits += count;
  }

  /** Brings the job to the log's present state: the line that was open at the last search may read otherwise now. */
  #catchUp(): void {
    const document = this.#document;
    document.settle();
    if (this.#version === document.version) return;
    const known = this.lines.lowerBound(this.#closed);
    if (known < this.lines.length) this.#hits = this.#before.at(known);
    this.lines.truncate(known);
    this.#before.truncate(known);
    this.#nextLine = Math.min(this.#nextLine, this.#closed);
    this.#version = document.version;
    this.#closed = document.store.closed;
  }
}
