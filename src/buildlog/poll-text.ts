import type { LogDocument } from './log-document.ts';
import type { Relation } from './poll.ts';
import type { RawReader } from './raw-reader.ts';

const LF = 0x0a;

/**
 * The text of one answer, compared with the log as it comes. Only what is new is kept, so that a server which sends
 * 100 MB again with every poll costs a comparison and no memory. A log that is still empty takes the text at once.
 */
export class PollText {
  readonly document: LogDocument;
  #isDirect: boolean;
  #reader: RawReader | undefined;
  #version = -1;
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
    yield* this.document.rawPieces(this.#same);
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
    const same = this.#differs ? 0 : (this.#reader?.same(text) ?? 0);
    this.#same += same;
    if (same === text.length) return;
    this.#differs ||= this.#reader?.isAtEnd === false;
    this.#rest.push(text.slice(same));
  }

  /** Reads the log on from where the comparison stands, after it has changed; what followed its end is compared again. */
  #catchUp(): void {
    const { document } = this;
    if (this.#version === document.version) return;
    document.flush();
    this.#version = document.version;
    this.#reader = document.store.reader(0);
    this.#reader.skip(this.#same);
    if (this.#differs) return;
    const rest = this.#rest;
    this.#rest = [];
    for (const piece of rest) this.#compare(piece);
  }
}
