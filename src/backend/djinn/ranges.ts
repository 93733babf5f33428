/** Bytes of a file, both ends counted in. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** What a `Range` header asks for. */
export type Wanted =
  | { readonly kind: 'whole' }
  | { readonly kind: 'ranges'; readonly ranges: readonly ByteRange[] }
  /** No range lies within the file, or the header is not a range of bytes at all. */
  | { readonly kind: 'unsatisfiable' | 'malformed' };

/** The range that one part of the header means; null when it lies beyond the file, undefined when it is none. */
function rangeOf(part: string, size: number): ByteRange | null | undefined {
  const match = /^(\d*)\s*-\s*(\d*)$/.exec(part);
  const [, from = '', to = ''] = match ?? [];
  if (!match || (from === '' && to === '')) return undefined;
  if (from === '') {
    const length = Math.min(Number(to), size);
    return length === 0 ? null : { start: size - length, end: size - 1 };
  }
  const start = Number(from);
  const end = to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== '' && Number(to) < start) return undefined;
  return start < size ? { start, end } : null;
}

/**
 * Reads a `Range` header (RFC 9110, section 14.2) as Go's file server does, on which Djinn's downloads are built:
 * ranges beyond the file are left out, and ranges that come to more than the file are answered with the file.
 */
export function parseRange(header: string | undefined, size: number): Wanted {
  if (header === undefined || header === '') return { kind: 'whole' };
  if (!header.startsWith('bytes=')) return { kind: 'malformed' };
  const ranges: ByteRange[] = [];
  let beyond = false;
  for (const part of header.slice('bytes='.length).split(',')) {
    if (part.trim() === '') continue;
    const range = rangeOf(part.trim(), size);
    if (range === undefined) return { kind: 'malformed' };
    if (range) ranges.push(range);
    else beyond = true;
  }
  if (ranges.length === 0) return { kind: beyond ? 'unsatisfiable' : 'whole' };
  const sum = ranges.reduce((bytes, { start, end }) => bytes + end - start + 1, 0);
  return sum > size ? { kind: 'whole' } : { kind: 'ranges', ranges };
}
