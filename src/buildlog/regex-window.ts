import type { LineStore } from './line-store.ts';
import { REGEX_WINDOW_BYTES } from './regex-scan.ts';
import type { RegexPlan, RegexWindow } from './regex-scan.ts';
import type { WordScanner } from './word-scanner.ts';

/** How much of the log one window may go through in search of lines that are worth matching. */
const LOOKED_THROUGH_BYTES = 8 << 20;
const LF = 0x0a;

/** Cuts the next lines to match out of a settled store, all of them from line `from` on. */
export function nextLines(store: LineStore, plan: RegexPlan, from: number): RegexWindow {
  const { starts } = store;
  const start = starts.at(from);
  const block = store.text.blockAt(start);
  const blockEnd = block ? block.base + block.used : start;
  const full = start + REGEX_WINDOW_BYTES;
  const to = Math.max(from + 1, full < blockEnd ? starts.indexAtOrBelow(full) : starts.lowerBound(blockEnd));
  const text = store.text.view(start, store.textEnd(to - 1)).slice();
  const lines = new Uint32Array(to - from);
  for (let line = from; line < to; line++) lines[line - from] = line;
  return { plan, text, lines, from, to };
}

/** Cuts the next lines that contain one of the words, which may be none: other lines cannot match. */
export function nextLinesWith(
  words: WordScanner,
  store: LineStore,
  plan: RegexPlan,
  from: number,
): RegexWindow {
  const { starts } = store;
  const stop = starts.at(from) + LOOKED_THROUGH_BYTES;
  const lines: number[] = [];
  const texts: Uint8Array[] = [];
  let size = 0;
  let line = from;
  while (line < starts.length && starts.at(line) < stop) {
    const start = starts.at(line);
    const block = store.text.blockAt(start);
    const found = block ? words.next(block.bytes, start - block.base, block.used) : -1;
    if (!block || found < 0) {
      line = Math.max(line + 1, block ? starts.lowerBound(block.base + block.used) : 0);
      continue;
    }
    line = store.lineAt(block.base + found);
    const text = store.visible(line);
    if (lines.length > 0 && size + text.length > REGEX_WINDOW_BYTES) break;
    lines.push(line);
    texts.push(text);
    size += text.length + 1;
    line++;
  }
  return { plan, text: joinLines(texts, size), lines: Uint32Array.from(lines), from, to: line };
}

function joinLines(texts: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(size);
  let at = 0;
  for (const text of texts) {
    joined.set(text, at);
    at += text.length;
    joined[at++] = LF;
  }
  return joined;
}
