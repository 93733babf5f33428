/**
 * Where the bytes of a disk image come from. `File.slice` in a browser and `fs` in Node both fit behind it.
 */
export interface ByteSource {
  /** Length in bytes, a safe integer, fixed for the life of the source. */
  readonly size: number;
  /**
   * Bytes from `offset` on; fewer than `length` only where the source ends.
   * May be called several times at once. A rejection reaches the caller of {@link guardedRead} unchanged.
   */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** Reads within the source, clamped to its end. */
export type Read = (offset: number, length: number) => Promise<Uint8Array>;

/** The source gave fewer bytes than its size promises: the file was cut or replaced while it was read. */
export class SourceShrankError extends Error {
  override readonly name = 'SourceShrankError';
}

/**
 * A reader that never asks for bytes past the end, stops as soon as `signal` aborts (rejecting with its reason)
 * and rejects with {@link SourceShrankError} when bytes that must be there are not.
 */
export function guardedRead(source: ByteSource, signal: AbortSignal | undefined): Read {
  return async (offset, length) => {
    signal?.throwIfAborted();
    const wanted = Math.max(0, Math.min(length, source.size - offset));
    if (wanted === 0) return new Uint8Array();
    const bytes = await source.read(offset, wanted);
    signal?.throwIfAborted();
    if (bytes.length < wanted) {
      throw new SourceShrankError(`Got ${bytes.length} of ${wanted} bytes at offset ${offset}`);
    }
    return bytes.subarray(0, wanted);
  };
}

/** A view of exactly these bytes, for reading integers. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
