import type { Member } from './tarList.ts';

const END_SIGNATURE = 0x06054b50;
const END64_SIGNATURE = 0x06064b50;
const ENTRY_SIGNATURE = 0x02014b50;
const END_BYTES = 22;
const END64_BYTES = 56;
const LOCATOR_BYTES = 20;
const LONGEST_COMMENT = 0xffff;
/** In a field of 32 bits: the number stands in the zip64 part (section 4.4.1.4). */
const ELSEWHERE = 0xffffffff;
/** The extra field that holds such numbers of an entry, the unpacked size first (section 4.5.3). */
const WIDE_NUMBERS = 1;

async function bytesOf(file: Blob, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await file.slice(Math.max(0, from), to).arrayBuffer());
}

/** Where the central directory lies, and how long it is. */
async function findDirectory(file: Blob): Promise<{ offset: number; length: number } | undefined> {
  const tailFrom = Math.max(0, file.size - END_BYTES - LONGEST_COMMENT);
  const tail = await bytesOf(file, tailFrom, file.size);
  const view = new DataView(tail.buffer);
  let end = tail.length - END_BYTES;
  while (end >= 0 && view.getUint32(end, true) !== END_SIGNATURE) end--;
  if (end < 0) return undefined;
  const length = view.getUint32(end + 12, true);
  const offset = view.getUint32(end + 16, true);
  if (length !== ELSEWHERE && offset !== ELSEWHERE) return { offset, length };
  if (end < LOCATOR_BYTES) return undefined;
  const recordAt = Number(view.getBigUint64(end - LOCATOR_BYTES + 8, true));
  const record = new DataView((await bytesOf(file, recordAt, recordAt + END64_BYTES)).buffer);
  if (record.byteLength < END64_BYTES || record.getUint32(0, true) !== END64_SIGNATURE) return undefined;
  return {
    length: Number(record.getBigUint64(40, true)),
    offset: Number(record.getBigUint64(48, true)),
  };
}

/** The unpacked size in the extra fields of an entry; undefined when it is not there. */
function wideSize(extra: DataView): number | undefined {
  for (let at = 0; at + 12 <= extra.byteLength; at += 4 + extra.getUint16(at + 2, true)) {
    if (extra.getUint16(at, true) === WIDE_NUMBERS) return Number(extra.getBigUint64(at + 4, true));
  }
  return undefined;
}

/** Reads the central directory (APPNOTE.TXT, section 4.3.12) at a zip's end; undefined when it is broken. */
export async function listZip(file: Blob): Promise<readonly Member[] | undefined> {
  const found = await findDirectory(file);
  if (!found || found.offset + found.length > file.size) return undefined;
  const { offset, length } = found;
  const directory = await bytesOf(file, offset, offset + length);
  const entries = new DataView(directory.buffer);
  const text = new TextDecoder();
  const members: Member[] = [];
  for (let at = 0; at + 46 <= directory.length;) {
    if (entries.getUint32(at, true) !== ENTRY_SIGNATURE) return undefined;
    const narrowSize = entries.getUint32(at + 24, true);
    const nameEnd = at + 46 + entries.getUint16(at + 28, true);
    const extraLength = entries.getUint16(at + 30, true);
    const path = text.decode(directory.subarray(at + 46, nameEnd));
    if (!/[/\\]$/.test(path)) {
      const extra = new DataView(directory.buffer, nameEnd, extraLength);
      members.push({ path, size: narrowSize === ELSEWHERE ? (wideSize(extra) ?? narrowSize) : narrowSize });
    }
    at = nameEnd + extraLength + entries.getUint16(at + 32, true);
  }
  return members;
}
