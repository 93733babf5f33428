import type { LogDocument } from './log-document.ts';
import type { Relation } from './poll.ts';
import type { RawReader } from './raw-reader.ts';

const LF = 0x0a;
const COMPARED_BYTES = 64 * 1024;

/**
 * The text of one answer, compared with the log as it comes. Only what is new is kept, so that a server which sends
 * 100 MB again with every poll costs a comparison and no memory. A log that is still empty takes the text at once.
 */
export class PollText {
  readonly document: LogDocument;
  #isDirect: boolean;
  #reader: RawReader | undefined;
  #version = -1;
  readonly #known = new Uint8Array(COMPARED_BYTES + 4);
  /** How many bytes of the text are the same as the log's first ones. */
  #same = 0;
  /** What follows them. */
  #rest: Uint8Array<ArrayBuffer>[] = [];
  #differs = false;
  #lastByte = LF;

  /** `isNewestWhole` says that the text will be the whole log, and that no later answer is known. */
  constructor(document: LogDocument, isNewestWhole: boolean) {
    this.document = document;
    this.#isDirect = isNewestWhole && document.byteLength === 0;
  }

  /** Whether the text ends with a newline, or is empty. */
  get isClosed(): boolean {
    return this.#lastByte === LF;
  }

  /** Takes the next piece of the text, which is copied as far as it is kept. */
  write(text: Uint8Array): void {
    if (text.length === 0) return;
    this.#lastByte = text[text.length - 1] ?? LF;
    // Another text may be filling the log already.
    this.#isDirect &&= this.document.byteLength === this.#same;
    if (this.#isDirect) {
      this.document.append(text);
      this.#same += text.length;
      return;
    }
    this.#catchUp();
    this.#compare(text);
  }

  /** Compares from now on, since another answer has filled the log. */
  standBack(): void {
    this.#isDirect = false;
  }

  /** How the text compares with the log, which may have grown since it began to come. */
  relation(): Relation {
    const repeats = !this.#differs && this.#rest.length === 0 && this.#same === this.document.byteLength;
    if (repeats) return 'extends';
    this.#catchUp();
    if (this.#differs) return 'differs';
    return this.#same === this.document.byteLength ? 'extends' : 'within';
  }

  /** How many newlines the text has. */
  newlines(): number {
    const repeats = this.#same === this.document.byteLength;
    let count = repeats ? this.document.store.closed : 0;
    for (const piece of repeats ? this.#rest : this.pieces()) {
      for (let at = piece.indexOf(LF); at >= 0; at = piece.indexOf(LF, at + 1)) count++;
    }
    return count;
  }

  /** What the text has beyond the log, if it extends it. */
  newPieces(): readonly Uint8Array[] {
    return this.#rest;
  }

  /** The whole text in pieces; the log must not change meanwhile. */
  *pieces(): Generator<Uint8Array> {
    let left = this.#same;
    for (const piece of left > 0 ? this.document.rawPieces() : []) {
      yield piece.subarray(0, left);
      left -= Math.min(left, piece.length);
      if (left === 0) break;
    }
    yield* this.#rest;
  }

  /** The text after its first lines, in pieces; the log must not change meanwhile. */
  *piecesAfterLines(count: number): Generator<Uint8Array> {
    let left = count;
    for (const piece of this.pieces()) {
      let from = 0;
      for (; left > 0; left--) {
        const newline = piece.indexOf(LF, from);
        if (newline < 0) break;
        from = newline + 1;
      }
      if (left === 0) yield piece.subarray(from);
    }
  }

  /** Compares a piece with the log from where the comparison stands. */
  #compare(text: Uint8Array): void {
    let at = 0;
    while (at < text.length && !this.#differs) {
      const size = Math.min(COMPARED_BYTES, text.length - at);
      // Put at the same place of a word as the text, so that four bytes are compared at once.
      const lead = (text.byteOffset + at) & 3;
      const known = this.#reader?.read(this.#known.subarray(0, lead + size), lead) ?? 0;
      const same = equalBytes(text.subarray(at, at + known), this.#known.subarray(lead, lead + known));
      this.#same += same;
      at += same;
      this.#differs = same < known;
      if (known < size) break;
    }
    if (at < text.length) this.#rest.push(text.slice(at));
  }

  /** Reads the log on from where the comparison stands, after it has changed; what followed its end is compared again. */
  #catchUp(): void {
    const { document } = this;
    if (this.#version === document.version) return;
    document.flush();
    this.#version = document.version;
    this.#reader = document.store.reader(0);
    for (let left = this.#same; left > 0;) {
      const size = this.#reader.read(this.#known.subarray(0, Math.min(left, COMPARED_BYTES)), 0);
      if (size === 0) break;
      left -= size;
    }
    if (this.#differs) return;
    const rest = this.#rest;
    this.#rest = [];
    for (const piece of rest) this.#compare(piece);
  }
}

/** How many of the first bytes are the same, of as many that stand at the same place of a 32-bit word. */
function equalBytes(left: Uint8Array, right: Uint8Array): number {
  const length = left.length;
  const head = Math.min((4 - (left.byteOffset & 3)) & 3, length);
  const words = (length - head) >> 2;
  const leftWords = new Int32Array(left.buffer, left.byteOffset + head, words);
  const rightWords = new Int32Array(right.buffer, right.byteOffset + head, words);
  let at = 0;
  while (at < head && left[at] === right[at]) at++;
  if (at < head) return at;
  let word = 0;
  while (word < words && leftWords[word] === rightWords[word]) word++;
  at += word * 4;
  while (at < length && left[at] === right[at]) at++;
  return at;
}
