const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/** UTF-8 as text; bytes that are none become U+FFFD, a byte order mark stays. */
export function decodeText(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** Text as UTF-8; a lone surrogate becomes U+FFFD. */
export function encodeText(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

/** How many bytes a character takes whose first byte is `lead`; 1 for a byte that starts none. */
export function characterBytes(lead: number): number {
  if (lead < 0xc2) return 1;
  if (lead < 0xe0) return 2;
  if (lead < 0xf0) return 3;
  return lead < 0xf5 ? 4 : 1;
}

/** The code point that starts at `at`; U+FFFD where the bytes before `end` are not one whole character. */
export function codePointAt(bytes: Uint8Array, at: number, end: number): number {
  const lead = bytes[at] ?? 0xff;
  if (lead < 0x80) return lead;
  const size = characterBytes(lead);
  if (size === 1 || at + size > end) return 0xfffd;
  let code = lead & (0x7f >> size);
  for (let index = at + 1; index < at + size; index++) {
    const byte = bytes[index] ?? 0;
    if ((byte & 0xc0) !== 0x80) return 0xfffd;
    code = (code << 6) | (byte & 0x3f);
  }
  return code;
}

/** The code point that ends just before `at`, not looking below `start`. */
export function codePointBefore(bytes: Uint8Array, at: number, start: number): number {
  let first = at - 1;
  while (first > start && first > at - 4 && ((bytes[first] ?? 0) & 0xc0) === 0x80) first--;
  return codePointAt(bytes, first, at);
}
