import { deflateRawSync } from 'node:zlib';

/** What a guest cluster holds. Numbers are the subcluster bitmaps of an extended L2 entry. */
type ClusterContent =
  | 'data'
  | 'compressed'
  | 'zero'
  | 'zero-allocated'
  | { readonly data: number; readonly zeroes: number };

/** What to build: by default an empty version 3 image of a 1 MiB disk with 64 KiB clusters. */
export interface ImageOptions {
  readonly version?: 2 | 3;
  readonly clusterBits?: number;
  /** Bytes of the virtual disk. */
  readonly size?: bigint;
  readonly refcountOrder?: number;
  readonly extendedL2?: boolean;
  readonly lazyRefcounts?: boolean;
  /** Content by guest cluster. */
  readonly clusters?: Readonly<Record<number, ClusterContent>>;
  readonly extensions?: readonly { readonly type: number; readonly data: Uint8Array | string }[];
  readonly backingName?: Uint8Array | string;
  readonly snapshots?: readonly { readonly name: string; readonly extraBytes?: number }[];
}

/** An image and where its parts are. */
export interface Image {
  readonly bytes: Uint8Array;
  readonly at: {
    /** First byte after the last header extension's end mark. */
    readonly extensionsEnd: number;
    readonly refcountTable: number;
    readonly refcountBlock: number;
    readonly l1: number;
    readonly snapshots: number;
    /** By L1 index. */
    readonly l2: ReadonlyMap<number, number>;
    /** By guest cluster. */
    readonly data: ReadonlyMap<number, number>;
  };
}

const COPIED = 1n << 63n;
const COMPRESSED = 1n << 62n;

const bytesOf = (value: Uint8Array | string): Uint8Array =>
  typeof value === 'string' ? new TextEncoder().encode(value) : value;

const padded = (length: number): number => Math.ceil(length / 8) * 8;

/** Builds a whole image that `qemu-img check` finds nothing wrong with (unless the options ask for nonsense). */
export function buildImage(options: ImageOptions = {}): Image {
  const { version = 3, clusterBits = 16, size = 1n << 20n, refcountOrder = 4 } = options;
  const { extendedL2 = false, clusters = {}, snapshots = [] } = options;
  const cluster = 2 ** clusterBits;
  const entryBytes = extendedL2 ? 16 : 8;
  const entriesPerTable = cluster / entryBytes;
  const l1Size = Math.max(1, Math.ceil(Number(size) / cluster / entriesPerTable));
  const l1Clusters = Math.ceil((l1Size * 8) / cluster);
  const contents = Object.entries(clusters).map(([guest, content]) => ({ guest: Number(guest), content }));
  const tables = [...new Set(contents.map(({ guest }) => Math.floor(guest / entriesPerTable)))];
  const hosted = contents.filter(
    ({ content }) => content !== 'zero' && !(typeof content === 'object' && content.data === 0),
  );
  const snapshotTable = snapshotEntries(snapshots, version, size);
  const snapshotClusters = Math.ceil(snapshotTable.length / cluster);

  const countsPerBlock = (cluster * 8) / 2 ** refcountOrder;
  const withoutRefcounts =
    1 + l1Clusters * (1 + snapshots.length) + tables.length + snapshotClusters + hosted.length;
  let blocks = 1;
  const tableClusters = (): number => Math.ceil((blocks * 8) / cluster);
  while (blocks * countsPerBlock < withoutRefcounts + blocks + tableClusters()) blocks += 1;
  const total = withoutRefcounts + blocks + tableClusters();

  const bytes = new Uint8Array(total * cluster);
  const view = new DataView(bytes.buffer);
  let used = 0;
  const take = (count: number): number => {
    const offset = used * cluster;
    used += count;
    return offset;
  };
  take(1);
  const refcountTable = take(tableClusters());
  const refcountBlock = take(blocks);
  const l1 = take(l1Clusters);
  const l2 = new Map(tables.map((index) => [index, take(1)]));
  const snapshotsAt = take(snapshotClusters);
  const snapshotL1s = snapshots.map(() => take(l1Clusters));
  const data = new Map(hosted.map(({ guest }) => [guest, take(1)]));

  for (let block = 0; block < blocks; block += 1)
    view.setBigUint64(refcountTable + block * 8, BigInt(refcountBlock + block * cluster));
  for (let index = 0; index < total; index += 1) countOnce(bytes, refcountBlock, index, refcountOrder);
  for (const [index, offset] of l2) view.setBigUint64(l1 + index * 8, COPIED | BigInt(offset));
  for (const { guest, content } of contents) {
    const table = l2.get(Math.floor(guest / entriesPerTable)) ?? 0;
    const entryAt = table + (guest % entriesPerTable) * entryBytes;
    const host = data.get(guest);
    const { entry, bitmap } = l2Entry(content, host, clusterBits, extendedL2, bytes);
    view.setBigUint64(entryAt, entry);
    if (extendedL2) view.setBigUint64(entryAt + 8, bitmap);
  }
  bytes.set(snapshotTable, snapshotsAt);
  let snapshotAt = snapshotsAt;
  for (const [index, snapshot] of snapshots.entries()) {
    view.setBigUint64(snapshotAt, BigInt(snapshotL1s[index] ?? 0));
    view.setUint32(snapshotAt + 8, l1Size);
    snapshotAt += snapshotEntries([snapshot], version, size).length;
  }

  view.setUint32(0, 0x514649fb);
  view.setUint32(4, version);
  view.setUint32(20, clusterBits);
  view.setBigUint64(24, size);
  view.setUint32(36, l1Size);
  view.setBigUint64(40, BigInt(l1));
  view.setBigUint64(48, BigInt(refcountTable));
  view.setUint32(56, tableClusters());
  view.setUint32(60, snapshots.length);
  view.setBigUint64(64, snapshots.length === 0 ? 0n : BigInt(snapshotsAt));
  if (version === 3) {
    view.setBigUint64(72, extendedL2 ? 16n : 0n);
    view.setBigUint64(80, options.lazyRefcounts === true ? 1n : 0n);
    view.setUint32(96, refcountOrder);
    view.setUint32(100, 112);
  }
  let at = version === 3 ? 112 : 72;
  for (const extension of options.extensions ?? []) {
    const content = bytesOf(extension.data);
    view.setUint32(at, extension.type);
    view.setUint32(at + 4, content.length);
    bytes.set(content, at + 8);
    at += 8 + padded(content.length);
  }
  at += 8;
  if (options.backingName !== undefined) {
    const name = bytesOf(options.backingName);
    view.setBigUint64(8, BigInt(at));
    view.setUint32(16, name.length);
    bytes.set(name, at);
  }
  return {
    bytes,
    at: { extensionsEnd: at, refcountTable, refcountBlock, l1, snapshots: snapshotsAt, l2, data },
  };
}

