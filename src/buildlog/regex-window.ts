import type { Block } from './byte-store.ts';
import { stampEnd } from './line-prefix.ts';
import type { LineStore } from './line-store.ts';
import { REGEX_LINE_UNITS } from './regex-scan.ts';
import type { RegexPlan, RegexWindow } from './regex-scan.ts';

/** Windows grow from a first one that is answered at once to such that make messages cheap, in bytes of text. */
const FIRST_WINDOW = 64 * 1024;
const LARGEST_WINDOW = 256 * 1024;
/** How much of the log one window may go through in search of lines that are worth matching, growing likewise. */
const FIRST_LOOK = 1 << 20;
const LONGEST_LOOK = 8 << 20;
const LF = 0x0a;

/** Finds lines that a pattern may match: there are fewer of them, and the others need not be decoded. */
export interface LineFinder {
  /** A place in `bytes[from..to)`, which start with a line, in the next line that may match; -1 when there is none. */
  next(bytes: Uint8Array, from: number, to: number): number;
}

/** How much text the next window should hold when so much of the log has been searched. */
function windowBytes(searched: number): number {
  return Math.min(Math.max(FIRST_WINDOW, searched), LARGEST_WINDOW);
}

/** Cuts the next lines to match out of a settled store, all of them from line `from` on. */
export function nextLines(store: LineStore, plan: RegexPlan, from: number): RegexWindow {
  const { starts } = store;
  const start = starts.at(from);
  const block = store.text.blockAt(start);
  const blockEnd = block ? block.base + block.used : start;
  const full = start + windowBytes(start);
  const most = full < blockEnd ? starts.indexAtOrBelow(full) : starts.lowerBound(blockEnd);
  let to = from + 1;
  if (!isLong(store, from)) while (to < most && !isLong(store, to)) to++;
  const lines = new Uint32Array(to - from);
  for (let line = from; line < to; line++) lines[line - from] = line;
  // Times stand in front of all lines or, where programs write their own, of some.
  const isStamped =
    block !== undefined && lines.some((line) => textStart(store, block, line) > starts.at(line) - block.base);
  if (block && isStamped) return { plan, ...linesOf(store, block, lines), lines, from, to };
  const text = store.text.view(start, store.textEnd(to - 1)).slice();
  return { plan, text, starts: lines.map((line) => starts.at(line) - start), lines, from, to };
}

function linesOf(store: LineStore, block: Block, lines: Uint32Array): ReturnType<LineText['take']> {
  const text = new LineText();
  for (const line of lines)
    text.add(block.bytes, textStart(store, block, line), store.textEnd(line) - block.base);
  return text.take();
}

/** Where in its block the text of a line starts, behind its time. */
function textStart(store: LineStore, block: Block, line: number): number {
  return stampEnd(block.bytes, store.starts.at(line) - block.base, store.textEnd(line) - block.base);
}

/** Cuts the next lines that may match, which may be none. */
export function nextLinesOf(
  finder: LineFinder,
  store: LineStore,
  plan: RegexPlan,
  from: number,
): RegexWindow {
  const { starts } = store;
  const searched = starts.at(from);
  const stop = searched + Math.min(Math.max(FIRST_LOOK, searched), LONGEST_LOOK);
  const most = windowBytes(searched);
  const lines: number[] = [];
  const text = new LineText();
  let line = from;
  let isAlone = false;
  while (line < starts.length && starts.at(line) < stop && !isAlone) {
    const start = starts.at(line);
    const block = store.text.blockAt(start);
    const found = block ? finder.next(block.bytes, start - block.base, block.used) : -1;
    if (!block || found < 0) {
      line = Math.max(line + 1, block ? starts.lowerBound(block.base + block.used) : 0);
      continue;
    }
    line = store.lineAt(block.base + found);
    isAlone = isLong(store, line);
    if (lines.length > 0 && (isAlone || text.length > most)) break;
    lines.push(line);
    text.add(block.bytes, textStart(store, block, line), store.textEnd(line) - block.base);
    line++;
  }
  return { plan, ...text.take(), lines: Uint32Array.from(lines), from, to: line };
}

function isLong(store: LineStore, line: number): boolean {
  return store.textEnd(line) - store.starts.at(line) > REGEX_LINE_UNITS;
}

/** Lines without their times, a newline between two. */
class LineText {
  #bytes = new Uint8Array(FIRST_WINDOW);
  #length = 0;
  readonly #starts: number[] = [];

  get length(): number {
    return this.#length;
  }

  add(bytes: Uint8Array, from: number, to: number): void {
    const size = to - from + 1;
    if (this.#length + size > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + size));
      larger.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = larger;
    }
    const target = this.#bytes;
    let at = this.#length;
    if (this.#starts.length > 0) target[at++] = LF;
    this.#starts.push(at);
    target.set(bytes.subarray(from, to), at);
    this.#length = at + to - from;
  }

  /** The text, which is given away, and where its lines start. */
  take(): Pick<RegexWindow, 'text' | 'starts'> {
    return { text: this.#bytes.subarray(0, this.#length), starts: Uint32Array.from(this.#starts) };
  }
}
