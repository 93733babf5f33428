import { parseHeader, uses, virtualBytesOf, type Header } from '../../qcow2/header.ts';
import { sniff, SNIFF_HEAD_BYTES, SNIFF_TAIL_BYTES, type Format } from '../../qcow2/format.ts';
import { openUrl, UrlRefused } from '../fetching.ts';
import type { StoredBytes } from './images.ts';
import { TaskFailure } from './tasks.ts';

/** What is documented as accepted, by what the bytes look like; a disk without a known header is raw. */
const DISK_FORMATS: Partial<Readonly<Record<Format, string>>> = {
  qcow2: 'qcow2',
  vhd: 'vhd',
  'vhd-fixed': 'vhd',
  vhdx: 'vhdx',
  vdi: 'vdi',
  parallels: 'ploop',
  raw: 'raw',
  zeroes: 'raw',
  mbr: 'raw',
  gpt: 'raw',
  ext: 'raw',
  xfs: 'raw',
  btrfs: 'raw',
};

const ACCEPTED = 'raw, vhd, vhdx, vdi, ploop, qcow2, aki, ari, ami';

interface Options {
  readonly allowPrivate: boolean;
  readonly signal: AbortSignal;
  /** Most bytes of an image. */
  readonly limit: number;
  /** Store it raw, as "instance quick start" does. */
  readonly raw: boolean;
}

/** The beginning and the end of a stream, and its length: enough to tell what it was, with flat memory. */
interface Sampled {
  readonly size: number;
  readonly head: Buffer;
  readonly tail: Buffer;
}

function tooLarge(size: number, limit: number): TaskFailure {
  return new TaskFailure(`Quota limit for image_size exceeded by ${size - limit}`);
}

async function sample(body: AsyncIterable<Buffer>, limit: number): Promise<Sampled> {
  let size = 0;
  let head = Buffer.alloc(0);
  let tail = Buffer.alloc(0);
  for await (const chunk of body) {
    size += chunk.length;
    if (size > limit) throw tooLarge(size, limit);
    if (head.length < SNIFF_HEAD_BYTES) {
      head = Buffer.concat([head, chunk.subarray(0, SNIFF_HEAD_BYTES - head.length)]);
    }
    tail = Buffer.concat([tail, chunk.subarray(-SNIFF_TAIL_BYTES)]).subarray(-SNIFF_TAIL_BYTES);
  }
  return { size, head, tail };
}

/** An image that needs another file is refused: on the platform's host that name would mean a file of its own. */
function headerOf({ head, size }: Sampled): Header {
  const header = parseHeader(head, BigInt(size), () => undefined);
  if (!header) throw new TaskFailure('The qcow2 header is damaged');
  if (header.backingFileOffset > 0n) throw new TaskFailure('The qcow2 image names a backing file');
  if (uses(header, 'externalData')) throw new TaskFailure('The qcow2 image keeps its data in another file');
  return header;
}

/** What the image store makes of the bytes. */
function judge(found: Sampled, { limit, raw }: Pick<Options, 'limit' | 'raw'>): StoredBytes {
  if (found.size === 0) throw new TaskFailure('Image source is empty');
  const format = sniff(found);
  const diskFormat = DISK_FORMATS[format];
  if (diskFormat === undefined) {
    throw new TaskFailure(`Image source is ${format}; accepted formats are ${ACCEPTED}`);
  }
  const disk = diskFormat === 'qcow2' ? Number(virtualBytesOf(headerOf(found))) : found.size;
  // Stored raw, an image takes as much as its disk has.
  const size = raw ? disk : found.size;
  if (size > limit) throw tooLarge(size, limit);
  return {
    size,
    disk_format: raw ? 'raw' : diskFormat,
    min_disk: Math.ceil(disk / 1024 ** 3),
  };
}

/** An answer of the source that is no image ends the import. */
function expectSuccess(method: string, status: number): void {
  if (status < 200 || status >= 300) {
    throw new TaskFailure(`Image source answered ${status} to ${method}`);
  }
}

async function read(url: string, options: Options): Promise<StoredBytes> {
  const { allowPrivate, signal, limit } = options;
  const head = await openUrl(url, { method: 'HEAD', allowPrivate, signal });
  head.body.destroy();
  expectSuccess('HEAD', head.status);
  const promised = Number(head.headers['content-length'] ?? 0);
  if (promised > limit) throw tooLarge(promised, limit);
  const { status, body } = await openUrl(url, { allowPrivate, signal });
  try {
    expectSuccess('GET', status);
    return judge(await sample(body, limit), options);
  } finally {
    body.destroy();
  }
}

/** Some errors of connections have a code and no words. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message || ('code' in error ? String(error.code) : error.name);
}

/**
 * Fetches an image as the platform's importer does, HEAD and then GET: read to its end and counted, not kept.
 * @throws TaskFailure with the reason; or the signal's reason when it aborts
 */
export async function fetchSource(url: string, options: Options): Promise<StoredBytes> {
  try {
    return await read(url, options);
  } catch (error) {
    options.signal.throwIfAborted();
    if (error instanceof TaskFailure) throw error;
    if (error instanceof UrlRefused) throw new TaskFailure(error.message);
    throw new TaskFailure(`Image source could not be read: ${wordsOf(error)}`);
  }
}
