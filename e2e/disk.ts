import { createHash, randomFillSync } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';

const CLUSTER = 65_536;
const L2_ENTRIES = CLUSTER / 8;
const COUNTS_PER_BLOCK = CLUSTER / 2;
const RANDOM = 48 * 1024 * 1024;

/**
 * Makes a qcow2 file (version 3, 64 KiB clusters) whose disk is full: header, refcounts and tables as `qemu-img
 * check` wants them, then data. The first 48 MiB of data are random, the rest is a hole in the file, so that gigabytes
 * cost neither time nor room.
 * @param bytes about how large the file is; it gets the tables on top
 * @returns its exact size
 */
export async function makeDisk(file: string, bytes: number): Promise<number> {
  const dataClusters = Math.ceil(bytes / CLUSTER);
  const l2Tables = Math.ceil(dataClusters / L2_ENTRIES);
  const l1Clusters = Math.ceil((l2Tables * 8) / CLUSTER);
  let refcountBlocks = 1;
  const total = (): number => 2 + refcountBlocks + l1Clusters + l2Tables + dataClusters;
  while (refcountBlocks * COUNTS_PER_BLOCK < total()) refcountBlocks += 1;
  const l1At = 2 + refcountBlocks;
  const l2At = l1At + l1Clusters;
  const dataAt = l2At + l2Tables;

  const tables = Buffer.alloc(dataAt * CLUSTER);
  tables.write('QFI', 0, 'latin1');
  tables.writeUInt8(0xfb, 3);
  tables.writeUInt32BE(3, 4);
  tables.writeUInt32BE(16, 20);
  tables.writeBigUInt64BE(BigInt(dataClusters) * BigInt(CLUSTER), 24);
  tables.writeUInt32BE(l2Tables, 36);
  tables.writeBigUInt64BE(BigInt(l1At * CLUSTER), 40);
  tables.writeBigUInt64BE(BigInt(CLUSTER), 48);
  tables.writeUInt32BE(1, 56);
  tables.writeUInt32BE(4, 96);
  tables.writeUInt32BE(112, 100);
  for (let block = 0; block < refcountBlocks; block += 1) {
    tables.writeBigUInt64BE(BigInt((2 + block) * CLUSTER), CLUSTER + block * 8);
  }
  for (let cluster = 0; cluster < total(); cluster += 1) tables.writeUInt16BE(1, 2 * CLUSTER + cluster * 2);
  const mapped = (cluster: number): bigint => (1n << 63n) | BigInt(cluster * CLUSTER);
  for (let table = 0; table < l2Tables; table += 1) {
    tables.writeBigUInt64BE(mapped(l2At + table), l1At * CLUSTER + table * 8);
  }
  for (let cluster = 0; cluster < dataClusters; cluster += 1) {
    tables.writeBigUInt64BE(mapped(dataAt + cluster), l2At * CLUSTER + cluster * 8);
  }

  const size = total() * CLUSTER;
  const handle = await open(file, 'w');
  try {
    await handle.write(tables, 0, tables.length, 0);
    const random = randomFillSync(Buffer.alloc(Math.min(RANDOM, dataClusters * CLUSTER)));
    await handle.write(random, 0, random.length, dataAt * CLUSTER);
    await handle.truncate(size);
  } finally {
    await handle.close();
  }
  return size;
}

/** The SHA-256 of a file, in hex digits. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk);
  return hash.digest('hex');
}
