import type { Note } from './findings.ts';
import { viewOf } from './source.ts';

/** Length in bytes of a version 2 header. */
const VERSION_2_BYTES = 72;

/** Length in bytes of the part of a version 3 header that must be there. */
const VERSION_3_BYTES = 104;

/** Bits of `incompatible_features`, by the specification's names. */
export const incompatible = {
  dirty: 1n << 0n,
  corrupt: 1n << 1n,
  externalData: 1n << 2n,
  compression: 1n << 3n,
  extendedL2: 1n << 4n,
} as const;

/** Bits of `compatible_features`. */
export const compatible = { lazyRefcounts: 1n << 0n } as const;

/** Bits of `autoclear_features`. */
export const autoclear = { bitmaps: 1n << 0n, rawExternalData: 1n << 1n } as const;

/** The header's fields under the specification's names, in camel case. Version 2 has the defaults of its missing ones. */
export interface Header {
  readonly version: 2 | 3;
  readonly backingFileOffset: bigint;
  readonly backingFileSize: number;
  readonly clusterBits: number;
  /** Bytes of a cluster: 512 … 2 MiB. */
  readonly clusterBytes: number;
  /** Size of the virtual disk in bytes, as written. */
  readonly size: bigint;
  readonly cryptMethod: number;
  readonly l1Size: number;
  readonly l1TableOffset: bigint;
  readonly refcountTableOffset: bigint;
  readonly refcountTableClusters: number;
  readonly nbSnapshots: number;
  readonly snapshotsOffset: bigint;
  readonly incompatibleFeatures: bigint;
  readonly compatibleFeatures: bigint;
  readonly autoclearFeatures: bigint;
  readonly refcountOrder: number;
  readonly headerLength: number;
  readonly compressionType: number;
}

/**
 * Reads the header from the start of a file whose magic is qcow2's.
 * Null when nothing can be made of it, the reason noted; other trouble is noted by {@link checkHeader}.
 */
export function parseHeader(bytes: Uint8Array, fileBytes: bigint, note: Note): Header | null {
  const view = viewOf(bytes);
  const version = bytes.length >= 8 ? view.getUint32(4) : null;
  if (version !== null && version !== 2 && version !== 3) {
    note({ code: 'version-unsupported', params: { version } });
    return null;
  }
  const needed = version === 3 && bytes.length >= VERSION_2_BYTES ? VERSION_3_BYTES : VERSION_2_BYTES;
  if (version === null || bytes.length < needed) {
    note({ code: 'header-cut', params: { neededBytes: BigInt(needed), fileBytes } });
    return null;
  }
  const clusterBits = view.getUint32(20);
  // Checked before it is ever shifted by: `1 << 32` is 1.
  if (clusterBits < 9 || clusterBits > 21) {
    note({ code: 'cluster-size-invalid', params: { clusterBits } });
    return null;
  }
  const headerLength = version === 3 ? view.getUint32(100) : VERSION_2_BYTES;
  return {
    version,
    backingFileOffset: view.getBigUint64(8),
    backingFileSize: view.getUint32(16),
    clusterBits,
    clusterBytes: 1 << clusterBits,
    size: view.getBigUint64(24),
    cryptMethod: view.getUint32(32),
    l1Size: view.getUint32(36),
    l1TableOffset: view.getBigUint64(40),
    refcountTableOffset: view.getBigUint64(48),
    refcountTableClusters: view.getUint32(56),
    nbSnapshots: view.getUint32(60),
    snapshotsOffset: view.getBigUint64(64),
    incompatibleFeatures: version === 3 ? view.getBigUint64(72) : 0n,
    compatibleFeatures: version === 3 ? view.getBigUint64(80) : 0n,
    autoclearFeatures: version === 3 ? view.getBigUint64(88) : 0n,
    refcountOrder: version === 3 ? view.getUint32(96) : 4,
    headerLength,
    compressionType: headerLength > VERSION_3_BYTES ? (bytes[VERSION_3_BYTES] ?? 0) : 0,
  };
}

/** Whether one of the {@link incompatible} features is on. */
export function uses(header: Header, feature: keyof typeof incompatible): boolean {
  return (header.incompatibleFeatures & incompatible[feature]) !== 0n;
}

/** The size of the virtual disk that a machine sees: QEMU works in 512-byte sectors and rounds down. */
export function virtualBytesOf(header: Header): bigint {
  return header.size - (header.size % 512n);
}

/** Guest clusters that one L2 table describes. */
export function l2EntriesOf(header: Header): number {
  return header.clusterBytes / (uses(header, 'extendedL2') ? 16 : 8);
}

/** Notes what is wrong with the fields that need no other part of the file to judge. */
export function checkHeader(header: Header, fileBytes: bigint, note: Note): void {
  checkLength(header, fileBytes, note);
  checkDiskSize(header, fileBytes, note);
  if (header.refcountOrder > 6)
    note({ code: 'refcount-width-invalid', params: { refcountOrder: header.refcountOrder } });
  if (uses(header, 'dirty')) note({ code: 'not-closed-cleanly', params: {} });
  if (uses(header, 'corrupt')) note({ code: 'marked-corrupt', params: {} });
  const featureBit = uses(header, 'compression');
  if (featureBit ? header.compressionType !== 1 : header.compressionType !== 0)
    note({ code: 'compression-invalid', params: { compressionType: header.compressionType, featureBit } });
  if (uses(header, 'extendedL2') && header.clusterBits < 14)
    note({ code: 'extended-l2-cluster-too-small', params: { clusterBytes: header.clusterBytes } });
}

function checkLength({ headerLength, clusterBytes, version }: Header, fileBytes: bigint, note: Note): void {
  if (version === 2) return;
  if (headerLength < VERSION_3_BYTES) note({ code: 'header-too-short', params: { headerLength } });
  else if (headerLength > clusterBytes)
    note({ code: 'header-too-long', params: { headerLength, clusterBytes } });
  else if (BigInt(headerLength) > fileBytes)
    note({ code: 'header-cut', params: { neededBytes: BigInt(headerLength), fileBytes } });
  else if (headerLength % 8 !== 0) note({ code: 'header-length-odd', params: { headerLength } });
}

/** From this size on a disk is worth a word when its file is tiny, since a converter may fill a host with it. */
const HUGE_BYTES = 2n * 1024n ** 4n;

function checkDiskSize(header: Header, fileBytes: bigint, note: Note): void {
  const declaredBytes = header.size;
  if (declaredBytes >= 1n << 63n) {
    note({ code: 'size-impossible', params: { declaredBytes } });
    return;
  }
  const virtualBytes = virtualBytesOf(header);
  if (virtualBytes !== declaredBytes) note({ code: 'size-rounded', params: { declaredBytes, virtualBytes } });
  if (virtualBytes === 0n) note({ code: 'disk-empty', params: {} });
  if (virtualBytes >= HUGE_BYTES && virtualBytes > fileBytes * 1000n)
    note({ code: 'disk-huge', params: { virtualBytes, fileBytes } });
  const bytesPerTable = BigInt(header.clusterBytes) * BigInt(l2EntriesOf(header));
  const neededEntries = (virtualBytes + bytesPerTable - 1n) / bytesPerTable;
  if (BigInt(header.l1Size) < neededEntries)
    note({ code: 'l1-too-small', params: { entries: header.l1Size, neededEntries } });
}
