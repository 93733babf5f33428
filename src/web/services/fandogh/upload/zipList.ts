import type { Member } from './tarList.ts';

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const UNKNOWN_32 = 0xffffffff;

async function bytesOf(file: Blob, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await file.slice(Math.max(0, from), to).arrayBuffer());
}

/** Reads the central directory (APPNOTE.TXT, section 4.3.12) at a zip's end; undefined when it is broken. */
export async function listZip(file: Blob): Promise<readonly Member[] | undefined> {
  const tailFrom = Math.max(0, file.size - END_BYTES - LONGEST_COMMENT);
  const tail = await bytesOf(file, tailFrom, file.size);
  const view = new DataView(tail.buffer);
  let end = tail.length - END_BYTES;
  while (end >= 0 && view.getUint32(end, true) !== END_SIGNATURE) end--;
  if (end < 0) return undefined;
  const length = view.getUint32(end + 12, true);
  const offset = view.getUint32(end + 16, true);
  // Zip64 is for archives no build context should be; the service will tell.
  if (offset === UNKNOWN_32 || offset + length > file.size) return undefined;
  const directory = await bytesOf(file, offset, offset + length);
  const entries = new DataView(directory.buffer);
  const text = new TextDecoder();
  const members: Member[] = [];
  for (let at = 0; at + 46 <= directory.length;) {
    if (entries.getUint32(at, true) !== ENTRY_SIGNATURE) return undefined;
    const size = entries.getUint32(at + 24, true);
    const nameLength = entries.getUint16(at + 28, true);
    const path = text.decode(directory.subarray(at + 46, at + 46 + nameLength));
    if (!path.endsWith('/')) members.push({ path, size });
    at += 46 + nameLength + entries.getUint16(at + 30, true) + entries.getUint16(at + 32, true);
  }
  return members;
}
