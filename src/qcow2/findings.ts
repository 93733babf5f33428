import type { Format } from './format.ts';

/** `blocks`: do not upload this. `warns`: somebody should look. `informs`: good to know. */
export type Level = 'blocks' | 'warns' | 'informs';

/** What the findings come to: `refuse` when one blocks, `warn` when one warns, else `ok`. */
export type Verdict = 'refuse' | 'warn' | 'ok';

/** The structures of a qcow2 file that have a place of their own in it. */
export type TableName =
  | 'header'
  | 'l1'
  | 'l2'
  | 'refcounts'
  | 'refcount-blocks'
  | 'snapshots'
  | 'bitmaps'
  | 'encryption';

type Nothing = Readonly<Record<string, never>>;

/**
 * Every code with what it carries. Texts in it went through `visibleText`; bytes and offsets are `bigint`,
 * counts are `number`. "The specification" is QEMU's interop document `qcow2`.
 */
export interface FindingParams {
  // The file as a whole.
  'empty-file': Nothing;
  /** A disk image that `qemu-img` knows as `qemuFormat` and can convert. */
  'other-disk-format': { format: Format; qemuFormat: string; virtualBytes: bigint | null };
  /** A disk image that names other files, so that it is not whole alone. */
  'other-disk-incomplete': { format: Format };
  /** A raw disk with a partition table. */
  'raw-disk': { format: 'gpt' | 'mbr' };
  'raw-unrecognised': Nothing;
  'raw-zeroes': Nothing;
  'bare-file-system': { format: Format };
  'optical-disc': { format: 'iso' | 'udf' };
  'luks-disk': Nothing;
  /** `inner`: what it unpacks to, when that could be told. */
  compressed: { format: Format; inner: Format | null };
  archive: { format: Format };
  'not-an-image': { format: Format };
  /** The header cluster of the qcow2 image bears the marks of other formats. */
  disguised: { formats: readonly Format[] };

  // The header.
  'header-cut': { neededBytes: bigint; fileBytes: bigint };
  'version-unsupported': { version: number };
  'cluster-size-invalid': { clusterBits: number };
  'header-too-short': { headerLength: number };
  'header-too-long': { headerLength: number; clusterBytes: number };
  'header-length-odd': { headerLength: number };
  'disk-empty': Nothing;
  'size-rounded': { declaredBytes: bigint; virtualBytes: bigint };
  'size-impossible': { declaredBytes: bigint };
  'disk-huge': { virtualBytes: bigint; fileBytes: bigint };
  'refcount-width-invalid': { refcountOrder: number };
  /** Incompatible feature bits that nobody has defined; `name` from the image's own table. */
  'features-unknown': { features: readonly { bit: number; name: string | null }[] };
  'not-closed-cleanly': Nothing;
  'marked-corrupt': Nothing;
  'compression-invalid': { compressionType: number; featureBit: boolean };
  'extended-l2-cluster-too-small': { clusterBytes: number };

  // What points elsewhere, or hides the data.
  'data-file': { name: string | null };
  'data-file-contradiction': { name: string | null };
  'backing-file': { name: string; format: string | null };
  'backing-offset-invalid': { offset: bigint };
  'backing-overlaps-header': { offset: bigint; headerLength: number };
  'backing-name-empty': Nothing;
  'backing-name-too-long': { nameBytes: number };
  'backing-format-too-long': { nameBytes: number };
  encrypted: { method: 'AES' | 'LUKS' };
  'encryption-unknown': { method: number };
  'encryption-header-missing': Nothing;
  'encryption-header-malformed': Nothing;
  'encryption-header-unexpected': Nothing;

  // Header extensions; `type` is eight hexadecimal digits.
  'extension-too-long': { type: string; dataBytes: number };
  'extension-repeated': { type: string };
  'bitmaps-malformed': Nothing;
  'bitmaps-missing': Nothing;

  // Where the tables lie.
  'l1-too-large': { entries: number };
  'l1-too-small': { entries: number; neededEntries: bigint };
  'refcount-table-empty': Nothing;
  'refcount-table-too-large': { clusters: number };
  'table-offset-invalid': { table: TableName; offset: bigint };
  'table-past-end': { table: TableName; offset: bigint; endBytes: bigint; fileBytes: bigint };
  'tables-overlap': { first: TableName; second: TableName };

  // What is in the tables.
  'file-incomplete': { tables: number; clusters: number; neededBytes: bigint; fileBytes: bigint };
  'entries-damaged': { unaligned: number; reserved: number };
  'clusters-overlap-tables': { clusters: number };
  'clusters-shared': { mappedBytes: bigint; fileBytes: bigint };
  /** Tables, and whether the last cluster in use, are not counted as used. */
  'refcount-zero': { tables: readonly TableName[]; lastCluster: boolean };
  'tables-not-all-read': { read: number; total: number };
  'trailing-bytes': { bytes: bigint };

