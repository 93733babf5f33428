import { open } from 'node:fs/promises';
import { QCOW2_MAGIC } from '../../contract/djinn/images.ts';

const CLUSTER = 65_536;
/** Entries of 8 bytes in a cluster: what one table of the second level describes. */
const TABLE = CLUSTER / 8;
/** Entries of 2 bytes in a cluster: what one refcount block counts. */
const COUNTS = CLUSTER / 2;
/** The upper half of an entry that is the only one to refer to its cluster. */
const COPIED = 0x8000_0000;

function clusters(count: number): Buffer {
  return Buffer.alloc(count * CLUSTER);
}

/**
 * A table of consecutive clusters from `first` on.
 * @param flag of the upper half of each entry
 */
function tableOf(count: number, first: number, room: number, flag: number): Buffer {
  const table = clusters(room);
  for (let index = 0; index < count; index += 1) {
    // In halves: a demo has a million entries, and numbers of 64 bits take ten times as long.
    const [upper, lower] = [Math.floor((first + index) / CLUSTER), (first + index) % CLUSTER];
    table.writeUInt32BE(upper + flag, index * 8);
    table.writeUInt32BE(lower * CLUSTER, index * 8 + 4);
  }
  return table;
}

/**
 * Writes a valid qcow2 file (version 3, 64 KiB clusters) of about the size wished, all of its data zeros that
 * the file system does not store: a demo image of life's size that takes no room.
 * @param path where; made or overwritten
 * @param size bytes of the file, rounded to clusters
 * @param virtualSize bytes of the disk in it, at least as much
 */
export async function writeDisk(path: string, size: number, virtualSize: number): Promise<void> {
  const data = Math.max(0, Math.min(Math.round(size / CLUSTER), Math.ceil(virtualSize / CLUSTER)));
  const tables = Math.ceil(data / TABLE);
  const l1Size = Math.ceil(virtualSize / CLUSTER / TABLE);
  const l1Clusters = Math.ceil(l1Size / TABLE);
  const counted = 2 + l1Clusters + tables + data;
  const blocks = Math.ceil((counted + Math.ceil(counted / COUNTS) + 1) / COUNTS);
  const total = counted + blocks;
  const l1At = 2 + blocks;
  const l2At = l1At + l1Clusters;

  const header = clusters(1);
  Buffer.from(QCOW2_MAGIC).copy(header);
  header.writeUInt32BE(3, 4); // version
  header.writeUInt32BE(16, 20); // cluster bits
  header.writeBigUInt64BE(BigInt(virtualSize), 24);
  header.writeUInt32BE(l1Size, 36);
  header.writeBigUInt64BE(BigInt(l1At * CLUSTER), 40);
  header.writeBigUInt64BE(BigInt(CLUSTER), 48); // the refcount table is the second cluster
  header.writeUInt32BE(1, 56); // clusters of the refcount table
  header.writeUInt32BE(4, 96); // refcounts of 16 bits
  header.writeUInt32BE(112, 100); // length of this header

  const refcounts = clusters(blocks);
  refcounts.fill('0001', 0, total * 2, 'hex');

  const file = await open(path, 'w');
  try {
    await file.truncate(total * CLUSTER);
    await file.writev(
      [
        header,
        tableOf(blocks, 2, 1, 0),
        refcounts,
        tableOf(tables, l2At, l1Clusters, COPIED),
        tableOf(data, l2At + tables, tables, COPIED),
      ],
      0,
    );
    await file.sync();
  } finally {
    await file.close();
  }
}
