import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dockerfile, pax, tar, tarGz, zip, zipWithModes, type TarEntry } from '../testing/archives.ts';
import { openArchive } from './archive.ts';
import { ArchiveError, type BuildContext } from './context.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'archives-'));
});

afterAll(() => rm(folder, { recursive: true }));

async function openBytes(bytes: Uint8Array): Promise<BuildContext> {
  const file = path.join(folder, 'archive');
  await writeFile(file, bytes);
  return openArchive(file, new AbortController().signal);
}

async function reasonOf(bytes: Uint8Array): Promise<string> {
  return openBytes(bytes).then(
    () => 'it was opened',
    (error: unknown) => {
      if (error instanceof ArchiveError) return error.message;
      throw error;
    },
  );
}

const SOURCES: readonly TarEntry[] = [
  { name: './', type: '5' },
  { name: './Dockerfile', content: 'FROM scratch\n' },
  { name: './src/', type: '5' },
  { name: './src/main.py', content: 'print(1)\n' },
  { name: './empty/', type: '5' },
];

describe('a build context', () => {
  test('is read from a gzipped tar archive', async () => {
    const context = await openBytes(tarGz(SOURCES));
    expect([...context.files]).toEqual([
      ['Dockerfile', 13],
      ['src/main.py', 9],
    ]);
    expect([...context.folders]).toEqual(['src', 'empty']);
    expect([...context.texts]).toEqual([['Dockerfile', 'FROM scratch\n']]);
    expect(context.size).toBe(22);
  });

  test('is read from a zip archive', async () => {
    const context = await openBytes(
      zip({ Dockerfile: 'FROM scratch\n', 'src/main.py': 'print(1)\n', 'src/': '' }),
    );
    expect([...context.files]).toEqual([
      ['Dockerfile', 13],
      ['src/main.py', 9],
    ]);
    expect(context.folders).toContain('src');
    expect(context.texts.get('Dockerfile')).toBe('FROM scratch\n');
  });

  test('is read with the long names of pax and of GNU tar, and with split names of ustar', async () => {
    const long = `${'deep/'.repeat(50)}package.json`;
    const split = tar([{ name: 'Dockerfile', content: 'FROM a' }]);
    split.write('app', 345); // the prefix field; the sum of the header changes with it
    split.write('        ', 148);
    const sum = split.subarray(0, 512).reduce((total, byte) => total + byte, 0);
    split.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    const context = await openBytes(
      gzipSync(
        Buffer.concat([
          tar([pax({ path: long, mtime: '1' }), { name: 'cut', content: '{}' }], false),
          tar(
            [
              { name: '././@LongLink', type: 'L', content: `gnu/${long}\0` },
              { name: 'cut', content: '[]' },
            ],
            false,
          ),
          split,
        ]),
      ),
    );
    expect([...context.files.keys()]).toEqual([long, `gnu/${long}`, 'app/Dockerfile']);
    expect(context.texts.get(`gnu/${long}`)).toBe('[]');
  });

  test('may hold links that stay inside, which are not followed', async () => {
    const inside = [
      { name: 'a/link', type: '2', link: '../b/c' },
      { name: 'a/hard', type: '1', link: 'b/c' },
    ];
    expect([...(await openBytes(tarGz(inside))).files.keys()]).toEqual(['a/link', 'a/hard']);
    const zipped = zipWithModes({ 'a/link': { text: '../b', mode: 0o120_777 } });
    expect([...(await openBytes(zipped)).files.keys()]).toEqual(['a/link']);
  });

  test('has the text of a Dockerfile that is a link, however it was packed', async () => {
    const files = [
      { name: 'docker/Dockerfile', content: 'FROM scratch' },
      { name: 'Dockerfile', type: '2', link: 'docker/Dockerfile' },
      { name: 'app/Dockerfile', type: '1', link: 'docker/Dockerfile' },
    ];
    const { texts } = await openBytes(tarGz(files));
    expect([texts.get('Dockerfile'), texts.get('app/Dockerfile')]).toEqual(['FROM scratch', 'FROM scratch']);
  });

  test('may end without the zeros that close a tar archive', async () => {
    expect((await openBytes(gzipSync(tar(SOURCES, false)))).files.size).toBe(2);
  });
});

/** A tar archive whose only file is as large as told, in zeros, without ever being in memory as such. */
function bomb(bytes: number): Buffer {
  const members = [gzipSync(tar([{ name: 'zeros', size: bytes }], false))];
  const piece = gzipSync(Buffer.alloc(16 * 1024 ** 2));
  for (let sent = 0; sent < bytes; sent += 16 * 1024 ** 2) members.push(piece);
  return Buffer.concat(members);
}

function withSize(archive: Buffer, size: number): Buffer {
  const copy = Buffer.from(archive);
  copy.writeUInt32LE(size, copy.indexOf('PK\u0001\u0002') + 24); // what the list of files claims
  return copy;
}

