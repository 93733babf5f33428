import { BYTE_KINDS, PLAIN, UNSEEN_LEAD, unseenAt } from './characters.ts';
import { ESC, isColour, lineEdit, sequenceEnd } from './escapes.ts';
import { sameBytes } from './same-bytes.ts';
import type { StyleState } from './style.ts';

/** First byte of the record of a line whose hidden bytes are listed as patches to its visible text. */
const PATCHES = 0;
/** First byte of the record of a line that is kept whole, because its visible text is not a part of it. */
const WHOLE = 1;

const CARRIAGE_RETURN = 0x0d;

/**
 * Splits coloured lines into what is seen (the bytes to search and show) and a record of what is hidden, from which
 * the line can be put together again byte by byte. The buffer of the record is reused from line to line.
 *
 * A record of patches is a run of: visible bytes since the last patch, hidden bytes (both as varints), the hidden
 * bytes themselves.
 */
export class LineStripper {
  record = new Uint8Array(8192);
  recordLength = 0;

  /**
   * Strips `bytes[from..to)` into `target` from `start` on, where as many bytes must have room, and moves `style` on by
   * its colours. Answers where the text ends there, or -1 when the line needs a layout: it overwrites itself, or has
   * characters that are shown as something else; then `style` is left half-way.
   */
  strip(
    bytes: Uint8Array,
    from: number,
    to: number,
    style: StyleState,
    target: Uint8Array,
    start: number,
  ): number {
    this.#begin(to - from);
    let end = to;
    while (end > from && bytes[end - 1] === CARRIAGE_RETURN) end--;
    let length = start;
    let patchedAt = start;
    for (let at = from; at < end;) {
      const byte = bytes[at] ?? 0;
      const kind = byte >= 0x20 && byte < 0x7f ? PLAIN : BYTE_KINDS[byte];
      if (kind === PLAIN || (kind === UNSEEN_LEAD && !unseenAt(bytes, at, end))) {
        target[length++] = byte;
        at++;
        continue;
      }
      if (byte !== ESC) return -1;
      const next = sequenceEnd(bytes, at, end);
      if (next === at) return -1;
      if (isColour(bytes, at, next)) style.apply(bytes, at + 2, next - 1);
      else {
        const edit = lineEdit(bytes, at, next);
        // With nothing overwritten the cursor stands at the end, so erasing to the end (as gcc does) erases nothing.
        if (edit && (edit.kind === 'column' || edit.mode !== 0)) return -1;
      }
      this.#patch(length - patchedAt, bytes, at, next);
      patchedAt = length;
      at = next;
    }
    if (end < to) this.#patch(length - patchedAt, bytes, end, to);
    return length;
  }

  /** Keeps the line whole, for {@link restoreLine}. */
  keepWhole(bytes: Uint8Array, from: number, to: number): void {
    this.#begin(to - from);
    this.record[0] = WHOLE;
    this.record.set(bytes.subarray(from, to), 1);
    this.recordLength = to - from + 1;
  }

  #begin(size: number): void {
    // The shortest sequence, ESC and a letter, takes at most 5 + 1 bytes of counts beside itself.
    if (this.record.length < size * 4 + 16) this.record = new Uint8Array(size * 4 + 16);
    this.record[0] = PATCHES;
    this.recordLength = 1;
  }

  #patch(gap: number, bytes: Uint8Array, from: number, to: number): void {
    this.#varint(gap);
    this.#varint(to - from);
    const { record } = this;
    let length = this.recordLength;
    for (let at = from; at < to; at++) record[length++] = bytes[at] ?? 0;
    this.recordLength = length;
  }

  #varint(value: number): void {
    let rest = value;
    while (rest > 0x7f) {
      this.record[this.recordLength++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.record[this.recordLength++] = rest;
  }
}

/** The largest number of bytes that {@link restoreLine} can write for these two. */
export function restoredBytes(text: Uint8Array, record: Uint8Array): number {
  return text.length + record.length;
}

/** Writes the line that `text` and `record` were made of to `target` at `at`; answers where it ends. */
export function restoreLine(text: Uint8Array, record: Uint8Array, target: Uint8Array, at: number): number {
  if (record[0] === WHOLE) {
    target.set(record.subarray(1), at);
    return at + record.length - 1;
  }
  let out = at;
  let seen = 0;
  for (let index = 1; index < record.length;) {
    let gap = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = record[index++] ?? 0;
      gap |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    let size = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = record[index++] ?? 0;
      size |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    for (const stop = seen + gap; seen < stop; seen++) target[out++] = text[seen] ?? 0;
    for (const stop = index + size; index < stop; index++) target[out++] = record[index] ?? 0;
  }
  while (seen < text.length) target[out++] = text[seen++] ?? 0;
  return out;
}

/**
 * Compares the line that `text[from..to)` and `record[recordFrom..recordTo)` were made of with `bytes` from `at` on, where
 * as many bytes as both have together must be; answers where it ends there, or -1 when it differs.
 */
export function sameLine(
  text: DataView,
  from: number,
  to: number,
  record: DataView,
  recordFrom: number,
  recordTo: number,
  bytes: DataView,
  at: number,
): number {
  const patchesFrom = recordFrom + 1;
  if (record.getUint8(recordFrom) === WHOLE) {
    const size = recordTo - patchesFrom;
    return sameBytes(record, patchesFrom, bytes, at, size) === size ? at + size : -1;
  }
  let out = at;
  let seen = from;
  for (let index = patchesFrom; index < recordTo;) {
    let gap = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = record.getUint8(index++);
      gap |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    let size = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = record.getUint8(index++);
      size |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    if (sameBytes(text, seen, bytes, out, gap) < gap) return -1;
    seen += gap;
    out += gap;
    if (sameBytes(record, index, bytes, out, size) < size) return -1;
    index += size;
    out += size;
  }
  return sameBytes(text, seen, bytes, out, to - seen) === to - seen ? out + to - seen : -1;
}
