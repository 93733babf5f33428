/**
 * A `Content-Disposition` that saves under this name (RFC 6266): the whole name for those who read `filename*`,
 * and one in ASCII for those who do not. Folders in the name are cut off.
 */
export function attachment(fileName: string): string {
  const base = fileName.split(/[/\\]/).at(-1) ?? '';
  // Control characters, direction overrides that would hide an ending, and halves of characters.
  const name =
    base.replaceAll(/[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '').trim() || 'download';
  const ascii = name.replaceAll(/[^ !#-[\]-~]/gu, '_');
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
