import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Format } from './format.ts';
import { inspect } from './inspect.ts';
import { inspectText } from './report-text.ts';
import { buildImage, patched } from './testing/image.ts';
import { memorySource } from './testing/memory-source.ts';

/** 100 KiB of nothing but noise that is no signature, with texts or bytes at offsets; negative ones from the end. */
function file(...marks: readonly [offset: number, content: string | readonly number[]][]): Uint8Array {
  const bytes = new Uint8Array(100 * 1024).fill(0x11);
  for (const [offset, content] of marks) {
    const mark = typeof content === 'string' ? Buffer.from(content, 'latin1') : Uint8Array.from(content);
    bytes.set(mark, offset < 0 ? bytes.length + offset : offset);
  }
  return bytes;
}

const text = (content: string): Uint8Array => new TextEncoder().encode(content);

const samples: readonly [Format | 'empty', Uint8Array][] = [
  ['empty', new Uint8Array()],
  ['qcow2', buildImage().bytes],
  ['qcow1', file([0, 'QFI\u00fb\0\0\0\u0001'])],
  ['qed', file([0, 'QED\0'])],
  ['vmdk', file([0, 'KDMV'])],
  ['vmdk-esx', file([0, 'COWD'])],
  ['vmdk-descriptor', text('# Disk DescriptorFile\nversion=1\n')],
  ['vdi', file([0, '<<< Oracle VM VirtualBox Disk Image >>>\n'], [64, [0x7f, 0x10, 0xda, 0xbe]])],
  ['vhd', file([0, 'conectix'], [60, [0, 0, 0, 3]], [-512, 'conectix'])],
  ['vhd-differencing', file([0, 'conectix'], [60, [0, 0, 0, 4]], [-512, 'conectix'])],
  ['vhd-fixed', file([510, [0x55, 0xaa]], [-512, 'conectix'])],
  ['vhdx', file([0, 'vhdxfile'])],
  ['parallels', file([0, 'WithoutFreeSpace'])],
  ['parallels', file([0, 'WithouFreSpacExt'])],
  ['dmg', file([-512, 'koly'])],
  ['luks', file([0, [0x4c, 0x55, 0x4b, 0x53, 0xba, 0xbe]])],
  ['gzip', file([0, [0x1f, 0x8b]])],
  ['xz', file([0, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]])],
  ['zstd', file([0, [0x28, 0xb5, 0x2f, 0xfd]])],
  ['bzip2', file([0, 'BZh9'])],
  ['lz4', file([0, [4, 0x22, 0x4d, 0x18]])],
  ['7z', file([0, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]])],
  ['zip', file([0, 'PK\u0003\u0004'])],
  ['tar', file([0, 'disk.qcow2\0'], [257, 'ustar'])],
  ['ova', file([0, 'machine.ovf\0'], [257, 'ustar'])],
  ['container', file([0, 'blobs/\0'], [257, 'ustar'])],
  ['container', file([0, 'oci-layout\0'], [257, 'ustar'])],
  ['squashfs', file([0, 'hsqs'])],
  ['iso', file([510, [0x55, 0xaa]], [32_769, 'CD001'])],
  ['udf', file([32_769 + 2048, 'NSR03'])],
  ['ext', file([1048, [2, 0, 0, 0]], [1080, [0x53, 0xef]])],
  ['mbr', file([510, [0x55, 0xaa]], [1048, [99, 0, 0, 0]], [1080, [0x53, 0xef]])],
  ['xfs', file([0, 'XFSB'])],
  ['btrfs', file([65_600, '_BHRfS_M'])],
  ['gpt', file([510, [0x55, 0xaa]], [512, 'EFI PART'])],
  ['gpt', file([4096, 'EFI PART'])],
  ['elf', file([0, '\u007fELF'])],
  ['html', text('\n<!doctype html><title>Log in</title>')],
  ['json', text('{"message": "Not found"}')],
  ['zeroes', new Uint8Array(70_000)],
  ['raw', file()],
  ['raw', file([0, '<'])],
];

test.each(samples)('%s is told by its bytes, and refused if it is not qcow2', async (format, bytes) => {
  const report = await inspect(memorySource(bytes));
  expect(report.format).toBe(format);
  expect(report.verdict).toBe(format === 'qcow2' ? 'ok' : 'refuse');
});

test('the footer of a large file is looked at too', async () => {
  const bytes = new Uint8Array(1024 * 1024);
  bytes.set(text('conectix'), bytes.length - 512);
  new DataView(bytes.buffer).setBigUint64(bytes.length - 512 + 48, 3_000_000n);
  expect(await inspect(memorySource(bytes))).toMatchObject({ format: 'vhd-fixed', virtualBytes: 3_000_000n });
});

test('a convertible disk comes with the command that converts it', async () => {
  const report = await inspect(memorySource(file([0, 'conectix'], [60, [0, 0, 0, 3]])));
  expect(inspectText(report)).toContain('qemu-img convert -f vpc -O qcow2 FILE NEW.qcow2');
});

test('gzip says what is inside', async () => {
  const report = await inspect(memorySource(gzipSync(buildImage({ clusters: { 0: 'data' } }).bytes)));
  expect(report.findings).toEqual([
    { level: 'blocks', code: 'compressed', params: { format: 'gzip', inner: 'qcow2' } },
  ]);
});

test('damaged gzip is still gzip', async () => {
  const packed = gzipSync(buildImage().bytes);
  const report = await inspect(memorySource(packed.fill(0xff, 10, 60)));
  expect(report.findings).toMatchObject([{ code: 'compressed', params: { format: 'gzip', inner: null } }]);
});

test('a qcow2 header that is also another format is pointed out', async () => {
  const { bytes } = buildImage();
  const report = await inspect(
    memorySource(patched(bytes, [32_769, 'CD001'], [510, new Uint8Array([0x55, 0xaa])])),
  );
  expect(report.findings).toEqual([
    { level: 'warns', code: 'disguised', params: { formats: ['iso', 'mbr'] } },
  ]);
});

test('guest data that looks like another format is nobody’s business', async () => {
  const { bytes, at } = buildImage({ clusterBits: 9, size: 65_536n, clusters: { 60: 'data' } });
  const report = await inspect(memorySource(patched(bytes, [at.data.get(60) ?? 0, 'conectix'])));
  expect(report).toMatchObject({ format: 'qcow2', verdict: 'ok' });
});
