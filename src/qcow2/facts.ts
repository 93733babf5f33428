import { readContents } from './contents.ts';
import { type Extensions, listExtensions, readExtensions } from './extensions.ts';
import type { Note } from './findings.ts';
import { disguises } from './format.ts';
import { checkHeader, compatible, type Header, parseHeader, uses, virtualBytesOf } from './header.ts';
import { layOut } from './layout.ts';
import { readReferences } from './references.ts';
import type { Contents, Qcow2Facts } from './report.ts';
import { readSnapshots, type SnapshotList } from './snapshots.ts';
import type { Read } from './source.ts';
import type { WalkOptions } from './walk.ts';

/**
 * Reads all that is to be known of a qcow2 image; null, with the reason noted, when its header makes no sense.
 * `head` is the start of the file, as much as it takes to sniff it.
 */
export async function readFacts(
  read: Read,
  head: Uint8Array,
  fileBytes: number,
  options: WalkOptions,
  note: Note,
): Promise<Qcow2Facts | null> {
  const exactBytes = BigInt(fileBytes);
  const header = parseHeader(head, exactBytes, note);
  if (header === null) return null;
  checkHeader(header, exactBytes, note);
  const disguise = disguises(head.subarray(0, header.clusterBytes));
  if (disguise.length > 0) note({ code: 'disguised', params: { formats: disguise } });

  const { extensions, bytes } = await readHeaderCluster(read, header, head, fileBytes, note);
  const { backing, dataFile } = readReferences(header, extensions, bytes, exactBytes, note);
  const layout = layOut(header, extensions, exactBytes, note);
  const snapshots = await readSnapshots(read, header, layout.snapshots, fileBytes, note);
  const contents = await readContents(read, header, extensions, layout, fileBytes, options, note);
  noteSnapshots(snapshots, contents, note);
  return {
    version: header.version,
    virtualBytes: virtualBytesOf(header),
    clusterBytes: header.clusterBytes,
    refcountBits: 2 ** header.refcountOrder,
    compression: (['deflate', 'zstd'] as const)[header.compressionType] ?? 'unknown',
    encryption: (['none', 'aes', 'luks'] as const)[header.cryptMethod] ?? 'unknown',
    extendedL2: uses(header, 'extendedL2'),
    lazyRefcounts: (header.compatibleFeatures & compatible.lazyRefcounts) !== 0n,
    dirty: uses(header, 'dirty'),
    corrupt: uses(header, 'corrupt'),
    backing,
    dataFile,
    snapshots,
    bitmaps: extensions.bitmaps?.count ?? 0,
    contents,
  };
}

/** Reads the extensions, with the whole header cluster (2 MiB at most) where they or the backing name run on. */
async function readHeaderCluster(
  read: Read,
  header: Header,
  head: Uint8Array,
  fileBytes: number,
  note: Note,
): Promise<{ extensions: Extensions; bytes: Uint8Array }> {
  const { backingFileOffset, backingFileSize, clusterBytes } = header;
  const nameEnd = backingFileOffset === 0n ? 0n : backingFileOffset + BigInt(backingFileSize);
  const list = listExtensions(header, head, fileBytes);
  const suffices = !list.goesOn && (nameEnd <= BigInt(head.length) || nameEnd > BigInt(clusterBytes));
  if (suffices) return { extensions: readExtensions(list, header, note), bytes: head };
  const bytes = await read(0, clusterBytes);
  return { extensions: readExtensions(listExtensions(header, bytes, fileBytes), header, note), bytes };
}

function noteSnapshots({ count, listed }: SnapshotList, contents: Contents | null, note: Note): void {
  if (listed.length === 0) return;
  note({
    code: 'snapshots-present',
    params: {
      count,
      names: listed.map(({ name }) => name),
      bytes: contents?.otherBytes ?? null,
    },
  });
}
