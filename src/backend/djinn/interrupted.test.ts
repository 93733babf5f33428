import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DJINN_DISK } from '../../contract/djinn/images.ts';
import { startApi, tinyDisk, until, type Api } from './testing/api.ts';

const FORM = 'multipart/form-data; boundary=x';

/** The start of a form with a file in it. */
const FILE_PART = '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n';

describe.each(['documented', 'observed'] as const)('%s', (dialect) => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi({ dialect, empty: true });
  });
  afterAll(() => api.backend.close());

  test.each([
    ['name', 'a b', 'QFI\xfb', /does not match/],
    ['file', 'large', 'CD001', /not a valid QCOW2 file format/],
  ])('a large upload with a wrong %s is answered when all of it is sent', async (_, name, start, words) => {
    const request = api.post(encodeURIComponent(name), { 'content-type': DJINN_DISK });
    const answered = once(request, 'response');
    request.write(Buffer.from(start, 'latin1'));
    // More than any socket holds back: before the last byte is taken from it, nothing may be answered.
    request.end(Buffer.alloc(64 * 1024 * 1024));
    const [response] = await answered;
    expect(request.writableFinished).toBe(true);
    expect(response.statusCode).toBe(400);
    expect(await text(response)).toMatch(words);
  });

  test('a form that breaks off, or is none', async () => {
    for (const sent of [
      { body: `${FILE_PART}QFI`, type: FORM },
      { body: `${FILE_PART.replace('"file"', '"other"')}QFI`, type: FORM },
      { body: 'no form', type: 'multipart/form-data' },
    ]) {
      const { status, json } = await api.call('mina', 'createImage', sent);
      expect(status).toBe(400);
      expect(json).toMatchObject({ '': [expect.stringMatching(/\w/)] });
    }
    expect((await api.stored()).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('a form that breaks off after its file', async () => {
    const before = await api.stored();
    const request = api.post('x', { 'content-type': FORM });
    const answered = once(request, 'response');
    request.write(
      Buffer.concat([Buffer.from(FILE_PART), tinyDisk(), Buffer.from('\r\n--x\r\nContent-Disp')]),
    );
    const folder = path.join(api.backend.data, 'djinn');
    await until(async () => {
      const [file] = (await api.stored()).filter((name) => name.endsWith('.part'));
      return file && (await stat(path.join(folder, file))).size === 1000 ? true : undefined;
    });
    request.end();
    const [response] = await answered;
    response.resume();
    expect(response.statusCode).toBe(400);
    expect(await api.stored()).toEqual(before);
  });

  test.each([
    ['raw', DJINN_DISK, ''],
    ['in a form', FORM, FILE_PART],
  ])('an upload that breaks off leaves nothing, %s', async (_, type, start) => {
    const before = await api.stored();
    const request = api.post('broken-off', { 'content-type': type, 'content-length': 1e9 });
    request.on('error', () => undefined);
    request.write(Buffer.concat([Buffer.from(start), tinyDisk(500_000)]));
    await until(async () => ((await api.stored()).length > before.length ? true : undefined));
    request.destroy();
    await until(async () => ((await api.stored()).length === before.length ? true : undefined));
    expect(await api.names('mina', { search: 'broken-off' })).toEqual([]);
    expect((await api.upload('mina', `after-${start.length}`)).name).toBe(`after-${start.length}`);
  });
});
