import { bytesText, countText, exactSizeText, sizeText } from './display.ts';
import type { Finding, FindingCode, FindingParams, TableName } from './findings.ts';
import type { Format } from './format.ts';

/** A finding in words: what was found and why it matters, and what to do about it where something can be done. */
export interface Message {
  readonly says: string;
  readonly remedy?: string;
}

/** English names of the formats, as they stand in a sentence. */
export const formatNames: { readonly [F in Format | 'empty']: string } = {
  qcow2: 'qcow2 disk image',
  qcow1: 'qcow (version 1) disk image',
  qed: 'QED disk image',
  vmdk: 'VMware disk (VMDK)',
  'vmdk-esx': 'old ESX disk (VMDK, COWD)',
  'vmdk-descriptor': 'VMware disk descriptor (VMDK)',
  vdi: 'VirtualBox disk (VDI)',
  vhd: 'dynamic Virtual PC disk (VHD)',
  'vhd-differencing': 'differencing Virtual PC disk (VHD)',
  'vhd-fixed': 'fixed Virtual PC disk (VHD)',
  vhdx: 'Hyper-V disk (VHDX)',
  parallels: 'Parallels disk',
  dmg: 'Apple disk image (DMG)',
  luks: 'LUKS-encrypted raw disk',
  iso: 'optical disc image (ISO 9660)',
  udf: 'optical disc image (UDF)',
  gzip: 'gzip file',
  xz: 'xz file',
  zstd: 'Zstandard file',
  bzip2: 'bzip2 file',
  lz4: 'LZ4 file',
  '7z': '7-Zip archive',
  zip: 'zip archive',
  tar: 'tar archive',
  ova: 'virtual appliance (OVA)',
  container: 'container image archive',
  squashfs: 'SquashFS file system',
  ext: 'ext2/3/4 file system',
  xfs: 'XFS file system',
  btrfs: 'Btrfs file system',
  gpt: 'raw disk with GPT partitions',
  mbr: 'raw disk with an MBR',
  elf: 'program (ELF)',
  html: 'HTML or XML page',
  json: 'JSON text',
  zeroes: 'raw file that starts with zeroes',
  raw: 'raw file (no header recognised)',
  empty: 'empty file',
};

const tableNames: { readonly [T in TableName]: string } = {
  header: 'header',
  l1: 'L1 table',
  l2: 'L2 tables',
  refcounts: 'refcount table',
  'refcount-blocks': 'refcount blocks',
  snapshots: 'snapshot table',
  bitmaps: 'bitmap directory',
  encryption: 'encryption header',
};

const fetchAgain = 'Copy or download the file again and compare its checksum with that of the original.';
const check =
  'Run `qemu-img check FILE` on a copy; if it can be read at all, `qemu-img convert -O qcow2` makes a clean one.';
const flatten =
  'Run `qemu-img convert -O qcow2 FILE NEW.qcow2` where the other file is: the new one is whole.';
const fromRaw = 'If this is the disk you mean, run `qemu-img convert -f raw -O qcow2 FILE NEW.qcow2`.';
const decrypt = 'Run `qemu-img convert` with the secret to make an image without encryption.';

const quote = (name: string): string => `“${name}”`;
const hex = (value: bigint): string => `0x${value.toString(16)}`;

