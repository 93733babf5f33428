import type { Extensions } from './extensions.ts';
import type { Note, TableName } from './findings.ts';
import { type Header, uses } from './header.ts';
import type { Layout, Region } from './layout.ts';
import { readRefcounts, type Refcounts } from './refcounts.ts';
import type { Contents } from './report.ts';
import type { Read } from './source.ts';
import { type Walk, type WalkOptions, walkTables } from './walk.ts';

/** Reads the refcount table and the tables of the running disk, and notes what they do not agree on. */
export async function readContents(
  read: Read,
  header: Header,
  extensions: Extensions,
  layout: Layout,
  fileBytes: number,
  options: WalkOptions,
  note: Note,
): Promise<Contents | null> {
  const { l1, refcountTable, regions } = layout;
  const { clusterBytes } = header;
  // What an L2 table looks like is not known when a feature is not.
  const legible =
    extensions.unknownFeatures.length === 0 && !(uses(header, 'extendedL2') && header.clusterBits < 14);
  if (l1 === null || !legible) return null;

  const refcounts =
    refcountTable === null || header.refcountOrder > 6
      ? null
      : await readRefcounts(read, header, refcountTable, regions, fileBytes);
  const fixedClusters = regions.reduce(
    (sum, { start, end }) => sum + Math.ceil((end - start) / clusterBytes),
    0,
  );
  const fixedBytes = (fixedClusters + (refcounts?.blocks ?? 0)) * clusterBytes;
  const walk = await walkTables({ read, header, l1, regions, fileBytes, fixedBytes, options });

  const { tally } = walk;
  const complete = walk.tablesRead === walk.tables;
  const regionsEnd = Math.max(...regions.map(({ end }) => end));
  const neededEnd = Math.max(regionsEnd, refcounts?.end ?? 0, tally.neededEnd);
  const usedEnd = Math.max(regionsEnd, refcounts?.end ?? 0, tally.usedEnd);
  noteDamage(walk, refcounts, neededEnd, fileBytes, note);
  // Lazy refcounts of an image that was not closed are allowed to be stale.
  if (refcounts !== null && !uses(header, 'dirty')) await noteUncounted(refcounts, regions, usedEnd, note);
  // Snapshots and bitmaps have clusters of their own, which are not looked at.
  const alone = header.nbSnapshots === 0 && extensions.bitmaps === null;
  const trailing = fileBytes - Math.ceil(usedEnd / clusterBytes) * clusterBytes;
  if (complete && alone && trailing > 0)
    note({ code: 'trailing-bytes', params: { bytes: BigInt(trailing) } });

  const metadataBytes = fixedBytes + walk.tables * clusterBytes;
  return {
    complete,
    l2Tables: walk.tables,
    l2TablesRead: walk.tablesRead,
    allocatedClusters: tally.allocatedClusters,
    compressedClusters: tally.compressedClusters,
    zeroClusters: tally.zeroClusters,
    zeroAllocatedClusters: tally.zeroAllocatedClusters,
    allocatedBytes: BigInt(tally.allocatedClusters) * BigInt(clusterBytes),
    dataBytes: BigInt(tally.dataBytes),
    zeroBytes: BigInt(tally.zeroBytes),
    metadataBytes: BigInt(metadataBytes),
    otherBytes: complete ? BigInt(Math.max(0, fileBytes - metadataBytes - tally.hostBytes)) : null,
    neededBytes: BigInt(neededEnd),
    map: walk.map,
  };
}

function noteDamage(
  { tally, missingTables, tables, tablesRead, clashes }: Walk,
  refcounts: Refcounts | null,
  neededEnd: number,
  fileBytes: number,
  note: Note,
): void {
  for (const region of clashes)
    note({ code: 'tables-overlap', params: { first: 'l2', second: region.table } });
  for (const region of refcounts?.clashes ?? [])
    note({ code: 'tables-overlap', params: { first: 'refcount-blocks', second: region.table } });
  const missing = missingTables + (refcounts?.missing ?? 0);
  if (missing > 0 || tally.missingClusters > 0) {
    note({
      code: 'file-incomplete',
      params: {
        tables: missing,
        clusters: tally.missingClusters,
        neededBytes: BigInt(neededEnd),
        fileBytes: BigInt(fileBytes),
      },
    });
  }
  const unaligned = tally.unaligned + (refcounts?.unaligned ?? 0);
  const reserved = tally.reserved + (refcounts?.reserved ?? 0);
  if (unaligned > 0 || reserved > 0) note({ code: 'entries-damaged', params: { unaligned, reserved } });
  if (tally.overlappingClusters > 0)
    note({ code: 'clusters-overlap-tables', params: { clusters: tally.overlappingClusters } });
  if (tally.mappedBytes > fileBytes)
    note({
      code: 'clusters-shared',
      params: { mappedBytes: BigInt(tally.mappedBytes), fileBytes: BigInt(fileBytes) },
    });
  if (tablesRead < tables) note({ code: 'tables-not-all-read', params: { read: tablesRead, total: tables } });
}

/**
 * Notes tables, and the last cluster in use, when they are not counted as used: the next write may destroy them,
 * or the cluster size in the header is not the one that the tables were made with.
 */
async function noteUncounted(
  refcounts: Refcounts,
  regions: readonly Region[],
  usedEnd: number,
  note: Note,
): Promise<void> {
  const tables: TableName[] = [];
  for (const { table, start, end } of regions) {
    if (end > start && (await refcounts.isUsed(start)) === false) tables.push(table);
  }
  const lastCluster = (await refcounts.isUsed(usedEnd - 1)) === false;
  if (tables.length > 0 || lastCluster) note({ code: 'refcount-zero', params: { tables, lastCluster } });
}
