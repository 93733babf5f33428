import type { ByteSource } from '../source.ts';

/** A source that keeps count of what is read, and fails when it is asked for what is not there. */
export interface CountingSource extends ByteSource {
  /** Bytes and calls so far. */
  readonly reads: { bytes: number; calls: number };
}

/** A source of `size` bytes that `fill` writes on demand, so that it may be larger than memory. */
export function countingSource(
  size: number,
  fill: (target: Uint8Array, offset: number) => void,
): CountingSource {
  const reads = { bytes: 0, calls: 0 };
  return {
    size,
    reads,
    read: (offset, length) => {
      if (!Number.isInteger(offset) || offset < 0 || !(length > 0) || offset + length > size)
        return Promise.reject(new RangeError(`read of ${length} at ${offset} of ${size}`));
      reads.calls += 1;
      reads.bytes += length;
      const target = new Uint8Array(length);
      fill(target, offset);
      return Promise.resolve(target);
    },
  };
}

/** A file in memory. */
export function memorySource(bytes: Uint8Array): CountingSource {
  return countingSource(bytes.length, (target, offset) =>
    target.set(bytes.subarray(offset, offset + target.length)),
  );
}
