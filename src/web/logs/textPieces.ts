import { READ_AT_ONCE } from './readBody.ts';

/** So many pieces may be on their way before reading waits for one to be taken. */
const MOST_OUT = 4;
/** How much a buffer holds at least: all that is read at once. */
const ROOM = READ_AT_ONCE + 64;

/**
 * Hands text to another worker in buffers that come back: a hundred megabytes in buffers of their own would be as much
 * garbage, which browsers leave lying about.
 */
export class TextPieces {
  readonly #post: (text: Uint8Array<ArrayBuffer>) => void;
  #free: ArrayBuffer[] = [];
  #out = 0;
  #wake: () => void = () => {};

  /** `post` gives the buffer away. */
  constructor(post: (text: Uint8Array<ArrayBuffer>) => void) {
    this.#post = post;
  }

  /** Sends a copy of the text. */
  send(text: Uint8Array): void {
    const buffer = this.#free.pop();
    const room =
      buffer && buffer.byteLength >= text.length ? buffer : new ArrayBuffer(Math.max(ROOM, text.length));
    const piece = new Uint8Array(room, 0, text.length);
    piece.set(text);
    this.#out++;
    this.#post(piece);
  }

  /** Takes a buffer back. */
  free(buffer: ArrayBuffer): void {
    this.#free.push(buffer);
    this.#out--;
    if (this.#out < MOST_OUT) this.#wake();
  }

  /** Resolves when there is room for more. */
  async room(): Promise<void> {
    if (this.#out < MOST_OUT) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
  }
}
