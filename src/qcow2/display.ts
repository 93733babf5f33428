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

const units = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const;

/** A number of bytes in English, exact when small: `512 bytes`, `1.5 GiB`. Cuts rather than rounds up. */
export function sizeText(bytes: bigint): string {
  let text = bytes === 1n ? '1 byte' : `${bytes} bytes`;
  let scale = 1024n;
  for (const unit of units) {
    if (bytes < scale) break;
    const tenths = (bytes * 10n) / scale;
    const fraction = tenths % 10n;
    text = `${tenths / 10n}${fraction === 0n ? '' : `.${fraction}`} ${unit}`;
    scale *= 1024n;
  }
  return text;
}
