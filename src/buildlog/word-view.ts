const LOW_BITS = 0x01010101;
const HIGH_BITS = 0x80808080 | 0;
const SPACES = 0x20202020;
const QUOTES = 0x22222222;
const BACKSLASHES = 0x5c5c5c5c;

/** Looks at bytes four at a time, which is two to three times as fast as one by one. */
export class WordView {
  readonly #words: Int32Array;
  /** The byte of the first word at which the bytes start. */
  readonly #lead: number;

  constructor(bytes: Uint8Array) {
    this.#lead = bytes.byteOffset & 3;
    const start = bytes.byteOffset - this.#lead;
    this.#words = new Int32Array(bytes.buffer, start, (bytes.length + this.#lead) >> 2);
  }

  /** From `at` on, skips words of printable ASCII; where it stops is either not in one, or not at a word's start. */
  skipPrintable(at: number): number {
    const words = this.#words;
    if (((at + this.#lead) & 3) !== 0) return at;
    let index = (at + this.#lead) >> 2;
    for (; index < words.length; index++) {
      const word = words[index] ?? 0;
      // A byte below 0x20 borrows, one of 0x7f carries, one above has its high bit: any of them shows in a high bit.
      if (((word - SPACES) | (word + LOW_BITS) | word) & HIGH_BITS) break;
    }
    return (index << 2) - this.#lead;
  }

  /** From `at` on, skips words of ASCII, where it stops as in `skipPrintable`. */
  skipAscii(at: number): number {
    const words = this.#words;
    if (((at + this.#lead) & 3) !== 0) return at;
    let index = (at + this.#lead) >> 2;
    while (index < words.length && ((words[index] ?? 0) & HIGH_BITS) === 0) index++;
    return (index << 2) - this.#lead;
  }

  /** From `at` on, skips words without a quote or a backslash, where it stops as in `skipPrintable`. */
  skipUnescaped(at: number): number {
    const words = this.#words;
    if (((at + this.#lead) & 3) !== 0) return at;
    let index = (at + this.#lead) >> 2;
    for (; index < words.length; index++) {
      const word = words[index] ?? 0;
      const quote = word ^ QUOTES;
      const backslash = word ^ BACKSLASHES;
      if ((((quote - LOW_BITS) & ~quote) | ((backslash - LOW_BITS) & ~backslash)) & HIGH_BITS) break;
    }
    return (index << 2) - this.#lead;
  }
}
