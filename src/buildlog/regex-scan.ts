import { splitAscii } from './ascii-lines.ts';
import { decodeText } from './utf8.ts';

/** A regular expression as plain data, to be sent to the worker that runs it. */
export interface RegexPlan {
  readonly source: string;
  readonly flags: string;
  /** The pattern for many lines at once, as {@link withinLines} writes it; undefined when lines must be matched one by one. */
  readonly forMany: string | undefined;
}

/**
 * Lines to run a pattern over. Plain data: a host that runs a person's pattern sends it to a worker of its own, which
 * it ends when no answer comes within {@link REGEX_TIME_BOX_MS}.
 */
export interface RegexWindow {
  readonly plan: RegexPlan;
  /**
   * The lines' visible text behind their times, in UTF-8, a newline between two: a copy, which may be transferred. A
   * line of more than {@link REGEX_LINE_UNITS} comes alone.
   */
  readonly text: Uint8Array<ArrayBuffer>;
  /** Where in the text each line starts. */
  readonly starts: Uint32Array<ArrayBuffer>;
  /** Which lines of the log these are, ascending. */
  readonly lines: Uint32Array<ArrayBuffer>;
  /** All lines of the log from here... */
  readonly from: number;
  /** ...up to here are dealt with, once these are matched. */
  readonly to: number;
}

/** The lines of a window that match, and how often each does. */
export interface RegexHits {
  readonly from: number;
  readonly to: number;
  readonly lines: Uint32Array<ArrayBuffer>;
  readonly counts: Uint32Array<ArrayBuffer>;
}

/**
 * How long one window may take before a host should give the pattern up. A window is answered within some
 * milliseconds; one that takes seconds backtracks for ever, and nothing but ending its worker stops it.
 */
export const REGEX_TIME_BOX_MS = 2000;
/**
 * Longer lines are matched in stretches of this many UTF-16 units, each with so many of the one before: patterns like
 * `\S+x` take time by the square of a line's length. A match that is longer than the overlap may be cut there.
 */
export const REGEX_LINE_UNITS = 2048;
const REGEX_OVERLAP_UNITS = 512;

/** Finds the lines of a window that match. */
export function scanRegex(window: RegexWindow): RegexHits {
  const { plan, from, to } = window;
  const isMany = plan.forMany !== undefined && window.lines.length > 1;
  const counts = isMany
    ? countInMany(new RegExp(plan.forMany, plan.flags), window)
    : countInEach(new RegExp(plan.source, plan.flags), decodeText(window.text), window.lines.length);
  const lines = [...counts.keys()].map((index) => window.lines[index] ?? 0);
  return { from, to, lines: Uint32Array.from(lines), counts: Uint32Array.from(counts.values()) };
}

/**
 * How many hits each line has that has any, by its place among the lines, ascending. Lines of ASCII are matched apart from
 * the others: engines keep and match a text twice as fast that has no other letters.
 */
function countInMany(regex: RegExp, window: RegexWindow): Map<number, number> {
  const { ascii, runs, other, otherLines } = splitAscii(window);
  const counts = new Map<number, number>();
  const count = (line: number): unknown => counts.set(line, (counts.get(line) ?? 0) + 1);
  let run = 0;
  let line = 0;
  for (const at of matchesOf(regex, decodeText(ascii))) {
    while (run + 1 < runs.length && (runs[run + 1]?.to ?? 0) <= at) run++;
    const place = at + (runs[run]?.shift ?? 0);
    line = lineAt(window.starts, place, line);
    count(line);
  }
  const text = decodeText(other);
  let index = 0;
  let newline = text.indexOf('\n');
  for (const at of matchesOf(regex, text)) {
    while (newline >= 0 && newline < at) {
      newline = text.indexOf('\n', newline + 1);
      index++;
    }
    count(otherLines[index] ?? 0);
  }
  return otherLines.length === 0 ? counts : new Map([...counts].sort(([one], [two]) => one - two));
}

/** Where each match of a text starts. Empty matches are no hits. */
function* matchesOf(regex: RegExp, text: string): Generator<number> {
  regex.lastIndex = 0;
  for (let match = regex.exec(text); match; match = regex.exec(text)) {
    if (match[0].length > 0) yield match.index;
    else regex.lastIndex += (text.codePointAt(regex.lastIndex) ?? 0) > 0xffff ? 2 : 1;
  }
}

/** The line that a place lies in, which is none before line `from`. */
function lineAt(starts: Uint32Array, place: number, from: number): number {
  let low = from;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((starts[middle] ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

function countInEach(regex: RegExp, text: string, lines: number): Map<number, number> {
  const counts = new Map<number, number>();
  let start = 0;
  for (let index = 0; index < lines; index++) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const count = matchesIn(regex, text.slice(start, end)).length / 2;
    if (count > 0) counts.set(index, count);
    start = end + 1;
  }
  return counts;
}

/** The hits in one line: start and end of each, one after the other, in UTF-16 columns. Empty matches are no hits. */
export function matchesIn(regex: RegExp, line: string): number[] {
  const hits: number[] = [];
  const step = REGEX_LINE_UNITS - REGEX_OVERLAP_UNITS;
  let from = 0;
  for (let base = 0; ; base += step) {
    const isLast = base + REGEX_LINE_UNITS >= line.length;
    const stretch = base === 0 && isLast ? line : line.slice(base, base + REGEX_LINE_UNITS);
    regex.lastIndex = Math.max(0, from - base);
    for (let match = regex.exec(stretch); match; match = regex.exec(stretch)) {
      const length = match[0].length;
      if (length === 0) {
        regex.lastIndex += (stretch.codePointAt(regex.lastIndex) ?? 0) > 0xffff ? 2 : 1;
        continue;
      }
      // What starts in the overlap is found again, and whole, in the next stretch.
      if (!isLast && match.index >= step) break;
      from = base + match.index + length;
      hits.push(base + match.index, from);
    }
    if (isLast) return hits;
  }
}