describe('an archive is refused', () => {
  const ZIP = zip({ Dockerfile: 'FROM scratch\n'.repeat(50) });
  const TAR = tarGz(SOURCES);

  test.each<[string, Uint8Array, RegExp]>([
    ['that is something else', Buffer.from('FROM scratch\n'), /neither a zip nor/],
    ['that is empty', Buffer.alloc(0), /neither a zip nor/],
    ['that is gzip and no tar', gzipSync('x'.repeat(2000)), /no tar archive/],
    ['that lost its end (tar.gz)', TAR.subarray(0, -12), /cut short/],
    ['that lost its end (zip)', ZIP.subarray(0, -30), /cut short/],
    [
      'whose last file lost its end',
      gzipSync(tar([{ name: 'a', content: 'x'.repeat(900) }]).subarray(0, 700)),
      /cut short/,
    ],
    [
      'whose data is damaged',
      Buffer.concat([TAR.subarray(0, 40), Buffer.alloc(40, 7), TAR.subarray(80)]),
      /damaged|cut short/,
    ],
    [
      'with a damaged header',
      gzipSync(Buffer.concat([tar(SOURCES, false), Buffer.alloc(512, 1)])),
      /header in it is broken/,
    ],
    ['with a path upwards', tarGz([{ name: 'a/../../etc/passwd', content: 'x' }]), /leads out/],
    ['with an absolute path', tarGz([{ name: '/etc/passwd', content: 'x' }]), /absolute/],
    ['with a Windows drive', zip({ 'C:\\evil': 'x' }), /absolute/],
    ['with a path upwards in a zip', zip({ '..\\evil': 'x' }), /leads out/],
    ['with a link upwards', tarGz([{ name: 'a/b', type: '2', link: '../../etc/passwd' }]), /links to/],
    ['with a link to the root', tarGz([{ name: 'a/b', type: '2', link: '/etc/passwd' }]), /links to/],
    ['with a hard link upwards', tarGz([{ name: 'a/b', type: '1', link: '../etc/passwd' }]), /links to/],
    [
      'with a link upwards in a zip',
      zipWithModes({ 'a/b': { text: '../../x', mode: 0o120_777 } }),
      /links to/,
    ],
    ['with a device', tarGz([{ name: 'sda', type: '4' }]), /device/],
    ['with a pipe in a zip', zipWithModes({ pipe: { text: '', mode: 0o010_644 } }), /pipe/],
    ['with a NUL in a name', tarGz([pax({ path: 'a\0b' }), { name: 'x', content: '' }]), /NUL/],
    [
      'with a name too long',
      tarGz([pax({ path: 'n'.repeat(5000) }), { name: 'x', content: '' }]),
      /longer than/,
    ],
    [
      'with a broken pax header',
      tarGz([{ name: 'x', type: 'x', content: '999 path=a\n' }]),
      /extended header/,
    ],
    ['with a huge pax header', tarGz([{ name: 'x', type: 'x', content: 'x'.repeat(70_000) }]), /too large/],
    [
      'with a negative size',
      tarGz([pax({ size: '-5' }), { name: 'x', content: '' }]),
      /header in it is broken/,
    ],
    ['with a sparse file', tarGz([{ name: 'x', type: 'S' }]), /sparse/],
    ['that unpacks to a thousand times its size', bomb(128 * 1024 ** 2), /bomb/],
    ['that claims to unpack to gigabytes', withSize(ZIP, 3_000_000_000), /more than 2048 MiB/],
    ['whose file is larger than it claims', withSize(ZIP, 20), /damaged/],
  ])('%s', async (_, bytes, reason) => {
    expect(await reasonOf(bytes)).toMatch(reason);
  });

  test('whose files overlap', async () => {
    const one = zip({ Dockerfile: 'FROM scratch\n', other: 'x'.repeat(400_000) });
    const entry = one.indexOf('PK\u0001\u0002');
    one.writeUInt32LE(one.length + 1, entry + 20);
    expect(await reasonOf(one)).toMatch(/overlap/);
  });

  test('that is encrypted', async () => {
    const locked = zip({ Dockerfile: 'FROM scratch\n' });
    const entry = locked.indexOf('PK\u0001\u0002');
    locked.writeUInt16LE(locked.readUInt16LE(entry + 8) | 1, entry + 8);
    expect(await reasonOf(locked)).toMatch(/encrypted/);
  });
});

test('whatever the bytes, an archive is opened or refused with a reason', async () => {
  const whole = [dockerfile('FROM scratch'), zip({ Dockerfile: 'FROM scratch', b: 'b' }), tar(SOURCES)];
  const damage = fc.array(fc.record({ at: fc.nat(), byte: fc.nat(255) }), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...whole), damage, fc.nat(), async (archive, damages, cut) => {
      const copy = Buffer.from(
        archive.subarray(0, archive.length - (cut % 3 === 0 ? cut % archive.length : 0)),
      );
      for (const { at, byte } of damages) if (copy.length > 0) copy[at % copy.length] = byte;
      expect(await reasonOf(copy.length % 2 === 0 ? copy : gzipSync(copy))).toMatch(/./);
    }),
  );
});
