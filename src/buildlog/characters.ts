import { codePointAt } from './utf8.ts';

/** What a byte can mean to the index. Most bytes are plain; the scan stops only at the others. */
export const PLAIN = 0;
export const NEWLINE = 1;
/** ESC, CR, NUL and the other C0 controls except tab and newline, and DEL. */
export const CONTROL = 2;
/** The first byte of a character that {@link isUnseen} may hold for. */
export const UNSEEN_LEAD = 3;

export const BYTE_KINDS: Uint8Array = byteKinds();

function byteKinds(): Uint8Array {
  const kinds = new Uint8Array(256);
  kinds.fill(CONTROL, 0, 0x20);
  kinds[0x09] = PLAIN;
  kinds[0x0a] = NEWLINE;
  kinds[0x7f] = CONTROL;
  for (const lead of [0xc2, 0xd8, 0xe2, 0xef]) kinds[lead] = UNSEEN_LEAD;
  return kinds;
}

/**
 * Characters that change what a reader sees without being seen: C0 and C1 controls, DEL, the bidirectional
 * controls of UAX #9, line and paragraph separators, zero-width space, word joiner and byte order mark. Tab and
 * newline are layout; the joiners U+200C and U+200D are spelling in Persian and in emoji, so they stay as they are.
 */
export function isUnseen(code: number): boolean {
  if (code < 0x20) return code !== 0x09 && code !== 0x0a;
  if (code < 0xa0) return code >= 0x7f;
  if (code === 0x061c || code === 0xfeff) return true;
  if (code < 0x200b || code > 0x2069) return false;
  return (
    code === 0x200b ||
    code === 0x200e ||
    code === 0x200f ||
    (code >= 0x2028 && code <= 0x202e) ||
    code >= 0x2060
  );
}

/** Whether the character at `at` is one that {@link isUnseen} tells of. */
export function unseenAt(bytes: Uint8Array, at: number, end: number): boolean {
  return isUnseen(codePointAt(bytes, at, end));
}

/** What is shown for an unseen character: the control picture (`␀`) where Unicode has one, else `<U+202E>`. */
export function picture(code: number): string {
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}

/** Inclusive ranges of characters that fill two terminal columns: East Asian wide and full-width, and emoji. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
];

const COMBINING = /^[\p{M}\u200c\u200d]$/u;

/** How many terminal columns a character fills: 0 when it joins the one before, 2 when it is wide. */
export function cellWidth(code: number): 0 | 1 | 2 {
  if (code < 0x300 || (code >= 0x2500 && code < 0x2600)) return 1;
  if (COMBINING.test(String.fromCodePoint(code))) return 0;
  return WIDE.some(([from, to]) => code >= from && code <= to) ? 2 : 1;
}

const WORD = /^[\p{L}\p{N}\p{M}_]$/u;

/** Whether a character is part of a word, in any script, as "whole word" searches mean it. */
export function isWordCharacter(code: number): boolean {
  if (code < 0x80) {
    return (
      (code >= 0x61 && code <= 0x7a) ||
      (code >= 0x41 && code <= 0x5a) ||
      (code >= 0x30 && code <= 0x39) ||
      code === 0x5f
    );
  }
  return WORD.test(String.fromCodePoint(code));
}
