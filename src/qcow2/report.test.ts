import { expect, test } from 'vitest';
import { inspect } from './inspect.ts';
import { reportToJson } from './report.ts';
import { inspectText } from './report-text.ts';
import { buildImage, patched } from './testing/image.ts';
import { memorySource } from './testing/memory-source.ts';

test('as JSON, 64-bit numbers are strings of all their digits', async () => {
  const { bytes } = buildImage({ size: 2n ** 53n + 512n, clusterBits: 21 });
  const json = JSON.stringify(reportToJson(await inspect(memorySource(bytes))));
  expect(JSON.parse(json)).toMatchObject({
    format: 'qcow2',
    verdict: 'warn',
    fileBytes: String(bytes.length),
    findings: [{ code: 'disk-huge', params: { virtualBytes: '9007199254741504' } }],
    facts: {
      virtualBytes: '9007199254741504',
      clusterBytes: 2_097_152,
      contents: { dataBytes: '0', complete: true },
    },
  });
});

test('as text, it tells the facts, then each finding with its remedy', async () => {
  const { bytes } = buildImage({
    clusters: { 0: 'data', 1: 'compressed' },
    snapshots: [{ name: 'clean\u202E' }],
    backingName: 'base\u001B[2J',
  });
  expect(inspectText(await inspect(memorySource(bytes)))).toBe(
    `${[
      'format        qcow2 disk image',
      'verdict       not fit to upload',
      'file          576 KiB (589,824 bytes)',
      'version       3',
      'virtual size  1 MiB (1,048,576 bytes)',
      'clusters      64 KiB, 16-bit refcounts',
      'compression   deflate',
      'encryption    none',
      'features      none',
      'snapshot      1 “clean\\u{202E}” 2023-11-14T22:13:20.000Z, machine state 0 bytes',
      'allocated     2 clusters, 1 of them compressed',
      'zeroes        0 clusters, and 0 preallocated',
      'data          128 KiB (131,072 bytes) of the disk',
      'tables        384 KiB (393,216 bytes), L2 tables: 1',
      'other         127.5 KiB (130,660 bytes) of the file',
      '',
      'blocks: It needs another file: “base\\u{1B}[2J”. Such a name makes the host that runs the image open files of its own.',
      '  Run `qemu-img convert -O qcow2 FILE NEW.qcow2` where the other file is: the new one is whole.',
      '',
      'warns: 1 internal snapshot: “clean\\u{202E}”. It is uploaded too, adds up to 127.5 KiB, and may hold what was deleted since.',
      '  Run `qemu-img convert -O qcow2 FILE NEW.qcow2` to leave it out.',
    ].join('\n')}\n`,
  );
});

test('as text, a file whose header makes no sense has its reason alone', async () => {
  const text = inspectText(await inspect(memorySource(patched(buildImage().bytes, [20, 63]))));
  expect(text).toContain('verdict  not fit to upload');
  expect(text).toContain('The cluster size of 2^63 bytes is outside');
  expect(text).not.toContain('virtual size');
});
