/**
 * What no reader of a name can see, or what changes how its neighbours look: controls, format characters
 * (bidi overrides among them), unusual spaces and line separators, fillers, lone surrogates, and code points
 * without a meaning. The two joiners stay: Persian spelling and emoji need them.
 */
const unseen = /(?![ \u200C\u200D])[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * A name from a disk image as text that is safe to look at: UTF-8, each invalid byte as U+FFFD, each unseen
 * character as `\u{HEX}`. Markup stays as it is, since the result is text and must be shown as text.
 */
export function visibleText(name: string | Uint8Array): string {
  const text = typeof name === 'string' ? name : new TextDecoder('utf-8', { ignoreBOM: true }).decode(name);
  return text.replace(
    unseen,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`,
  );
}

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const;

/** A size as it reads best, before any language: `1.5` of `GiB`. */
export interface ReadableSize {
  readonly value: number;
  readonly unit: (typeof units)[number];
}

/** A number of bytes in the largest unit that it fills: exact when small, else cut to a tenth, never rounded up. */
export function readableSize(bytes: bigint): ReadableSize {
  const power = units.findLastIndex((_, index) => index === 0 || bytes >= 1024n ** BigInt(index));
  return { value: Number((bytes * 10n) / 1024n ** BigInt(power)) / 10, unit: units[power] ?? 'B' };
}

const digits = new Intl.NumberFormat('en');

/** How many there are of something, in English: `1 byte`, `65,404,928 bytes`. */
export function countText(count: number | bigint, one: string, more: string): string {
  return `${digits.format(count)} ${BigInt(count) === 1n ? one : more}`;
}

/** Every single byte, in English. */
export function bytesText(bytes: number | bigint): string {
  return countText(bytes, 'byte', 'bytes');
}

/** A number of bytes in English: `512 bytes`, `1.5 GiB`. */
export function sizeText(bytes: bigint): string {
  const { value, unit } = readableSize(bytes);
  return unit === 'B' ? bytesText(bytes) : `${value} ${unit}`;
}

/** A number of bytes in English, and every byte of it: `62.3 MiB (65,404,928 bytes)`. */
export function exactSizeText(bytes: bigint): string {
  return bytes < 1024n ? sizeText(bytes) : `${sizeText(bytes)} (${bytesText(bytes)})`;
}