/** The English text of each code. */
const messages: { readonly [C in FindingCode]: (params: FindingParams[C]) => Message } = {
  'empty-file': () => ({ says: 'The file is empty.', remedy: fetchAgain }),
  'other-disk-format': ({ format, qemuFormat, virtualBytes }) => ({
    says: `This is a ${formatNames[format]}${virtualBytes === null ? '' : ` of ${sizeText(virtualBytes)}`}, not qcow2.`,
    remedy: `Run \`qemu-img convert -f ${qemuFormat} -O qcow2 FILE NEW.qcow2\`.`,
  }),
  'other-disk-incomplete': ({ format }) => ({
    says: `This is a ${formatNames[format]}, which needs the other files that it names.`,
    remedy: 'Run `qemu-img convert -O qcow2 FILE NEW.qcow2` where all of them are.',
  }),
  'raw-disk': ({ format }) => ({ says: `This is a ${formatNames[format]}, not qcow2.`, remedy: fromRaw }),
  'raw-unrecognised': () => ({
    says: 'No format is recognised: this is a raw disk, or no disk image at all.',
    remedy: fromRaw,
  }),
  'raw-zeroes': () => ({
    says: 'The file starts with nothing but zeroes: a blank raw disk, or a download that never got its data.',
    remedy: fromRaw,
  }),
  'bare-file-system': ({ format }) => ({
    says: `This is a bare ${formatNames[format]} without a partition table; it does not boot by itself.`,
    remedy: fromRaw,
  }),
  'optical-disc': ({ format }) => ({
    says: `This is an ${formatNames[format]}: a medium to install from, not an installed disk.`,
    remedy: 'Install it into a new qcow2 disk, or use the cloud image of the same system.',
  }),
  'luks-disk': () => ({
    says: 'This is a raw disk encrypted with LUKS; nothing can boot it without its secret.',
    remedy: decrypt,
  }),
  compressed: ({ format, inner }) => ({
    says: `This is a ${formatNames[format]}${inner === null ? '' : ` with a ${formatNames[inner]} inside`}.`,
    remedy: 'Unpack it first.',
  }),
  archive: ({ format }) => ({
    says: `This is a ${formatNames[format]}, not a disk image.`,
    remedy:
      format === 'container'
        ? 'A container image is not a disk.'
        : 'Unpack it and take the disk image out of it.',
  }),
  'not-an-image': ({ format }) => ({
    says: `This is a ${formatNames[format]}, not a disk image; often that is a saved error or log-in page.`,
    remedy: 'Download the image again and look at what the server answers.',
  }),
  disguised: ({ formats }) => ({
    says: `The header also bears the marks of another format (${formats.map((format) => formatNames[format]).join(', ')}): tools may disagree on what this disk holds.`,
    remedy: 'Run `qemu-img convert -f qcow2 -O qcow2 FILE NEW.qcow2` and look at what is in it.',
  }),

  'header-cut': ({ neededBytes, fileBytes }) => ({
    says: `Cut off: the header needs ${bytesText(neededBytes)}, the file has ${bytesText(fileBytes)}.`,
    remedy: fetchAgain,
  }),
  'version-unsupported': ({ version }) => ({
    says: `qcow2 version ${version} is not supported (2 or 3 is).`,
  }),
  'cluster-size-invalid': ({ clusterBits }) => ({
    says: `The cluster size of 2^${clusterBits} bytes is outside 512 bytes … 2 MiB.`,
    remedy: fetchAgain,
  }),
  'header-too-short': ({ headerLength }) => ({
    says: `The header says that it is ${bytesText(headerLength)} long; version 3 has 104 at least.`,
    remedy: fetchAgain,
  }),
  'header-too-long': ({ headerLength, clusterBytes }) => ({
    says: `The header says that it is ${bytesText(headerLength)} long, more than a cluster of ${bytesText(clusterBytes)}.`,
    remedy: fetchAgain,
  }),
  'header-length-odd': ({ headerLength }) => ({
    says: `The header length of ${bytesText(headerLength)} is not a multiple of 8; some programs will not open this.`,
    remedy: check,
  }),
  'disk-empty': () => ({ says: 'The virtual disk is 0 bytes.' }),
  'size-rounded': ({ declaredBytes, virtualBytes }) => ({
    says: `The size of ${bytesText(declaredBytes)} is not a multiple of 512; machines see ${bytesText(virtualBytes)}.`,
  }),
  'size-impossible': ({ declaredBytes }) => ({
    says: `A virtual size of ${bytesText(declaredBytes)} is impossible.`,
    remedy: fetchAgain,
  }),
  'disk-huge': ({ virtualBytes, fileBytes }) => ({
    says: `The virtual disk is ${sizeText(virtualBytes)}, the file only ${sizeText(fileBytes)}: unpacked it may fill whatever it is put on.`,
    remedy: 'See that the size is meant, and within what you may use.',
  }),
  'refcount-width-invalid': ({ refcountOrder }) => ({
    says: `A refcount width of 2^${refcountOrder} bits is more than 64.`,
    remedy: fetchAgain,
  }),
  'features-unknown': ({ features }) => ({
    says: `It needs features that nothing here knows: ${features.map(({ bit, name }) => (name === null ? `bit ${bit}` : `${quote(name)} (bit ${bit})`)).join(', ')}.`,
    remedy: 'Convert it with the program that wrote it.',
  }),
  'not-closed-cleanly': () => ({
    says: 'It was not closed cleanly: its reference counts may be stale.',
    remedy: 'Run `qemu-img check -r all FILE`.',
  }),
  'marked-corrupt': () => ({ says: 'It is marked as corrupt.', remedy: check }),
  'compression-invalid': ({ compressionType, featureBit }) => ({
    says: `Compression type ${compressionType} with its feature bit ${featureBit ? 'set' : 'clear'} makes no sense.`,
    remedy: fetchAgain,
  }),
  'extended-l2-cluster-too-small': ({ clusterBytes }) => ({
    says: `Extended L2 entries need clusters of 16 KiB at least, not of ${bytesText(clusterBytes)}.`,
    remedy: fetchAgain,
  }),

  'data-file': ({ name }) => ({
    says: `Its data is in another file${name === null ? '' : `: ${quote(name)}`}. This file alone holds none.`,
    remedy: flatten,
  }),
  'data-file-contradiction': ({ name }) => ({
    says: `It speaks of a data file${name === null ? '' : ` (${quote(name)})`} that it then says it does not use.`,
    remedy: check,
  }),
  'backing-file': ({ name, format }) => ({
    says: `It needs another file: ${quote(name)}${format === null ? '' : ` (${format})`}. Such a name makes the host that runs the image open files of its own.`,
    remedy: flatten,
  }),
  'backing-offset-invalid': ({ offset }) => ({
    says: `The name of its backing file is at ${hex(offset)}, outside the header cluster.`,
    remedy: fetchAgain,
  }),
  'backing-overlaps-header': ({ offset, headerLength }) => ({
    says: `The name of its backing file is at ${hex(offset)}, within the header of ${bytesText(headerLength)}.`,
    remedy: fetchAgain,
  }),
  'backing-name-empty': () => ({
    says: 'It has a place for the name of a backing file, but the name is empty.',
  }),
  'backing-name-too-long': ({ nameBytes }) => ({
    says: `The name of its backing file is ${bytesText(nameBytes)} long; it may have 1,023, and not leave the header cluster.`,
    remedy: fetchAgain,
  }),
  'backing-format-too-long': ({ nameBytes }) => ({
    says: `The format of its backing file is a name of ${bytesText(nameBytes)}; it may have 15.`,
    remedy: fetchAgain,
  }),
  encrypted: ({ method }) => ({
    says: `It is encrypted (${method === 'AES' ? 'legacy AES, which emulators no longer run' : 'LUKS'}); nothing can boot it without its secret.`,
    remedy: decrypt,
  }),
  'encryption-unknown': ({ method }) => ({
    says: `Its encryption method ${method} does not exist.`,
    remedy: fetchAgain,
  }),
  'encryption-header-missing': () => ({
    says: 'It is encrypted with LUKS, but the LUKS header is missing.',
    remedy: fetchAgain,
  }),
  'encryption-header-malformed': () => ({
    says: 'It is encrypted with LUKS, but the note of where the LUKS header lies is malformed.',
    remedy: fetchAgain,
  }),
  'encryption-header-unexpected': () => ({
    says: 'It has a LUKS header without being encrypted with LUKS.',
    remedy: check,
  }),

  'extension-too-long': ({ type, dataBytes }) => ({
    says: `Header extension ${type} claims ${bytesText(dataBytes)}, more than there is room for: the extensions cannot be read.`,
    remedy: fetchAgain,
  }),
  'extension-repeated': ({ type }) => ({
    says: `Header extension ${type} is there more than once; only the first was read.`,
    remedy: check,
  }),
  'bitmaps-malformed': () => ({ says: 'Its list of bitmaps is malformed.', remedy: check }),
  'bitmaps-missing': () => ({
    says: 'It says that its bitmaps are up to date, but has no list of them.',
    remedy: check,
  }),

  'l1-too-large': ({ entries }) => ({
    says: `The L1 table is too large: ${countText(entries, 'entry', 'entries')}; 4,194,304 are allowed.`,
    remedy: fetchAgain,
  }),
  'l1-too-small': ({ entries, neededEntries }) => ({
    says: `The L1 table is too small for the disk: ${countText(entries, 'entry', 'entries')}, where ${countText(neededEntries, 'is', 'are')} needed.`,
    remedy: fetchAgain,
  }),
  'refcount-table-empty': () => ({ says: 'It has no refcount table.', remedy: fetchAgain }),
  'refcount-table-too-large': ({ clusters }) => ({
    says: `The refcount table is too large: ${countText(clusters, 'cluster', 'clusters')}; 8 MiB are allowed.`,
    remedy: fetchAgain,
  }),
  'table-offset-invalid': ({ table, offset }) => ({
    says: `The ${tableNames[table]} is at ${hex(offset)}, where no cluster starts.`,
    remedy: fetchAgain,
  }),
  'table-past-end': ({ table, offset, endBytes, fileBytes }) => ({
    says: `The ${tableNames[table]} is at ${hex(offset)} … ${hex(endBytes)}, past the end of the file (${hex(fileBytes)}).`,
    remedy: fetchAgain,
  }),
  'tables-overlap': ({ first, second }) => ({
    says: `The ${tableNames[first]} and the ${tableNames[second]} lie upon each other.`,
    remedy: fetchAgain,
  }),

  'file-incomplete': ({ tables, clusters, neededBytes, fileBytes }) => ({
    says: `The file is incomplete: ${[
      ...(tables === 0 ? [] : [countText(tables, 'table', 'tables')]),
      ...(clusters === 0 ? [] : [countText(clusters, 'cluster', 'clusters')]),
    ].join(
      ' and ',
    )} past its end. It should have at least ${exactSizeText(neededBytes)}, and has ${exactSizeText(fileBytes)}.`,
    remedy: fetchAgain,
  }),
  'entries-damaged': ({ unaligned, reserved }) => ({
    says: `${countText(unaligned + reserved, 'table entry is', 'table entries are')} damaged (${unaligned} unaligned, ${reserved} with bits that must be clear).`,
    remedy: check,
  }),
  'clusters-overlap-tables': ({ clusters }) => ({
    says: `${countText(clusters, 'data cluster lies', 'data clusters lie')} upon the header or a table.`,
    remedy: check,
  }),
  'clusters-shared': ({ mappedBytes, fileBytes }) => ({
    says: `The disk claims ${sizeText(mappedBytes)} of a file of ${sizeText(fileBytes)}: it uses clusters more than once.`,
    remedy: check,
  }),
  'refcount-zero': ({ tables, lastCluster }) => ({
    says: `Some of what it uses is not counted as used (${[...tables.map((table) => tableNames[table]), ...(lastCluster ? ['last cluster'] : [])].join(', ')}): the next write may destroy it, or its cluster size is wrong.`,
    remedy: check,
  }),
  'tables-not-all-read': ({ read, total }) => ({
    says: `Only the first ${read} of ${total} L2 tables were read; the figures are the least there is.`,
  }),
  'trailing-bytes': ({ bytes }) => ({
    says: `${sizeText(bytes)} at the end of the file ${bytes === 1n ? 'belongs' : 'belong'} to nothing.`,
  }),

  'snapshots-too-many': ({ count }) => ({
    says: `${countText(count, 'snapshot is', 'snapshots are')} more than the 65,536 allowed.`,
    remedy: fetchAgain,
  }),
  'snapshots-present': ({ count, names, bytes }) => ({
    says: `${countText(count, 'internal snapshot', 'internal snapshots')}: ${names.slice(0, 3).map(quote).join(', ')}${count > 3 ? ' …' : ''}. ${count === 1 ? 'It is' : 'They are'} uploaded too${bytes === null ? '' : `, ${count === 1 ? 'adds' : 'add'} up to ${sizeText(bytes)},`} and may hold what was deleted since.`,
    remedy: `Run \`qemu-img convert -O qcow2 FILE NEW.qcow2\` to leave ${count === 1 ? 'it' : 'them'} out.`,
  }),
  'snapshot-cut': ({ index }) => ({
    says: `Entry ${index + 1} of the snapshot table runs past the end of the file.`,
    remedy: fetchAgain,
  }),
  'snapshot-extra-too-long': ({ index, dataBytes }) => ({
    says: `Entry ${index + 1} of the snapshot table has ${bytesText(dataBytes)} of extra data; 1,024 are allowed.`,
    remedy: fetchAgain,
  }),
  'snapshot-extra-missing': ({ count }) => ({
    says: `${countText(count, 'snapshot lacks', 'snapshots lack')} what version 3 asks for: machine state size and disk size.`,
    remedy: 'Run `qemu-img check -r all FILE`.',
  }),
  'snapshot-names-odd': ({ count }) => ({
    says: `${countText(count, 'snapshot has', 'snapshots have')} a name or id longer than QEMU writes.`,
    remedy: check,
  }),
  'snapshot-tables-damaged': ({ count }) => ({
    says: `The tables of ${countText(count, 'snapshot lie', 'snapshots lie')} outside the file.`,
    remedy: check,
  }),
};

/** A finding in English. */
export function messageOf<C extends FindingCode>({ code, params }: Finding<C>): Message {
  return messages[code](params);
}