/** Sets the count of a cluster to 1. Counts narrower than a byte are packed from its lowest bit up. */
function countOnce(bytes: Uint8Array, blocks: number, index: number, refcountOrder: number): void {
  const bit = index * 2 ** refcountOrder;
  const lowest = refcountOrder < 3 ? Math.floor(bit / 8) : (bit + 2 ** refcountOrder) / 8 - 1;
  bytes[blocks + lowest] = (bytes[blocks + lowest] ?? 0) | (refcountOrder < 3 ? 1 << (bit % 8) : 1);
}

function l2Entry(
  content: ClusterContent,
  host: number | undefined,
  clusterBits: number,
  extendedL2: boolean,
  bytes: Uint8Array,
): { entry: bigint; bitmap: bigint } {
  const cluster = 2 ** clusterBits;
  const standard = host === undefined ? 0n : COPIED | BigInt(host);
  if (typeof content === 'object') {
    if (host !== undefined) bytes.fill(0xa5, host, host + cluster);
    return { entry: standard, bitmap: (BigInt(content.zeroes) << 32n) | BigInt(content.data) };
  }
  if (content === 'compressed') {
    // QEMU unpacks with a window of 4 KiB. An odd place shows that compressed clusters need no alignment.
    const packed = deflateRawSync(new Uint8Array(cluster).fill(0x5a), { windowBits: 12 });
    const offset = (host ?? 0) + 100;
    bytes.set(packed, offset);
    const sectors = Math.ceil(((offset % 512) + packed.length) / 512) - 1;
    const split = BigInt(70 - clusterBits);
    return { entry: COMPRESSED | (BigInt(sectors) << split) | BigInt(offset), bitmap: 0n };
  }
  const zero = content === 'zero' || content === 'zero-allocated';
  if (!zero && host !== undefined) bytes.fill(0xa5, host, host + cluster);
  if (extendedL2) return { entry: standard, bitmap: zero ? 0xffffffffn << 32n : 0xffffffffn };
  return { entry: standard | (zero ? 1n : 0n), bitmap: 0n };
}

function snapshotEntries(
  snapshots: NonNullable<ImageOptions['snapshots']>,
  version: 2 | 3,
  size: bigint,
): Uint8Array {
  const entries = snapshots.map(({ name, extraBytes = version === 3 ? 16 : 0 }, index) => {
    const id = bytesOf(String(index + 1));
    const title = bytesOf(name);
    const entry = new Uint8Array(padded(40 + extraBytes + id.length + title.length));
    const view = new DataView(entry.buffer);
    view.setUint16(12, id.length);
    view.setUint16(14, title.length);
    view.setUint32(16, 1_700_000_000);
    view.setUint32(36, extraBytes);
    if (extraBytes >= 16) view.setBigUint64(48, size);
    entry.set(id, 40 + extraBytes);
    entry.set(title, 40 + extraBytes + id.length);
    return entry;
  });
  return Uint8Array.from(entries.flatMap((entry) => [...entry]));
}

/** Where to write what: a 32-bit number, a 64-bit `bigint`, or bytes as they are. */
export type Patch = readonly [offset: number, value: number | bigint | Uint8Array | string];

/** A copy of the bytes with patches upon them. */
export function patched(bytes: Uint8Array, ...patches: readonly Patch[]): Uint8Array {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  for (const [offset, value] of patches) {
    if (typeof value === 'number') view.setUint32(offset, value);
    else if (typeof value === 'bigint') view.setBigUint64(offset, value);
    else copy.set(bytesOf(value), offset);
  }
  return copy;
}

/** Where the fields of the header are. */
export const field = {
  magic: 0,
  version: 4,
  backingFileOffset: 8,
  backingFileSize: 16,
  clusterBits: 20,
  size: 24,
  cryptMethod: 32,
  l1Size: 36,
  l1TableOffset: 40,
  refcountTableOffset: 48,
  refcountTableClusters: 56,
  nbSnapshots: 60,
  snapshotsOffset: 64,
  incompatibleFeatures: 72,
  compatibleFeatures: 80,
  autoclearFeatures: 88,
  refcountOrder: 96,
  headerLength: 100,
  /** A byte of its own. */
  compressionType: 104,
} as const;
