import type { DiskMap } from './disk-map.ts';
import type { Finding, Verdict } from './findings.ts';
import type { Format } from './format.ts';
import type { References } from './references.ts';
import type { SnapshotList } from './snapshots.ts';

/** What {@link inspect} has to say about a file: discriminated by `format`. All names went through `visibleText`. */
export type Report = Qcow2Report | ForeignReport;

interface Judged {
  readonly fileBytes: bigint;
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
}

/** A file that is not qcow2. */
export interface ForeignReport extends Judged {
  readonly format: Exclude<Format, 'qcow2'> | 'empty';
  /** Size of the disk in it, where that is cheap to tell. */
  readonly virtualBytes: bigint | null;
}

/** A file that starts as qcow2 does. */
export interface Qcow2Report extends Judged {
  readonly format: 'qcow2';
  /** Null when the header cannot be read; the findings tell why. */
  readonly facts: Qcow2Facts | null;
}

/** What the header, its extensions and the tables say. */
export interface Qcow2Facts {
  readonly version: 2 | 3;
  /** The disk that a machine sees, in bytes: a multiple of 512. */
  readonly virtualBytes: bigint;
  readonly clusterBytes: number;
  readonly refcountBits: number;
  readonly compression: 'deflate' | 'zstd' | 'unknown';
  readonly encryption: 'none' | 'aes' | 'luks' | 'unknown';
  readonly extendedL2: boolean;
  readonly lazyRefcounts: boolean;
  readonly dirty: boolean;
  readonly corrupt: boolean;
  readonly backing: References['backing'];
  readonly dataFile: References['dataFile'];
  readonly snapshots: SnapshotList;
  /** Persistent dirty bitmaps (for incremental backups), or 0. */
  readonly bitmaps: number;
  /** Null when the tables cannot be read; the findings tell why. */
  readonly contents: Contents | null;
}

/** What lies in the file for the running disk (not for its snapshots). Least values where `complete` is false. */
export interface Contents {
  /** Whether every L2 table was read. */
  readonly complete: boolean;
  readonly l2Tables: number;
  readonly l2TablesRead: number;
  /** Clusters of the file in use for the disk, compressed and preallocated ones too, as `qemu-img check` counts them. */
  readonly allocatedClusters: number;
  readonly compressedClusters: number;
  /** Clusters that are known to be zeroes and take no room. */
  readonly zeroClusters: number;
  /** Clusters that are known to be zeroes and are reserved in the file all the same. */
  readonly zeroAllocatedClusters: number;
  /** `allocatedClusters` in bytes of the disk. */
  readonly allocatedBytes: bigint;
  /** Bytes of the disk that the file holds, as `qemu-img map` tells them; less than allocated with subclusters. */
  readonly dataBytes: bigint;
  /** Bytes of the disk that are known to be zeroes. */
  readonly zeroBytes: bigint;
  /** Bytes of the file that are header and tables. */
  readonly metadataBytes: bigint;
  /** Bytes of the file that the running disk does not refer to: snapshots, bitmaps, leaked clusters; null when not all was read. */
  readonly otherBytes: bigint | null;
  /** Where a file must end at the earliest to hold everything that the tables refer to. */
  readonly neededBytes: bigint;
  readonly map: DiskMap;
}

/** JSON, as a type. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** The report as JSON, with every 64-bit number as a string of decimal digits. */
export function reportToJson(report: Report): Json {
  return toJson(report);
}

function toJson(value: unknown): Json {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item)]));
  return null;
}
