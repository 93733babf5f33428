import { visibleText } from './display.ts';
import type { Note } from './findings.ts';
import type { Header } from './header.ts';
import type { Region } from './layout.ts';
import { type Read, viewOf } from './source.ts';

/** Snapshots that are listed; more are only counted. */
const MAX_LISTED = 256;

/** The table is read up to here, which holds more than {@link MAX_LISTED} ordinary entries. */
const MAX_READ_BYTES = 256 * 1024;

/** QEMU's own buffers for a snapshot's id and name; it writes nothing longer. */
const MAX_ID_BYTES = 127;
const MAX_NAME_BYTES = 255;

/** QEMU refuses a table with more extra data than this in an entry. */
const MAX_EXTRA_BYTES = 1024;

const FIXED_BYTES = 40;

/** An internal snapshot: an older state of the disk, carried along in the file. */
export interface Snapshot {
  readonly id: string;
  readonly name: string;
  /** Seconds since 1970, unsigned: good until 2106. */
  readonly takenAt: number;
  /** Bytes of saved machine memory; 0 for a snapshot of the disk alone. */
  readonly vmStateBytes: bigint;
  /** Size of the disk at that time; null where an old writer did not say. */
  readonly diskBytes: bigint | null;
}

/** The snapshot table, as far as it was read. */
export interface SnapshotList {
  /** What the header says. */
  readonly count: number;
  /** The first of them, 256 at most. */
  readonly listed: readonly Snapshot[];
}

/** Reads the snapshot table and notes entries that cannot be right. */
export async function readSnapshots(
  read: Read,
  header: Header,
  table: Region | null,
  fileBytes: number,
  note: Note,
): Promise<SnapshotList> {
  const count = header.nbSnapshots;
  if (table === null) return { count, listed: [] };
  const bytes = await read(table.start, MAX_READ_BYTES);
  const endsWithFile = table.start + bytes.length === fileBytes;
  const view = viewOf(bytes);
  const listed: Snapshot[] = [];
  let extraMissing = 0;
  let namesOdd = 0;
  let tablesDamaged = 0;
  let at = 0;
  for (let index = 0; index < Math.min(count, MAX_LISTED); index += 1) {
    const fixedEnd = at + FIXED_BYTES;
    const extraBytes = fixedEnd <= bytes.length ? view.getUint32(at + 36) : 0;
    if (extraBytes > MAX_EXTRA_BYTES) {
      note({ code: 'snapshot-extra-too-long', params: { index, dataBytes: extraBytes } });
      break;
    }
    const idBytes = fixedEnd <= bytes.length ? view.getUint16(at + 12) : 0;
    const nameBytes = fixedEnd <= bytes.length ? view.getUint16(at + 14) : 0;
    const idStart = fixedEnd + extraBytes;
    const nameStart = idStart + idBytes;
    const end = nameStart + nameBytes;
    if (end > bytes.length) {
      if (endsWithFile) note({ code: 'snapshot-cut', params: { index } });
      break;
    }
    if (header.version === 3 && extraBytes < 16) extraMissing += 1;
    if (idBytes > MAX_ID_BYTES || nameBytes > MAX_NAME_BYTES) namesOdd += 1;
    const l1Offset = view.getBigUint64(at);
    const l1End = l1Offset + BigInt(view.getUint32(at + 8)) * 8n;
    if (l1Offset % BigInt(header.clusterBytes) !== 0n || l1End > BigInt(fileBytes)) tablesDamaged += 1;
    listed.push({
      id: visibleText(bytes.subarray(idStart, Math.min(nameStart, idStart + MAX_ID_BYTES))),
      name: visibleText(bytes.subarray(nameStart, Math.min(end, nameStart + MAX_NAME_BYTES))),
      takenAt: view.getUint32(at + 16),
      vmStateBytes: extraBytes >= 8 ? view.getBigUint64(fixedEnd) : BigInt(view.getUint32(at + 32)),
      diskBytes: extraBytes >= 16 ? view.getBigUint64(fixedEnd + 8) : null,
    });
    at = Math.ceil(end / 8) * 8;
  }
  if (extraMissing > 0) note({ code: 'snapshot-extra-missing', params: { count: extraMissing } });
  if (namesOdd > 0) note({ code: 'snapshot-names-odd', params: { count: namesOdd } });
  if (tablesDamaged > 0) note({ code: 'snapshot-tables-damaged', params: { count: tablesDamaged } });
  return { count, listed };
}
