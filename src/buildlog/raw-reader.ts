import { restoredBytes, restoreLine } from './line-strip.ts';
import type { LineStore } from './line-store.ts';

const LF = 0x0a;

/** Reads a log's bytes as they arrived, in order; good until more is appended. */
export class RawReader {
  readonly #store: LineStore;
  readonly #count: number;
  #line: number;
  #hidden: number;
  #piece: Uint8Array = new Uint8Array(0);
  #restored = new Uint8Array(4096);

  constructor(store: LineStore, line: number) {
    this.#store = store;
    this.#count = store.count;
    this.#line = line;
    this.#hidden = store.hiddenLines.lowerBound(line);
  }

  /** Fills `target` from `at` on; answers how many bytes it wrote, which is less than there is room for only at the end. */
  read(target: Uint8Array, at: number): number {
    let out = at;
    while (out < target.length) {
      if (this.#piece.length === 0) {
        if (this.#line >= this.#count) break;
        this.#piece = this.#nextPiece();
      }
      const size = Math.min(this.#piece.length, target.length - out);
      target.set(size === this.#piece.length ? this.#piece : this.#piece.subarray(0, size), out);
      this.#piece = this.#piece.subarray(size);
      out += size;
    }
    return out - at;
  }

  /** Lines that hide nothing come in runs as they lie in their block, the others one by one. */
  #nextPiece(): Uint8Array {
    const { hiddenLines, starts, text } = this.#store;
    const hiding = this.#hidden < hiddenLines.length ? hiddenLines.at(this.#hidden) : this.#count;
    const from = starts.at(this.#line);
    if (this.#line < hiding) {
      const block = text.blockAt(from);
      if (!block) return new Uint8Array(0);
      const stop = hiding < this.#count ? starts.at(hiding) : text.length;
      const to = Math.min(block.base + block.used, stop);
      this.#line = starts.lowerBound(to);
      return text.view(from, to);
    }
    const visible = this.#store.visible(this.#line);
    const record = this.#store.record(this.#hidden);
    const room = restoredBytes(visible, record) + 1;
    if (this.#restored.length < room) this.#restored = new Uint8Array(room * 2);
    let end = restoreLine(visible, record, this.#restored, 0);
    if (this.#store.isClosed(this.#line)) this.#restored[end++] = LF;
    this.#line++;
    this.#hidden++;
    return this.#restored.subarray(0, end);
  }
}
