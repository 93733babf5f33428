/** What a body holds next; undefined at its end. The bytes are good until the next is asked for. */
type NextPiece = () => Promise<Uint8Array | undefined>;

/** So many bytes are read at once, at most, where the browser takes a buffer. */
export const READ_AT_ONCE = 256 * 1024;

/**
 * Reads a body into one buffer over and over, where the browser can: else every piece of a hundred megabytes would be
 * garbage of its own. Safari hands out pieces only.
 */
export function readBody(body: ReadableStream<Uint8Array<ArrayBuffer>>): NextPiece {
  let reader: ReadableStreamBYOBReader;
  try {
    reader = body.getReader({ mode: 'byob' });
  } catch {
    const pieces = body.getReader();
    return async () => (await pieces.read()).value;
  }
  let buffer = new ArrayBuffer(READ_AT_ONCE);
  return async () => {
    const { done, value } = await reader.read(new Uint8Array(buffer));
    if (done || !value) return undefined;
    buffer = value.buffer;
    return value;
  };
}
