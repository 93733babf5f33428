import { decodeText } from './utf8.ts';

/** A regular expression as plain data, to be sent to the worker that runs it. */
export interface RegexPlan {
  readonly source: string;
  readonly flags: string;
}

/**
 * Lines to run a pattern over. Plain data: a host that runs a person's pattern sends it to a worker of its own, which
 * it ends when no answer comes within {@link REGEX_TIME_BOX_MS}.
 */
export interface RegexWindow {
  readonly plan: RegexPlan;
  /** The lines' visible text in UTF-8, a newline between two: a copy, which may be transferred. */
  readonly text: Uint8Array<ArrayBuffer>;
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
/** About how much text a window holds: little enough to answer often, enough to make messages cheap. */
export const REGEX_WINDOW_BYTES = 256 * 1024;
/**
 * Longer lines are matched in stretches of this many UTF-16 units, each with so many of the one before: patterns like
 * `\S+x` take time by the square of a line's length. A match that is longer than the overlap may be cut there.
 */
export const REGEX_LINE_UNITS = 2048;
const REGEX_OVERLAP_UNITS = 512;

/** Finds the lines of a window that match. */
export function scanRegex(window: RegexWindow): RegexHits {
  const regex = new RegExp(window.plan.source, window.plan.flags);
  const text = decodeText(window.text);
  const lines: number[] = [];
  const counts: number[] = [];
  let start = 0;
  for (const line of window.lines) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const count = matchesIn(regex, text.slice(start, end)).length / 2;
    if (count > 0) {
      lines.push(line);
      counts.push(count);
    }
    start = end + 1;
  }
  const { from, to } = window;
  return { from, to, lines: Uint32Array.from(lines), counts: Uint32Array.from(counts) };
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
