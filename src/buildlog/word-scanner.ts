import { encodeText } from './utf8.ts';

/** A word, and how far into it a block of bytes ends. */
interface Candidate {
  readonly word: Uint8Array;
  readonly offset: number;
}

const LONGEST_STRIDE = 32;
const TABLE_SIZE = 1 << 15;

/**
 * Finds the first of several words in bytes, without decoding them; ASCII letters may be told to match in both cases.
 *
 * Of the first m bytes of a word, m being the shortest word's length, one block of three bytes (fewer for shorter
 * words) always ends on a multiple of m - 2. So it is enough to look at the blocks there, and to try the words that have
 * that block. The stride is the same whatever is found, so the processor reads ahead, which makes it faster than
 * skipping by tables (Boyer and Moore, Wu and Manber).
 */
export class WordScanner {
  readonly #fold: Uint8Array;
  readonly #block: number;
  readonly #reach: number;
  readonly #stride: number;
  /** Whether a block may be part of a word, by the low five bits of its bytes, which upper and lower case share. */
  readonly #known = new Uint8Array(TABLE_SIZE);
  readonly #candidates = new Map<number, Candidate[]>();

  /** None of the words may be empty. */
  constructor(words: readonly string[], caseBlind: boolean) {
    this.#fold = foldTable(caseBlind);
    const folded = words.map((word) => encodeText(word).map((byte) => this.#fold[byte] ?? byte));
    const shortest = Math.min(LONGEST_STRIDE, ...folded.map((word) => word.length));
    this.#block = Math.min(shortest, shortest > 4 ? 3 : 2);
    this.#reach = shortest - 1;
    this.#stride = shortest - this.#block + 1;
    // The candidates of a block are tried from the farthest offset on: in the order in which they would start.
    for (let offset = this.#reach; offset >= this.#block - 1; offset--) {
      for (const word of folded) this.#admit({ word, offset });
    }
  }

  /** Where in `bytes[from..to)` the next word starts, or -1. */
  next(bytes: Uint8Array, from: number, to: number): number {
    const known = this.#known;
    const stride = this.#stride;
    if (this.#block < 3) return this.#nextShort(bytes, from, to);
    for (let at = from + this.#reach; at < to; at += stride) {
      const block =
        (((bytes[at - 2] ?? 0) & 31) << 10) | (((bytes[at - 1] ?? 0) & 31) << 5) | ((bytes[at] ?? 0) & 31);
      if (known[block] === 0) continue;
      const start = this.#try(block, bytes, at, from, to);
      if (start >= 0) return start;
    }
    return -1;
  }

  #nextShort(bytes: Uint8Array, from: number, to: number): number {
    const known = this.#known;
    const stride = this.#stride;
    const isPair = this.#block === 2;
    for (let at = from + this.#reach; at < to; at += stride) {
      const block = (isPair ? ((bytes[at - 1] ?? 0) & 31) << 5 : 0) | ((bytes[at] ?? 0) & 31);
      if (known[block] === 0) continue;
      const start = this.#try(block, bytes, at, from, to);
      if (start >= 0) return start;
    }
    return -1;
  }

  #try(block: number, bytes: Uint8Array, end: number, from: number, to: number): number {
    const fold = this.#fold;
    for (const { word, offset } of this.#candidates.get(block) ?? []) {
      const start = end - offset;
      if (start < from || start + word.length > to) continue;
      let same = 0;
      while (same < word.length && fold[bytes[start + same] ?? 0] === word[same]) same++;
      if (same === word.length) return start;
    }
    return -1;
  }

  #admit(candidate: Candidate): void {
    const { word, offset } = candidate;
    let block = 0;
    for (let at = offset - this.#block + 1; at <= offset; at++) block = (block << 5) | ((word[at] ?? 0) & 31);
    this.#known[block] = 1;
    const candidates = this.#candidates.get(block);
    if (candidates) candidates.push(candidate);
    else this.#candidates.set(block, [candidate]);
  }
}

/** What each byte is compared as: itself, or in lower case. */
export function foldTable(caseBlind: boolean): Uint8Array {
  const fold = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  if (caseBlind) for (let upper = 0x41; upper <= 0x5a; upper++) fold[upper] = upper + 0x20;
  return fold;
}
