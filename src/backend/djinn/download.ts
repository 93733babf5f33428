import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { DJINN_DISK } from '../../contract/djinn/images.ts';
import type { FileStore } from '../files.ts';
import type { FileAnswer, ReadHeader } from '../route.ts';
import { parseRange, type ByteRange } from './ranges.ts';

/** What a request for a file comes to. */
export type FileReply =
  | { readonly kind: 'file'; readonly answer: FileAnswer }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'noRange'; readonly text: string; readonly headers: Readonly<Record<string, string>> };

/** Milliseconds of an HTTP date; NaN when there is none. */
function dateOf(header: string | undefined): number {
  return header === undefined ? Number.NaN : Date.parse(header);
}

function contentRange({ start, end }: ByteRange, size: number): string {
  return `bytes ${start}-${end}/${size}`;
}

function length(bytes: ByteRange): number {
  return bytes.end - bytes.start + 1;
}

/** Several ranges in one answer (RFC 9110, section 14.6). */
function multipart(files: FileStore, name: string, ranges: readonly ByteRange[], size: number): FileAnswer {
  const boundary = randomUUID();
  const heads = ranges.map((range, index) => {
    const line = index === 0 ? '' : '\r\n';
    return `${line}--${boundary}\r\nContent-Range: ${contentRange(range, size)}\r\nContent-Type: ${DJINN_DISK}\r\n\r\n`;
  });
  const tail = `\r\n--${boundary}--\r\n`;
  async function* body(): AsyncGenerator<Buffer> {
    for (const [index, range] of ranges.entries()) {
      yield Buffer.from(heads[index] ?? '');
      yield* files.read(name, range);
    }
    yield Buffer.from(tail);
  }
  const framing = heads.join('').length + tail.length;
  return {
    status: 206,
    headers: {
      'content-type': `multipart/byteranges; boundary=${boundary}`,
      'content-length': String(ranges.reduce((sum, range) => sum + length(range), framing)),
    },
    open: () => Readable.from(body(), { objectMode: false }),
  };
}

function answerFor(files: FileStore, name: string, ranges: readonly ByteRange[], size: number): FileAnswer {
  const [range] = ranges;
  if (ranges.length > 1) return multipart(files, name, ranges, size);
  return {
    status: range ? 206 : 200,
    headers: {
      'content-type': DJINN_DISK,
      'content-length': String(range ? length(range) : size),
      ...(range && { 'content-range': contentRange(range, size) }),
    },
    open: () => files.read(name, range),
  };
}

/**
 * Answers a request for a file as Go's file server does: whole, in ranges, or not at all when it is no newer.
 * @param modified milliseconds since 1970
 * @returns undefined when the file is not there
 */
export async function replyWithFile(
  files: FileStore,
  name: string,
  modified: number,
  header: ReadHeader,
): Promise<FileReply | undefined> {
  const size = await files.size(name);
  if (size === undefined) return undefined;
  const second = Math.floor(modified / 1000) * 1000; // HTTP dates know no parts of a second
  if (dateOf(header('if-modified-since')) >= second) return { kind: 'unchanged' };
  const ifRange = header('if-range');
  const current = ifRange === undefined || dateOf(ifRange) === second;
  const wanted = parseRange(current ? header('range') : undefined, size);
  if (wanted.kind === 'malformed') return { kind: 'noRange', text: 'invalid range\n', headers: {} };
  if (wanted.kind === 'unsatisfiable') {
    const headers = { 'content-range': `bytes */${size}` };
    return { kind: 'noRange', text: 'invalid range: failed to overlap\n', headers };
  }
  const answer = answerFor(files, name, wanted.kind === 'ranges' ? wanted.ranges : [], size);
  const headers = { 'accept-ranges': 'bytes', 'last-modified': new Date(second).toUTCString() };
  return { kind: 'file', answer: { ...answer, headers: { ...answer.headers, ...headers } } };
}
