import { WordView } from './word-view.ts';

const LF = 0x0a;

/** Lines of ASCII that follow each other: from `to` on they stand in the gathered text, `shift` bytes further in the whole. */
interface Run {
  readonly to: number;
  readonly shift: number;
}

/** The lines of a text, those of ASCII apart from the others; a newline closes each but, at most, the last. */
interface SplitText {
  readonly ascii: Uint8Array;
  readonly runs: readonly Run[];
  readonly other: Uint8Array;
  /** Which lines the others are. */
  readonly otherLines: readonly number[];
}

// Used again and again: browsers leave garbage of this size lying about.
let asciiRoom = new Uint8Array(0);
let otherRoom = new Uint8Array(0);

/**
 * Takes lines apart by whether other letters than ASCII are in them. `starts` tells where each begins. The texts are
 * good until the next are taken apart.
 */
export function splitAscii({ text, starts }: { text: Uint8Array; starts: Uint32Array }): SplitText {
  const words = new WordView(text);
  if (asciiRoom.length < text.length) {
    asciiRoom = new Uint8Array(text.length);
    otherRoom = new Uint8Array(text.length);
  }
  const ascii = asciiRoom;
  const other = otherRoom;
  const runs: Run[] = [];
  const otherLines: number[] = [];
  let asciiLength = 0;
  let otherLength = 0;
  let line = 0;
  for (let from = 0; from < text.length;) {
    let at = from;
    while (at < text.length && (text[at] ?? 0) < 0x80) at = Math.max(at + 1, words.skipAscii(at));
    const isEnd = at >= text.length;
    const lineFrom = isEnd ? text.length : text.lastIndexOf(LF, at) + 1;
    if (lineFrom > from) {
      runs.push({ to: asciiLength, shift: from - asciiLength });
      ascii.set(text.subarray(from, lineFrom), asciiLength);
      asciiLength += lineFrom - from;
    }
    if (isEnd) break;
    const newline = text.indexOf(LF, at);
    const lineTo = newline < 0 ? text.length : newline + 1;
    while (line + 1 < starts.length && (starts[line + 1] ?? 0) <= lineFrom) line++;
    otherLines.push(line);
    other.set(text.subarray(lineFrom, lineTo), otherLength);
    otherLength += lineTo - lineFrom;
    from = lineTo;
  }
  return { ascii: ascii.subarray(0, asciiLength), runs, other: other.subarray(0, otherLength), otherLines };
}
