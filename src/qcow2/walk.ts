import { createMapPainter, type DiskMap } from './disk-map.ts';
import { type Header, l2EntriesOf, virtualBytesOf } from './header.ts';
import { createL2Reader, emptyTally, type Tally } from './l2.ts';
import { overlaps, type Region } from './layout.ts';
import { type Read, viewOf } from './source.ts';

/** L2 tables read unless the caller says otherwise: at 64 KiB a cluster, all of 2 TiB of data. */
const MAX_TABLES = 16_384;
const MAX_TABLE_BYTES = 256 * 1024 * 1024;

/** Tables that lie this close together are read at once, with what is between them. */
const GAP_BYTES = 64 * 1024;
const RUN_BYTES = 2 * 1024 * 1024;

/** Reads in flight: enough to hide the wait for each, few enough to hold 16 MiB at most. */
const LANES = 8;

/** How far a walk has come. */
export interface WalkProgress {
  readonly tablesRead: number;
  readonly tables: number;
}

/** How to walk. */
export interface WalkOptions {
  /** Called after each read of L2 tables, which is what takes long in a large image. */
  readonly onProgress?: (progress: WalkProgress) => void;
  /** L2 tables to read at most. Default: 16,384, and no more than 256 MiB of them. */
  readonly maxTables?: number;
}

/** What a walk through the tables is given. */
export interface WalkInput {
  readonly read: Read;
  readonly header: Header;
  readonly l1: Region;
  readonly regions: readonly Region[];
  readonly fileBytes: number;
  /** Bytes of the header and of all tables but the L2 ones. */
  readonly fixedBytes: number;
  readonly options: WalkOptions;
}

/** What a walk through the tables of the running disk found. */
export interface Walk {
  readonly tally: Tally;
  readonly map: DiskMap;
  /** L2 tables that can be read, and how many of them were. */
  readonly tables: number;
  readonly tablesRead: number;
  /** L2 tables that the file ends before. */
  readonly missingTables: number;
  /** What L2 tables lie upon. */
  readonly clashes: ReadonlySet<Region>;
}

interface Table {
  readonly index: number;
  readonly offset: number;
}

/** Neighbouring tables in one read. */
interface Run {
  readonly start: number;
  end: number;
  readonly tables: Table[];
}

/** Reads the L1 table and the L2 tables that it names, in few large reads, and never the data. */
export async function walkTables(input: WalkInput): Promise<Walk> {
  const { read, header, l1, fileBytes, regions } = input;
  const { clusterBytes } = header;
  const tally = emptyTally();
  const limit = input.options.maxTables ?? Math.min(MAX_TABLES, MAX_TABLE_BYTES / clusterBytes);
  const scan = scanL1(viewOf(await read(l1.start, l1.end - l1.start)), input, tally, limit);

  const metadataBytes = input.fixedBytes + scan.tables * clusterBytes;
  const map = createMapPainter(virtualBytesOf(header), metadataBytes / Math.max(1, fileBytes));
  const bytesPerTable = l2EntriesOf(header) * clusterBytes;
  for (const index of scan.skipped) map.paint(index * bytesPerTable, (index + 1) * bytesPerTable, 'unread');

  const addTable = createL2Reader(header, fileBytes, regions, tally, map);
  await readTables(input, scan.kept, addTable);
  return {
    tally,
    map: map.finish(),
    tables: scan.tables,
    tablesRead: scan.kept.length,
    missingTables: scan.missing,
    clashes: scan.clashes,
  };
}

function scanL1(view: DataView, { header, fileBytes, regions }: WalkInput, tally: Tally, limit: number) {
  const kept: Table[] = [];
  const skipped: number[] = [];
  const clashes = new Set<Region>();
  let missing = 0;
  for (let index = 0; index * 8 < view.byteLength; index += 1) {
    const high = view.getUint32(index * 8);
    const low = view.getUint32(index * 8 + 4);
    if (high === 0 && low === 0) continue;
    const offset = (high & 0x00ffffff) * 2 ** 32 + (low - (low & 0x1ff));
    if ((high & 0x7f000000) !== 0 || (low & 0x1ff) !== 0 || offset === 0) tally.reserved += 1;
    if (offset === 0) continue;
    if (offset % header.clusterBytes !== 0) {
      tally.unaligned += 1;
      continue;
    }
    const end = offset + header.clusterBytes;
    tally.neededEnd = Math.max(tally.neededEnd, end);
    tally.usedEnd = Math.max(tally.usedEnd, end);
    if (end > fileBytes) {
      missing += 1;
      continue;
    }
    for (const region of regions) if (overlaps(region, offset, end)) clashes.add(region);
    if (kept.length < limit) kept.push({ index, offset });
    else skipped.push(index);
  }
  return { kept, skipped, missing, clashes, tables: kept.length + skipped.length };
}

async function readTables(
  { read, header, options }: WalkInput,
  tables: readonly Table[],
  addTable: (bytes: Uint8Array, l1Index: number) => void,
): Promise<void> {
  const runs = joinNeighbours(tables, header.clusterBytes);
  let next = 0;
  let tablesRead = 0;
  const lane = async (): Promise<void> => {
    for (let run = runs[next]; run !== undefined; run = runs[next]) {
      next += 1;
      const bytes = await read(run.start, run.end - run.start);
      for (const { index, offset } of run.tables) {
        const start = offset - run.start;
        addTable(bytes.subarray(start, start + header.clusterBytes), index);
      }
      tablesRead += run.tables.length;
      options.onProgress?.({ tablesRead, tables: tables.length });
    }
  };
  try {
    await Promise.all(Array.from({ length: LANES }, lane));
  } finally {
    // When one lane fails, the others end with the read they are in.
    next = runs.length;
  }
}

function joinNeighbours(tables: readonly Table[], clusterBytes: number): Run[] {
  const runs: Run[] = [];
  let run: Run | undefined;
  for (const table of tables.toSorted((a, b) => a.offset - b.offset)) {
    const end = table.offset + clusterBytes;
    // A table that two entries share is in the run already, however long that is.
    if (
      run !== undefined &&
      table.offset - run.end <= GAP_BYTES &&
      (end <= run.end || end - run.start <= RUN_BYTES)
    ) {
      run.end = Math.max(run.end, end);
      run.tables.push(table);
    } else {
      run = { start: table.offset, end, tables: [table] };
      runs.push(run);
    }
  }
  return runs;
}
