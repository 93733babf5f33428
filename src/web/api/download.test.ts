import { afterEach, describe, expect, it, vi } from 'vitest';
import { djinnEndpoints } from '../../contract/djinn/endpoints.ts';
import type { Connection } from './connection.ts';
import { download, sizeOfFile, ticketFor, type FileRequest, type Sink } from './download.ts';
import { answerFetch } from './testing/fetch.ts';

const CONNECTION: Connection = {
  id: 'djinn-demo',
  label: 'djinn demo',
  service: 'djinn',
  base: '/embedded/djinn',
  authorization: 'Bearer secret',
};
const DISK = 'application/x-qemu-disk';
const FILE: FileRequest = {
  endpoint: djinnEndpoints.getImage,
  path: '/images/7',
  accept: DISK,
  fileName: 'void.qcow2',
};

/** A file in memory that says how it ended. */
function memory() {
  const written: number[] = [];
  let ended: 'closed' | 'aborted' | undefined;
  const sink: Sink = {
    write: async (chunk) => void written.push(...chunk),
    close: async () => void (ended = 'closed'),
    abort: async () => void (ended = 'aborted'),
  };
  return { sink, written, ended: () => ended };
}

function options() {
  const progress: [number, number | null][] = [];
  const signal = new AbortController().signal;
  return {
    signal,
    progress,
    onProgress: (received: number, total: number | null) => void progress.push([received, total]),
  };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('download', () => {
  it('writes every byte and tells how far it is', async () => {
    answerFetch(() => ({ body: 'QFI\u0001', headers: { 'content-type': DISK, 'content-length': '4' } }));
    const file = memory();
    const told = options();
    expect(await download(CONNECTION, FILE, file.sink, told)).toBe(4);
    expect(file.written).toEqual([81, 70, 73, 1]);
    expect(file.ended()).toBe('closed');
    expect(told.progress.at(-1)).toEqual([4, 4]);
  });

  it('leaves no file when fewer bytes come than were promised', async () => {
    answerFetch(() => ({ body: 'QFI', headers: { 'content-type': DISK, 'content-length': '400' } }));
    const file = memory();
    await expect(download(CONNECTION, FILE, file.sink, options())).rejects.toMatchObject({
      name: 'IncompleteError',
      received: 3,
      promised: 400,
    });
    expect(file.ended()).toBe('aborted');
  });

  it('does not save the JSON or the page that came in place of the file', async () => {
    for (const type of ['application/json', 'text/html']) {
      answerFetch(() => ({ body: '<html>', headers: { 'content-type': type } }));
      const file = memory();
      await expect(download(CONNECTION, FILE, file.sink, options())).rejects.toMatchObject({
        failure: { kind: 'notUnderstood', where: `content type ${type}` },
      });
      expect(file.written).toEqual([]);
      expect(file.ended()).toBe('aborted');
    }
  });

  it('says in the service’s words why there is no file', async () => {
    answerFetch(() => ({ status: 404, json: { message: 'Not Found' } }));
    await expect(download(CONNECTION, FILE, memory().sink, options())).rejects.toMatchObject({
      failure: { kind: 'forbiddenOrMissing' },
      words: 'Not Found',
    });
  });

  it('is given up without an error of its own', async () => {
    answerFetch(() => ({ body: 'QFI', headers: { 'content-type': DISK } }));
    const file = memory();
    const given = { ...options(), signal: AbortSignal.abort() };
    await expect(download(CONNECTION, FILE, file.sink, given)).rejects.toMatchObject({ name: 'AbortError' });
    expect(file.ended()).toBe('aborted');
  });

  it('fails when the disk is full, and calls off what is still to come', async () => {
    const cancel = vi.fn<() => void>();
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('QFI')),
      cancel,
    });
    answerFetch(() => ({ body, headers: { 'content-type': DISK } }));
    const full: Sink = { ...memory().sink, write: () => Promise.reject(new Error('disk full')) };
    await expect(download(CONNECTION, FILE, full, options())).rejects.toThrow('disk full');
    expect(cancel).toHaveBeenCalledOnce();
  });

  it('says what broke the connection half-way', async () => {
    const body = new ReadableStream({
      start: (controller) => controller.error(new TypeError('network error')),
    });
    answerFetch(() => ({ body, headers: { 'content-type': DISK } }));
    const file = memory();
    await expect(download(CONNECTION, FILE, file.sink, options())).rejects.toMatchObject({
      failure: { kind: 'unreachable', because: 'network' },
    });
    expect(file.ended()).toBe('aborted');
  });
});

describe('sizeOfFile', () => {
  const { signal } = new AbortController();

  it('reads it from the range, or from the length where ranges are ignored', async () => {
    answerFetch(() => ({
      status: 206,
      body: 'Q',
      headers: { 'content-type': DISK, 'content-range': 'bytes 0-0/9000000000' },
    }));
    expect(await sizeOfFile(CONNECTION, FILE, signal)).toBe(9_000_000_000);
    answerFetch(() => ({ body: 'QFI', headers: { 'content-type': DISK, 'content-length': '3' } }));
    expect(await sizeOfFile(CONNECTION, FILE, signal)).toBe(3);
  });

  it('does not guess', async () => {
    answerFetch(() => ({
      status: 206,
      body: 'Q',
      headers: { 'content-type': DISK, 'content-range': 'bytes 0-0/*' },
    }));
    await expect(sizeOfFile(CONNECTION, FILE, signal)).rejects.toMatchObject({
      failure: { kind: 'notUnderstood', where: 'Content-Range' },
    });
  });
});

describe('ticketFor', () => {
  it('gives an address without the token', async () => {
    const asked = answerFetch((_, headers) => ({
      status: 201,
      json: { url: `/tickets/sealed-${headers.get('authorization') === 'Bearer secret' ? 'ok' : 'no'}` },
    }));
    const { signal } = new AbortController();
    expect(await ticketFor(CONNECTION, FILE, signal)).toBe('/tickets/sealed-ok');
    expect(asked.join('')).not.toContain('secret');
  });
});
