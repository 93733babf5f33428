import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { inspect } from './inspect.ts';
import { reportToJson } from './report.ts';
import { inspectText } from './report-text.ts';
import { buildImage, field } from './testing/image.ts';
import { memorySource } from './testing/memory-source.ts';

/** How many files to try, for as long as it takes; `FUZZ_RUNS=1000000 npx vitest run src/qcow2/fuzz.test.ts` is the long run. */
const numRuns = Number(process.env.FUZZ_RUNS ?? 3000);

const mixed = { 0: 'data', 1: 'compressed', 2: 'zero', 9: 'zero-allocated', 63: 'data' } as const;
const bases = [
  buildImage({ clusterBits: 9, size: 65_536n, clusters: mixed, snapshots: [{ name: 'a' }, { name: 'b' }] }),
  buildImage({ clusterBits: 9, size: 65_536n, version: 2, clusters: { 0: 'data', 200: 'compressed' } }),
  buildImage({
    clusterBits: 9,
    size: 4096n,
    backingName: 'base.qcow2',
    extensions: [{ type: 0xe2792aca, data: 'raw' }],
  }),
  buildImage({
    clusterBits: 14,
    extendedL2: true,
    clusters: { 0: 'data', 1: { data: 3, zeroes: 12 }, 2: 'zero' },
  }),
  buildImage({
    clusterBits: 12,
    refcountOrder: 0,
    clusters: mixed,
    extensions: [
      { type: 0x6803f857, data: new Uint8Array(96).fill(7) },
      { type: 0x23852875, data: new Uint8Array(24) },
      { type: 0x0537be77, data: new Uint8Array(16) },
      { type: 0x44415441, data: 'disk.raw' },
    ],
  }),
];

/** Numbers at which limits, signs and widths turn over. */
const edges = [0, 9, 16, 21, 31, 32, 53, 55, 56, 61, 62, 63, 64]
  .flatMap((bits) => [2n ** BigInt(bits) - 1n, 2n ** BigInt(bits)])
  .concat([3n, 72n, 104n, 112n, 1023n, 1024n, 4096n]);

const number = fc.oneof(
  fc.constantFrom(...edges),
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  fc.bigInt({ min: 0n, max: 128n }).map((n) => n * 512n),
);

const mutation = fc.record({
  // A field of the header, a byte of the header and its extensions, or an entry of a table anywhere.
  at: fc.oneof(
    fc.constantFrom(...Object.values(field)),
    fc.integer({ min: 0, max: 400 }),
    fc.integer({ min: 0, max: 2000 }).map((entry) => entry * 8),
  ),
  width: fc.constantFrom(1, 2, 4, 8),
  value: number,
});

const mutant = fc
  .record({
    base: fc.constantFrom(...bases),
    mutations: fc.array(mutation, { maxLength: 6 }),
    length: fc.option(fc.integer({ min: 0, max: 20_000 }), { nil: null, freq: 8 }),
  })
  .map(({ base, mutations, length }) => {
    const bytes = base.bytes.slice();
    for (const { at, width, value } of mutations) {
      for (let index = 0; index < width && at + index < bytes.length; index += 1)
        bytes[at + index] = Number((value >> BigInt((width - 1 - index) * 8)) & 255n);
    }
    return length === null ? bytes : bytes.slice(0, length);
  });

const noise = fc.oneof(
  fc.uint8Array({ maxLength: 2000 }),
  fc
    .uint8Array({ maxLength: 400 })
    .map((bytes) => Uint8Array.from([0x51, 0x46, 0x49, 0xfb, 0, 0, 0, 3, ...bytes])),
  fc.uint8Array({ maxLength: 400 }).map((bytes) => Uint8Array.from([0x1f, 0x8b, 8, 0, ...bytes])),
);

/** What no text for a terminal or a page may contain, the line breaks between findings aside. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}]/u;

async function inspectAnything(bytes: Uint8Array): Promise<void> {
  const source = memorySource(bytes);
  const report = await inspect(source);
  const levels = new Set<string>(report.findings.map(({ level }) => level));
  expect(report.verdict).toBe(levels.has('blocks') ? 'refuse' : levels.has('warns') ? 'warn' : 'ok');
  expect(report.format === 'qcow2' || report.verdict === 'refuse').toBe(true);
  expect(JSON.parse(JSON.stringify(reportToJson(report)))).toMatchObject({ fileBytes: String(bytes.length) });
  const text = inspectText(report)
    .replaceAll('\n', ' ')
    .replaceAll(/[\u200C\u200D]/g, '');
  expect(unseen.exec(text)).toBeNull();
  expect(text).not.toMatch(/NaN|undefined|\[object/);
  // Each part of a file is read a few times at most, however often its tables name it.
  expect(source.reads.bytes).toBeLessThanOrEqual(bytes.length * 8);
  expect(source.reads.calls).toBeLessThanOrEqual(20 + bytes.length / 512);
}

test('any bytes lead to a report', { timeout: 0 }, async () => {
  await fc.assert(fc.asyncProperty(noise, inspectAnything), { numRuns });
});

test('any damage to an image leads to a report', { timeout: 0 }, async () => {
  await fc.assert(fc.asyncProperty(mutant, inspectAnything), { numRuns });
});
