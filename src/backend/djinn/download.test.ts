import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DJINN_DISK } from '../../contract/djinn/images.ts';
import { startApi, tinyDisk, type Answer, type Api } from './testing/api.ts';

describe.each(['documented', 'observed'] as const)('%s', (dialect) => {
  let api: Api;
  let id: number;
  beforeAll(async () => {
    api = await startApi({ dialect, empty: true });
    ({ id } = await api.upload('mina', 'file'));
  });
  afterAll(() => api.backend.close());

  const file = (headers: Record<string, string>): Promise<Answer> =>
    api.call('mina', 'getImage', { id, headers: { accept: DJINN_DISK, ...headers } });

  test('several ranges come as parts of one answer', async () => {
    const { status, headers, bytes } = await file({ range: 'bytes=0-3,-4' });
    const type = headers.get('content-type') ?? '';
    const boundary = /^multipart\/byteranges; boundary=(.+)$/.exec(type)?.[1] ?? '';
    const part = (range: string, from: number, to: number): string =>
      `--${boundary}\r\nContent-Range: bytes ${range}/1000\r\nContent-Type: ${DJINN_DISK}\r\n\r\n${tinyDisk().toString('latin1', from, to)}\r\n`;
    expect(status).toBe(206);
    expect(bytes.toString('latin1')).toBe(
      `${part('0-3', 0, 4)}${part('996-999', 996, 1000)}--${boundary}--\r\n`,
    );
    expect(headers.get('content-length')).toBe(String(bytes.length));
  });

  test('a range that was begun goes on only if the file is the same', async () => {
    const modified = (await file({})).headers.get('last-modified') ?? '';
    const range = 'bytes=500-';
    expect((await file({ range, 'if-range': modified })).status).toBe(206);
    expect((await file({ range, 'if-range': 'Thu, 01 Jan 1970 00:00:00 GMT' })).status).toBe(200);
  });

  test('a header that is no range is refused in plain text', async () => {
    const { status, headers, bytes } = await file({ range: 'lines=1-2' });
    expect([status, bytes.toString()]).toEqual([416, 'invalid range\n']);
    expect(headers.get('content-type')).toMatch(/^text\/plain/);
  });

  test.each([`${DJINN_DISK}, */*`, `${DJINN_DISK};q=1`, DJINN_DISK.toUpperCase(), '*/*', 'application/json'])(
    '%s asks for JSON',
    async (accept) => {
      const { headers } = await file({ accept });
      expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    },
  );

  test('the type of the older reference is known to itself alone', async () => {
    const { headers } = await file({ accept: 'application/octet-stream' });
    expect(headers.get('content-type')).toBe(
      dialect === 'documented' ? DJINN_DISK : 'application/json; charset=utf-8',
    );
  });
});