  // Internal snapshots; `index` counts from 0.
  'snapshots-too-many': { count: number };
  /** `bytes`: what the snapshots may add to the file at most; null when that is not known. */
  'snapshots-present': { count: number; names: readonly string[]; bytes: bigint | null };
  'snapshot-cut': { index: number };
  'snapshot-extra-too-long': { index: number; dataBytes: number };
  'snapshot-extra-missing': { count: number };
  'snapshot-names-odd': { count: number };
  'snapshot-tables-damaged': { count: number };
}

export type FindingCode = keyof FindingParams;

/** The level is the code's own: the same trouble never weighs differently. */
const levels: { readonly [C in FindingCode]: Level } = {
  'empty-file': 'blocks',
  'other-disk-format': 'blocks',
  'other-disk-incomplete': 'blocks',
  'raw-disk': 'blocks',
  'raw-unrecognised': 'blocks',
  'raw-zeroes': 'blocks',
  'bare-file-system': 'blocks',
  'optical-disc': 'blocks',
  'luks-disk': 'blocks',
  compressed: 'blocks',
  archive: 'blocks',
  'not-an-image': 'blocks',
  disguised: 'warns',
  'header-cut': 'blocks',
  'version-unsupported': 'blocks',
  'cluster-size-invalid': 'blocks',
  'header-too-short': 'blocks',
  'header-too-long': 'blocks',
  'header-length-odd': 'warns',
  'disk-empty': 'warns',
  'size-rounded': 'informs',
  'size-impossible': 'blocks',
  'disk-huge': 'warns',
  'refcount-width-invalid': 'blocks',
  'features-unknown': 'blocks',
  'not-closed-cleanly': 'warns',
  'marked-corrupt': 'blocks',
  'compression-invalid': 'blocks',
  'extended-l2-cluster-too-small': 'blocks',
  'data-file': 'blocks',
  'data-file-contradiction': 'warns',
  'backing-file': 'blocks',
  'backing-offset-invalid': 'blocks',
  'backing-overlaps-header': 'blocks',
  'backing-name-empty': 'warns',
  'backing-name-too-long': 'blocks',
  'backing-format-too-long': 'blocks',
  encrypted: 'blocks',
  'encryption-unknown': 'blocks',
  'encryption-header-missing': 'blocks',
  'encryption-header-malformed': 'blocks',
  'encryption-header-unexpected': 'blocks',
  'extension-too-long': 'blocks',
  'extension-repeated': 'warns',
  'bitmaps-malformed': 'blocks',
  'bitmaps-missing': 'warns',
  'l1-too-large': 'blocks',
  'l1-too-small': 'blocks',
  'refcount-table-empty': 'blocks',
  'refcount-table-too-large': 'blocks',
  'table-offset-invalid': 'blocks',
  'table-past-end': 'blocks',
  'tables-overlap': 'blocks',
  'file-incomplete': 'warns',
  'entries-damaged': 'warns',
  'clusters-overlap-tables': 'warns',
  'clusters-shared': 'warns',
  'refcount-zero': 'warns',
  'tables-not-all-read': 'informs',
  'trailing-bytes': 'informs',
  'snapshots-too-many': 'blocks',
  'snapshots-present': 'warns',
  'snapshot-cut': 'blocks',
  'snapshot-extra-too-long': 'blocks',
  'snapshot-extra-missing': 'warns',
  'snapshot-names-odd': 'warns',
  'snapshot-tables-damaged': 'warns',
};

/** One thing found in a file, as data: the page and the command line each have words for it. */
export type Finding<C extends FindingCode = FindingCode> = {
  [K in C]: { readonly level: Level; readonly code: K; readonly params: FindingParams[K] };
}[C];

/** A finding as it is taken down: its level follows from its code. */
type Noted = { [C in FindingCode]: Pick<Finding<C>, 'code' | 'params'> }[FindingCode];

/** Takes down a finding. */
export type Note = (noted: Noted) => void;

/** A list of findings and the way to add to it. */
export function createFindings(): { readonly list: Finding[]; readonly note: Note } {
  const list: Finding[] = [];
  return { list, note: (noted) => list.push({ ...noted, level: levels[noted.code] }) };
}

/** What a list of findings comes to. */
export function verdictOf(findings: readonly Finding[]): Verdict {
  if (findings.some(({ level }) => level === 'blocks')) return 'refuse';
  return findings.some(({ level }) => level === 'warns') ? 'warn' : 'ok';
}
