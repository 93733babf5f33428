/** ESC, which starts every escape sequence. */
export const ESC = 0x1b;
const BEL = 0x07;
const LEFT_BRACKET = 0x5b;
const BACKSLASH = 0x5c;

/**
 * Where the escape sequence that starts at `at` ends, by ECMA-48's grammar; `at` itself when it is broken, or not
 * closed before `end`. A line's end breaks a sequence: one that nobody closed must not swallow the rest of a log.
 */
export function sequenceEnd(bytes: Uint8Array, at: number, end: number): number {
  const kind = bytes[at + 1] ?? 0;
  if (at + 1 >= end) return at;
  if (kind === LEFT_BRACKET) return controlSequenceEnd(bytes, at, end);
  if (isStringOpener(kind)) return controlStringEnd(bytes, at, end);
  let last = at + 1;
  while (last < end && inRange(bytes[last], 0x20, 0x2f)) last++;
  return last < end && inRange(bytes[last], 0x30, 0x7e) ? last + 1 : at;
}

/** Whether the whole sequence `at..to` is a plain SGR: `ESC [ digits ; : m`. */
export function isColour(bytes: Uint8Array, at: number, to: number): boolean {
  if (bytes[at + 1] !== LEFT_BRACKET || bytes[to - 1] !== 0x6d) return false;
  // xterm's ESC [ > 4 ; 1 m sets a key mode, and intermediates make another function: no digits, no colour.
  for (let index = at + 2; index < to - 1; index++) if (!inRange(bytes[index], 0x30, 0x3b)) return false;
  return true;
}

/** What a whole sequence does to a line that is being overwritten. Everything that is not here is inert. */
export type LineEdit =
  | { readonly kind: 'erase'; readonly mode: 0 | 1 | 2 }
  | { readonly kind: 'column'; readonly column: number };

/** Reads `ESC [ n K` (erase in line) and `ESC [ n G` (cursor to column, from 0 here). */
export function lineEdit(bytes: Uint8Array, at: number, to: number): LineEdit | undefined {
  const final = bytes[to - 1];
  if (bytes[at + 1] !== LEFT_BRACKET || (final !== 0x4b && final !== 0x47)) return undefined;
  let value = 0;
  for (let index = at + 2; index < to - 1; index++) {
    const byte = bytes[index] ?? 0;
    if (!inRange(byte, 0x30, 0x39)) return undefined;
    value = Math.min(value * 10 + byte - 0x30, 0xffff);
  }
  if (final === 0x47) return { kind: 'column', column: Math.max(value, 1) - 1 };
  return value === 0 || value === 1 || value === 2 ? { kind: 'erase', mode: value } : undefined;
}

function controlSequenceEnd(bytes: Uint8Array, at: number, end: number): number {
  let last = at + 2;
  while (last < end && inRange(bytes[last], 0x30, 0x3f)) last++;
  while (last < end && inRange(bytes[last], 0x20, 0x2f)) last++;
  return last < end && inRange(bytes[last], 0x40, 0x7e) ? last + 1 : at;
}

/** OSC `]`, DCS `P`, SOS `X`, PM `^` and APC `_` run until ST; another control in between breaks them. */
function controlStringEnd(bytes: Uint8Array, at: number, end: number): number {
  for (let last = at + 2; last < end; last++) {
    const byte = bytes[last] ?? 0;
    if (byte >= 0x20) continue;
    if (byte === BEL) return last + 1;
    return byte === ESC && last + 1 < end && bytes[last + 1] === BACKSLASH ? last + 2 : at;
  }
  return at;
}

function isStringOpener(byte: number): boolean {
  return byte === 0x5d || byte === 0x50 || byte === 0x58 || byte === 0x5e || byte === 0x5f;
}

function inRange(byte: number | undefined, from: number, to: number): boolean {
  return byte !== undefined && byte >= from && byte <= to;
}
