/** A piece of a {@link ByteStore}: `bytes[0]` stands at the logical offset `base`, and `used` bytes are filled. */
export interface Block {
  readonly base: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The same bytes, to be read four at a time from anywhere. */
  readonly view: DataView;
  used: number;
}

/** An empty block of so many bytes. */
export function newBlock(base: number, size: number): Block {
  const bytes = new Uint8Array(size);
  return { base, bytes, view: new DataView(bytes.buffer), used: 0 };
}

const BLOCK_BYTES = 1 << 20;
const SMALL = 256;
const NOTHING = new Uint8Array(0);

/**
 * Bytes that grow at the end, in blocks instead of one buffer that doubles: nothing is ever copied again, so
 * 100 MB of log cost 100 MB at the worst moment too. What is appended in one call lies in one block, so a line
 * can always be viewed without joining.
 */
export class ByteStore {
  readonly #blocks: Block[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** How many bytes the last block still takes. */
  get room(): number {
    const last = this.#blocks.at(-1);
    return last ? last.bytes.length - last.used : 0;
  }

  /** Makes sure that the next `size` bytes fit into the last block; answers its room. */
  reserve(size: number): number {
    if (this.room < size) {
      this.#blocks.push(newBlock(this.#length, Math.max(BLOCK_BYTES, size)));
    }
    return this.room;
  }

  /** A block with at least so much room behind what is used, to be written to directly; `grow` says how much was. */
  open(size: number): Block {
    this.reserve(size);
    return this.#blocks.at(-1) ?? newBlock(0, size);
  }

  /** So many bytes have been written behind what was used of the opened block. */
  grow(size: number): void {
    const last = this.#blocks.at(-1);
    if (last) last.used += size;
    this.#length += size;
  }

  /** Appends `source[from..to)` in one piece. */
  append(source: Uint8Array, from: number, to: number): void {
    const size = to - from;
    if (size <= 0) return;
    this.reserve(size);
    const last = this.#blocks.at(-1);
    if (!last) return;
    if (size < SMALL) {
      // Making a view for a short line costs more than copying it.
      const { bytes } = last;
      for (let at = from, target = last.used; at < to; at++, target++) bytes[target] = source[at] ?? 0;
    } else {
      last.bytes.set(source.subarray(from, to), last.used);
    }
    last.used += size;
    this.#length += size;
  }

  /** Forgets everything from the logical offset `length` on. */
  truncate(length: number): void {
    for (let last = this.#blocks.at(-1); last; last = this.#blocks.at(-1)) {
      if (last.base < length) {
        last.used = Math.min(last.used, length - last.base);
        break;
      }
      this.#blocks.pop();
    }
    this.#length = Math.min(this.#length, length);
  }

  /** The block that holds the logical offset. */
  blockAt(offset: number): Block | undefined {
    let low = 0;
    let high = this.#blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      const block = this.#blocks[middle];
      if (block && block.base <= offset) low = middle;
      else high = middle - 1;
    }
    return this.#blocks[low];
  }

  /** The bytes `from..to` of something that was appended in one call: a view, good until the next append. */
  view(from: number, to: number): Uint8Array {
    if (to <= from) return NOTHING;
    const block = this.blockAt(from);
    return block ? block.bytes.subarray(from - block.base, to - block.base) : NOTHING;
  }
}
