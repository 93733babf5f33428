import type { Header } from './header.ts';
import { overlaps, type Region } from './layout.ts';
import { type Read, viewOf } from './source.ts';

/** The refcount blocks that the refcount table names. */
export interface Refcounts {
  readonly blocks: number;
  /** Blocks that lie past the end of the file, in whole or in part. */
  readonly missing: number;
  readonly unaligned: number;
  readonly reserved: number;
  /** What blocks lie upon. */
  readonly clashes: ReadonlySet<Region>;
  /** Where the last block ends. */
  readonly end: number;
  /** Whether the cluster at `offset` is counted as used; null when its block cannot be read. */
  isUsed(offset: number): Promise<boolean | null>;
}

/** Reads the refcount table (at most 8 MiB), and single counts when asked; never all the blocks. */
export async function readRefcounts(
  read: Read,
  header: Header,
  table: Region,
  regions: readonly Region[],
  fileBytes: number,
): Promise<Refcounts> {
  const { clusterBytes, refcountOrder } = header;
  const view = viewOf(await read(table.start, table.end - table.start));
  let blocks = 0;
  let missing = 0;
  let unaligned = 0;
  let reserved = 0;
  let end = 0;
  const clashes = new Set<Region>();
  for (let at = 0; at < view.byteLength; at += 8) {
    const high = view.getUint32(at);
    const low = view.getUint32(at + 4);
    if (high === 0 && low === 0) continue;
    blocks += 1;
    if ((low & 511) !== 0) reserved += 1;
    const offset = blockOffset(high, low);
    if (offset % clusterBytes !== 0) {
      unaligned += 1;
      continue;
    }
    end = Math.max(end, offset + clusterBytes);
    if (offset + clusterBytes > fileBytes) missing += 1;
    for (const region of regions) if (overlaps(region, offset, offset + clusterBytes)) clashes.add(region);
  }

  const isUsed = async (offset: number): Promise<boolean | null> => {
    const cluster = Math.floor(offset / clusterBytes);
    const countsPerBlock = (clusterBytes * 8) / 2 ** refcountOrder;
    const entry = Math.floor(cluster / countsPerBlock) * 8;
    if (entry + 8 > view.byteLength) return false;
    const block = blockOffset(view.getUint32(entry), view.getUint32(entry + 4));
    if (block === 0) return false;
    const firstBit = (cluster % countsPerBlock) * 2 ** refcountOrder;
    const bytes = await read(block + Math.floor(firstBit / 8), Math.max(1, 2 ** refcountOrder / 8));
    if (bytes.length === 0) return null;
    // Counts narrower than a byte are packed from its lowest bit up.
    if (refcountOrder < 3)
      return (((bytes[0] ?? 0) >> (firstBit % 8)) & (2 ** (2 ** refcountOrder) - 1)) !== 0;
    return bytes.some((byte) => byte !== 0);
  };

  return { blocks, missing, unaligned, reserved, clashes, end, isUsed };
}

/** A multiple of 512 below 2^64, which a double holds exactly. */
function blockOffset(high: number, low: number): number {
  return high * 2 ** 32 + (low - (low % 512));
}
