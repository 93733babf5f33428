import { newBlock } from './byte-store.ts';
import type { Block, ByteStore } from './byte-store.ts';
import { restoredBytes, restoreLine, sameLine } from './line-strip.ts';
import type { LineStore } from './line-store.ts';
import { sameBytes } from './same-bytes.ts';

const LF = 0x0a;
const NO_BLOCK = newBlock(0, 0);

/** Reads a log's bytes as they arrived, in order; good until more is appended. */
export class RawReader {
  readonly #store: LineStore;
  readonly #count: number;
  #line: number;
  #hidden: number;
  /** What comes next: `#bytes[#at..#end)`, and a view of all of them. */
  #bytes = NO_BLOCK.bytes;
  #view = NO_BLOCK.view;
  #at = 0;
  #end = 0;
  #textBlock = NO_BLOCK;
  #hiddenBlock = NO_BLOCK;
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
    while (out < target.length && this.#next()) {
      const size = Math.min(this.#end - this.#at, target.length - out);
      target.set(this.#bytes.subarray(this.#at, this.#at + size), out);
      this.#at += size;
      out += size;
    }
    return out - at;
  }

  /** Passes over so many bytes. */
  skip(count: number): void {
    for (let left = count; left > 0 && this.#next();) {
      const size = Math.min(this.#end - this.#at, left);
      this.#at += size;
      left -= size;
    }
  }

  /** Whether all has been read. */
  get isAtEnd(): boolean {
    return !this.#next();
  }

  /**
   * How many of the first bytes are the ones that come next, and passes over these. Nothing is copied, and only lines
   * that hide something and are cut in two here are put together.
   */
  same(bytes: Uint8Array): number {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let at = 0;
    while (at < bytes.length) {
      if (this.#at === this.#end) {
        const end = this.#sameHiding(view, at);
        if (end > at) {
          at = end;
          continue;
        }
        if (!this.#next()) break;
      }
      const size = Math.min(this.#end - this.#at, bytes.length - at);
      const same = sameBytes(this.#view, this.#at, view, at, size);
      this.#at += same;
      at += same;
      if (same < size) break;
    }
    return at;
  }

  /** Where the next line ends in what `bytes` views, if it hides something and is the same; else `from`, and it is still to come. */
  #sameHiding(bytes: DataView, from: number): number {
    const { hiddenLines, hiddenStarts, starts } = this.#store;
    if (this.#hidden >= hiddenLines.length || hiddenLines.at(this.#hidden) !== this.#line) return from;
    if (!this.#store.isClosed(this.#line)) return from;
    const textFrom = starts.at(this.#line);
    const textTo = this.#store.textEnd(this.#line);
    const recordFrom = hiddenStarts.at(this.#hidden);
    const recordTo = this.#recordEnd();
    if (textTo - textFrom + recordTo - recordFrom >= bytes.byteLength - from) return from;
    const text = this.#textAt(textFrom);
    const record = this.#hiddenAt(recordFrom);
    const end = sameLine(
      text.view,
      textFrom - text.base,
      textTo - text.base,
      record.view,
      recordFrom - record.base,
      recordTo - record.base,
      bytes,
      from,
    );
    if (end < 0 || bytes.getUint8(end) !== LF) return from;
    this.#line++;
    this.#hidden++;
    return end + 1;
  }

  /** Makes sure that something comes next; false at the end. */
  #next(): boolean {
    while (this.#at === this.#end) {
      if (this.#line >= this.#count) return false;
      this.#take();
    }
    return true;
  }

  /** Lines that hide nothing come in runs as they lie in their block, the others one by one. */
  #take(): void {
    const { hiddenLines, starts, text } = this.#store;
    const hiding = this.#hidden < hiddenLines.length ? hiddenLines.at(this.#hidden) : this.#count;
    if (this.#line === hiding) {
      this.#takeHiding();
      return;
    }
    const from = starts.at(this.#line);
    const block = this.#textAt(from);
    const stop = hiding < this.#count ? starts.at(hiding) : text.length;
    const blockEnd = block.base + block.used;
    this.#line = stop <= blockEnd ? hiding : starts.lowerBound(blockEnd);
    this.#come(block.bytes, from - block.base, Math.min(stop, blockEnd) - block.base);
  }

  #takeHiding(): void {
    const visible = this.#store.visible(this.#line);
    const record = this.#store.record(this.#hidden);
    const room = restoredBytes(visible, record) + 1;
    if (this.#restored.length < room) this.#restored = new Uint8Array(room * 2);
    let end = restoreLine(visible, record, this.#restored, 0);
    if (this.#store.isClosed(this.#line)) this.#restored[end++] = LF;
    this.#line++;
    this.#hidden++;
    this.#come(this.#restored, 0, end);
  }

  #come(bytes: Uint8Array<ArrayBuffer>, at: number, end: number): void {
    if (bytes.buffer !== this.#view.buffer) this.#view = new DataView(bytes.buffer);
    this.#bytes = bytes;
    this.#at = at;
    this.#end = end;
  }

  #recordEnd(): number {
    const { hidden, hiddenStarts } = this.#store;
    return this.#hidden + 1 < hiddenStarts.length ? hiddenStarts.at(this.#hidden + 1) : hidden.length;
  }

  #textAt(offset: number): Block {
    this.#textBlock = blockAt(this.#store.text, this.#textBlock, offset);
    return this.#textBlock;
  }

  #hiddenAt(offset: number): Block {
    this.#hiddenBlock = blockAt(this.#store.hidden, this.#hiddenBlock, offset);
    return this.#hiddenBlock;
  }
}

/** The block that holds an offset: mostly the one that held the last. */
function blockAt(store: ByteStore, last: Block, offset: number): Block {
  if (offset >= last.base && offset < last.base + last.used) return last;
  return store.blockAt(offset) ?? NO_BLOCK;
}
