import type { MapPainter } from './disk-map.ts';
import { type Header, l2EntriesOf, uses, virtualBytesOf } from './header.ts';
import { overlaps, type Region } from './layout.ts';
import { viewOf } from './source.ts';

/** Sums over the L2 tables that were read. Bytes are of the virtual disk unless said otherwise. */
export interface Tally {
  /** Entries with a cluster of the file: what `qemu-img check` calls allocated clusters. */
  allocatedClusters: number;
  compressedClusters: number;
  /** Entries that read as zeroes and take no cluster. */
  zeroClusters: number;
  /** Entries that read as zeroes and take one all the same. */
  zeroAllocatedClusters: number;
  /** Bytes that the file holds. */
  dataBytes: number;
  /** Bytes that the image says are zeroes. */
  zeroBytes: number;
  /** Bytes of the file that entries refer to: whole clusters, and whole sectors of compressed ones. */
  hostBytes: number;
  /** Whole data clusters within the file, in bytes: more than the file holds when clusters are shared. */
  mappedBytes: number;
  missingClusters: number;
  overlappingClusters: number;
  unaligned: number;
  reserved: number;
  /** Where a file has to end at the earliest to hold all data. */
  neededEnd: number;
  /** Where everything referred to ends. */
  usedEnd: number;
}

/** A tally of nothing. */
export function emptyTally(): Tally {
  return {
    allocatedClusters: 0,
    compressedClusters: 0,
    zeroClusters: 0,
    zeroAllocatedClusters: 0,
    dataBytes: 0,
    zeroBytes: 0,
    hostBytes: 0,
    mappedBytes: 0,
    missingClusters: 0,
    overlappingClusters: 0,
    unaligned: 0,
    reserved: 0,
    neededEnd: 0,
    usedEnd: 0,
  };
}

/**
 * Makes the function that adds one L2 table, given the L1 index it belongs to, to a tally and a map.
 *
 * Works on the two halves of an entry instead of a `bigint`, which makes a walk through millions of them ten times
 * faster and stays exact: offsets are multiples of 512 below 2^56, which doubles hold, or lie past any file.
 */
export function createL2Reader(
  header: Header,
  fileBytes: number,
  regions: readonly Region[],
  tally: Tally,
  map: MapPainter,
): (bytes: Uint8Array, l1Index: number) => void {
  const { clusterBits, clusterBytes, version } = header;
  const extended = uses(header, 'extendedL2');
  const external = uses(header, 'externalData');
  const entryBytes = extended ? 16 : 8;
  const entriesPerTable = l2EntriesOf(header);
  const diskBytes = Number(virtualBytesOf(header));
  const subclusterBytes = clusterBytes / 32;
  const zeroFlag = version === 3 && !extended ? 1 : 0;
  const reservedLow = 0x1ff & ~zeroFlag;
  // A compressed entry: bits 0 … split-1 are the offset in the file, the ones up to 61 the additional sectors.
  const splitHigh = 70 - clusterBits - 32;
  const offsetHighMask = 2 ** splitHigh - 1;

  const claim = (start: number, neededEnd: number, usedEnd: number): void => {
    if (neededEnd > fileBytes) tally.missingClusters += 1;
    if (neededEnd > tally.neededEnd) tally.neededEnd = neededEnd;
    if (usedEnd > tally.usedEnd) tally.usedEnd = usedEnd;
    tally.hostBytes += usedEnd - start;
    if (regions.some((region) => overlaps(region, start, usedEnd))) tally.overlappingClusters += 1;
  };

  const compressed = (high: number, low: number, guest: number): void => {
    const start = (high & offsetHighMask) * 2 ** 32 + low;
    const sectors = (high & 0x3fffffff) >>> splitHigh;
    if (high >>> 31 === 1) tally.reserved += 1;
    tally.allocatedClusters += 1;
    tally.compressedClusters += 1;
    tally.dataBytes += Math.max(0, Math.min(clusterBytes, diskBytes - guest));
    map.paint(guest, guest + clusterBytes, 'data');
    // Writers other than QEMU may leave out the rest of the last sector.
    const lastSector = start - (start % 512) + sectors * 512;
    claim(start, Math.max(start, lastSector) + 1, lastSector + 512);
  };

  /** Bytes of the disk in the subclusters of `bits`; `left` is what the disk has from this cluster on. */
  const subclustersBytes = (bits: number, left: number): number => {
    const whole = Math.min(32, Math.floor(left / subclusterBytes));
    const rest = whole < 32 && ((bits >>> whole) & 1) === 1 ? left - whole * subclusterBytes : 0;
    return bitCount(whole === 32 ? bits : bits & (2 ** whole - 1)) * subclusterBytes + rest;
  };

  return (bytes, l1Index) => {
    const view = viewOf(bytes);
    const firstGuest = l1Index * entriesPerTable * clusterBytes;
    for (let at = 0, guest = firstGuest; at < bytes.length; at += entryBytes, guest += clusterBytes) {
      const high = view.getUint32(at);
      const low = view.getUint32(at + 4);
      const zeroBits = extended ? view.getUint32(at + 8) : (low & zeroFlag) * 0xffffffff;
      const dataBits = extended ? view.getUint32(at + 12) : ~zeroBits;
      if (high === 0 && low === 0 && zeroBits === 0 && (!extended || dataBits === 0)) continue;
      if ((high & 0x40000000) !== 0) {
        compressed(high, low, guest);
        continue;
      }
      const start = (high & 0x00ffffff) * 2 ** 32 + (low - (low & 0x1ff));
      // Offset 0 of a data file is as good as any; the flag for "refcount is one" then tells that it is meant.
      const allocated = start !== 0 || (external && high >>> 31 === 1);
      const contradictory = extended && ((dataBits & zeroBits) !== 0 || (!allocated && dataBits !== 0));
      if ((high & 0x3f000000) !== 0 || (low & reservedLow) !== 0 || contradictory) tally.reserved += 1;
      if (start % clusterBytes !== 0) {
        tally.unaligned += 1;
        continue;
      }
      const left = Math.max(0, Math.min(clusterBytes, diskBytes - guest));
      tally.zeroBytes += extended ? subclustersBytes(zeroBits, left) : zeroBits === 0 ? 0 : left;
      if (!allocated) {
        if (zeroBits === 0) continue;
        tally.zeroClusters += 1;
        map.paint(guest, guest + clusterBytes, 'zeroes');
        continue;
      }
      tally.allocatedClusters += 1;
      const holdsData = dataBits !== 0;
      if (holdsData) {
        tally.dataBytes += extended ? subclustersBytes(dataBits, left) : left;
        map.paint(guest, guest + clusterBytes, 'data');
      } else if (zeroBits !== 0) {
        tally.zeroAllocatedClusters += 1;
        map.paint(guest, guest + clusterBytes, 'zeroes');
      }
      // In another file, where nothing is known about its end.
      if (external) continue;
      if (start < fileBytes) tally.mappedBytes += clusterBytes;
      claim(start, start + neededBytes(holdsData ? dataBits : 0, left), start + clusterBytes);
    }
  };

  /**
   * How much of a cluster the file has to hold: up to the last subcluster with data. What lies beyond the end
   * of the disk may be missing, as may zeroes; a cluster wholly beyond it is a snapshot's machine state.
   */
  function neededBytes(dataBits: number, left: number): number {
    const upToData = (32 - Math.clz32(dataBits)) * subclusterBytes;
    return left === 0 ? upToData : Math.min(upToData, left);
  }
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits >>> 0; rest !== 0; rest = (rest & (rest - 1)) >>> 0) count += 1;
  return count;
}
