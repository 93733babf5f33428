import { visibleText } from './display.ts';
import type { Note } from './findings.ts';
import { autoclear, type Header, incompatible } from './header.ts';
import { viewOf } from './source.ts';

const types = {
  end: 0,
  backingFormat: 0xe2792aca,
  featureNames: 0x6803f857,
  bitmaps: 0x23852875,
  encryption: 0x0537be77,
  dataFile: 0x44415441,
} as const;

interface Extension {
  readonly type: number;
  readonly data: Uint8Array;
}

/** The header extensions as they stand in the file, not yet judged. */
interface ExtensionList {
  readonly extensions: readonly Extension[];
  /** The one that claims to be longer than the room it has; nothing after it can be read. */
  readonly tooLong: { readonly type: number; readonly dataBytes: number } | null;
  /** More of the header cluster is needed to read on. */
  readonly goesOn: boolean;
}

/** What the header extensions say. */
export interface Extensions {
  readonly backingFormat: string | null;
  readonly dataFileName: string | null;
  readonly bitmaps: { readonly count: number; readonly directoryOffset: bigint } | null;
  readonly encryptionHeader: { readonly offset: bigint; readonly bytes: bigint } | null;
  /** Incompatible feature bits that the specification does not define. */
  readonly unknownFeatures: readonly { readonly bit: number; readonly name: string | null }[];
}

/**
 * Lists the extensions in the header cluster, up to their end mark, the backing file's name or the cluster's end.
 * Where the file itself ends, the list ends as if with its end mark, as in QEMU.
 * `bytes` is the file's start, and may be only a part of the header cluster.
 */
export function listExtensions(header: Header, bytes: Uint8Array, fileBytes: number): ExtensionList {
  const { backingFileOffset, clusterBytes } = header;
  const named = backingFileOffset !== 0n && backingFileOffset < BigInt(clusterBytes);
  const areaEnd = Math.min(named ? Number(backingFileOffset) : clusterBytes, fileBytes);
  const view = viewOf(bytes);
  const extensions: Extension[] = [];
  let at = header.headerLength;
  // Every turn moves on by 8 bytes at least, so there are at most cluster / 8 turns.
  while (at < areaEnd) {
    if (at + 8 > bytes.length) return { extensions, tooLong: null, goesOn: bytes.length < areaEnd };
    const type = view.getUint32(at);
    const dataBytes = view.getUint32(at + 4);
    const dataEnd = at + 8 + dataBytes;
    // Even an end mark may not claim more than there is room for; QEMU refuses it.
    if (dataEnd > areaEnd) return { extensions, tooLong: { type, dataBytes }, goesOn: false };
    if (type === types.end) break;
    if (dataEnd > bytes.length) return { extensions, tooLong: null, goesOn: true };
    extensions.push({ type, data: bytes.subarray(at + 8, dataEnd) });
    at = Math.ceil(dataEnd / 8) * 8;
  }
  return { extensions, tooLong: null, goesOn: false };
}

/** Reads the extensions and notes what is wrong with them, alone and against the header. */
export function readExtensions(list: ExtensionList, header: Header, note: Note): Extensions {
  if (list.tooLong !== null)
    note({
      code: 'extension-too-long',
      params: { type: hex(list.tooLong.type), dataBytes: list.tooLong.dataBytes },
    });

  const byType = new Map<number, Uint8Array>();
  const repeated = new Set<number>();
  for (const { type, data } of list.extensions) {
    if (byType.has(type)) repeated.add(type);
    else byType.set(type, data);
  }
  for (const type of Object.values(types))
    if (repeated.has(type)) note({ code: 'extension-repeated', params: { type: hex(type) } });

  const backingFormat = byType.get(types.backingFormat);
  if (backingFormat !== undefined && backingFormat.length > 15)
    note({ code: 'backing-format-too-long', params: { nameBytes: backingFormat.length } });
  const dataFile = byType.get(types.dataFile);
  return {
    backingFormat: backingFormat === undefined ? null : visibleText(backingFormat.subarray(0, 15)),
    dataFileName: dataFile === undefined ? null : visibleText(dataFile.subarray(0, 1023)),
    bitmaps: readBitmaps(byType.get(types.bitmaps), header, note),
    encryptionHeader: readEncryption(byType.get(types.encryption), header, note),
    unknownFeatures: readUnknownFeatures(header, byType.get(types.featureNames), note),
  };
}

function hex(type: number): string {
  return type.toString(16).toUpperCase().padStart(8, '0');
}

function readBitmaps(data: Uint8Array | undefined, header: Header, note: Note): Extensions['bitmaps'] {
  if (data === undefined) {
    if ((header.autoclearFeatures & autoclear.bitmaps) !== 0n) note({ code: 'bitmaps-missing', params: {} });
    return null;
  }
  if (data.length === 24) {
    const view = viewOf(data);
    const count = view.getUint32(0);
    const directoryOffset = view.getBigUint64(16);
    const aligned = directoryOffset % BigInt(header.clusterBytes) === 0n;
    if (count >= 1 && count <= 65_535 && view.getUint32(4) === 0 && aligned)
      return { count, directoryOffset };
  }
  note({ code: 'bitmaps-malformed', params: {} });
  return null;
}

function readEncryption(
  data: Uint8Array | undefined,
  header: Header,
  note: Note,
): Extensions['encryptionHeader'] {
  const luks = header.cryptMethod === 2;
  if (header.cryptMethod === 1) note({ code: 'encrypted', params: { method: 'AES' } });
  else if (header.cryptMethod > 2)
    note({ code: 'encryption-unknown', params: { method: header.cryptMethod } });
  else if (luks) note({ code: 'encrypted', params: { method: 'LUKS' } });
  if (data === undefined) {
    if (luks) note({ code: 'encryption-header-missing', params: {} });
    return null;
  }
  if (!luks) {
    note({ code: 'encryption-header-unexpected', params: {} });
    return null;
  }
  if (data.length === 16) {
    const view = viewOf(data);
    const offset = view.getBigUint64(0);
    if (offset % BigInt(header.clusterBytes) === 0n) return { offset, bytes: view.getBigUint64(8) };
  }
  note({ code: 'encryption-header-malformed', params: {} });
  return null;
}

function readUnknownFeatures(
  header: Header,
  table: Uint8Array | undefined,
  note: Note,
): Extensions['unknownFeatures'] {
  const known = Object.values(incompatible).reduce((bits, bit) => bits | bit, 0n);
  const unknown = header.incompatibleFeatures & ~known;
  const features: { bit: number; name: string | null }[] = [];
  for (let bit = 0; bit < 64; bit += 1) {
    if ((unknown & (1n << BigInt(bit))) !== 0n) features.push({ bit, name: featureName(table, bit) });
  }
  if (features.length > 0) note({ code: 'features-unknown', params: { features } });
  return features;
}

/** The name of an incompatible feature in the image's own table of 48-byte entries: set, bit, padded name. */
function featureName(table: Uint8Array | undefined, bit: number): string | null {
  if (table === undefined) return null;
  for (let at = 0; at + 48 <= table.length; at += 48) {
    if (table[at] !== 0 || table[at + 1] !== bit) continue;
    const name = table.subarray(at + 2, at + 48);
    const end = name.indexOf(0);
    return visibleText(end === -1 ? name : name.subarray(0, end));
  }
  return null;
}
