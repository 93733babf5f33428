import type { Extensions } from './extensions.ts';
import type { Note, TableName } from './findings.ts';
import type { Header } from './header.ts';

/** A stretch of the file, in bytes from its start; it lies within the file. */
export interface Region {
  readonly table: TableName;
  readonly start: number;
  readonly end: number;
}

/** Where the tables lie; null for one that is absent or cannot be read (the reason noted). */
export interface Layout {
  readonly l1: Region | null;
  readonly refcountTable: Region | null;
  readonly snapshots: Region | null;
  /** All stretches that are taken, the header cluster first. */
  readonly regions: readonly Region[];
}

/** Limits that QEMU sets and refuses to go beyond. */
const MAX_L1_ENTRIES = (32 * 1024 * 1024) / 8;
const MAX_REFCOUNT_TABLE_BYTES = 8 * 1024 * 1024;
const MAX_SNAPSHOTS = 65_536;

/** The shortest entry of the snapshot table. */
const SNAPSHOT_ENTRY_BYTES = 40;

/** Checks where the header says that the tables lie: aligned, within the file, apart from each other, not too large. */
export function layOut(header: Header, extensions: Extensions, fileBytes: bigint, note: Note): Layout {
  const { clusterBytes, l1Size, refcountTableClusters, nbSnapshots } = header;

  const couldStart = (offset: bigint): boolean => offset % BigInt(clusterBytes) === 0n && offset < 1n << 63n;

  const place = (table: TableName, offset: bigint, bytes: number): Region | null => {
    const endBytes = offset + BigInt(bytes);
    if (!couldStart(offset) || endBytes >= 1n << 63n) {
      note({ code: 'table-offset-invalid', params: { table, offset } });
      return null;
    }
    if (endBytes > fileBytes) {
      note({ code: 'table-past-end', params: { table, offset, endBytes, fileBytes } });
      return null;
    }
    return { table, start: Number(offset), end: Number(endBytes) };
  };

  let l1: Region | null = null;
  if (l1Size > MAX_L1_ENTRIES) note({ code: 'l1-too-large', params: { entries: l1Size } });
  else l1 = place('l1', header.l1TableOffset, l1Size * 8);

  let refcountTable: Region | null = null;
  if (refcountTableClusters === 0) note({ code: 'refcount-table-empty', params: {} });
  else if (refcountTableClusters > MAX_REFCOUNT_TABLE_BYTES / clusterBytes)
    note({ code: 'refcount-table-too-large', params: { clusters: refcountTableClusters } });
  else refcountTable = place('refcounts', header.refcountTableOffset, refcountTableClusters * clusterBytes);

  let snapshots: Region | null = null;
  if (nbSnapshots > MAX_SNAPSHOTS) note({ code: 'snapshots-too-many', params: { count: nbSnapshots } });
  else if (nbSnapshots > 0)
    snapshots = place('snapshots', header.snapshotsOffset, nbSnapshots * SNAPSHOT_ENTRY_BYTES);
  // QEMU refuses an odd place even for a table of nothing.
  else if (!couldStart(header.snapshotsOffset))
    note({ code: 'table-offset-invalid', params: { table: 'snapshots', offset: header.snapshotsOffset } });

  const { bitmaps, encryptionHeader } = extensions;
  const others = [
    bitmaps === null ? null : place('bitmaps', bitmaps.directoryOffset, 1),
    // LUKS keeps well under 4 GiB for its header; a longer one is past the end of any file it could be in.
    encryptionHeader === null
      ? null
      : place('encryption', encryptionHeader.offset, Number(encryptionHeader.bytes)),
  ];

  const head: Region = { table: 'header', start: 0, end: Math.min(clusterBytes, Number(fileBytes)) };
  const regions = [head, l1, refcountTable, snapshots, ...others].filter((region) => region !== null);
  const clashing = noteOverlaps(regions, note);
  return {
    l1: l1 !== null && clashing.has(l1) ? null : l1,
    refcountTable: refcountTable !== null && clashing.has(refcountTable) ? null : refcountTable,
    snapshots: snapshots !== null && clashing.has(snapshots) ? null : snapshots,
    regions,
  };
}

function noteOverlaps(regions: readonly Region[], note: Note): Set<Region> {
  const clashing = new Set<Region>();
  for (const [index, first] of regions.entries()) {
    for (const second of regions.slice(index + 1)) {
      if (!overlaps(first, second.start, second.end)) continue;
      note({ code: 'tables-overlap', params: { first: first.table, second: second.table } });
      clashing.add(first).add(second);
    }
  }
  return clashing;
}

/** Whether a stretch of the file shares a byte with the region. */
export function overlaps(region: Region, start: number, end: number): boolean {
  return start < region.end && region.start < end;
}
