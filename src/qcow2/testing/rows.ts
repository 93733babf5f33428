import { describe, expect, test } from 'vitest';
import type { FindingCode, Verdict } from '../findings.ts';
import { inspect } from '../inspect.ts';
import { inspectText } from '../report-text.ts';
import { buildImage, field, type Image, type ImageOptions, type Patch, patched } from './image.ts';
import { memorySource } from './memory-source.ts';

/** One edge or hostile file, with what is to be said about it. */
interface Case {
  readonly what: string;
  readonly file: Uint8Array;
  readonly verdict: Verdict;
  /** Codes that must be among the findings, and all of them when the verdict is `ok`. */
  readonly codes: readonly FindingCode[];
  /** Words that must stand in the text. */
  readonly says?: string;
}

/**
 * Cases by the number of their kind. There are 56 kinds, from 1, "another magic", to 56, "a huge disk in a small file";
 * each test file has those of its subject.
 */
export type Rows = Readonly<Record<number, readonly Case[]>>;

/** Makes a test of each case, and one that no kind from `first` to `last` is left out. */
export function testRows(first: number, last: number, rows: Rows): void {
  test(`kinds ${first} to ${last} have cases`, () => {
    expect(Object.keys(rows)).toEqual(
      Array.from({ length: last - first + 1 }, (_, index) => String(first + index)),
    );
  });

  describe.each(Object.entries(rows))('kind %s', (_kind, cases) => {
    test.each(cases)('$what: $verdict', async ({ file, verdict, codes, says }) => {
      const report = await inspect(memorySource(file));
      const found = [...new Set(report.findings.map(({ code }) => code))];
      expect(found.filter((code) => verdict === 'ok' || codes.includes(code))).toEqual(codes);
      expect(report.verdict).toBe(verdict);
      expect(inspectText(report)).toContain(says ?? '');
    });
  });
}

/** A case that blocks. */
export function refuse(what: string, file: Uint8Array, code: FindingCode, says?: string): Case {
  return { what, file, verdict: 'refuse', codes: [code], ...(says === undefined ? {} : { says }) };
}

/** A case that warns. */
export function warn(what: string, file: Uint8Array, code: FindingCode, says?: string): Case {
  return { ...refuse(what, file, code, says), verdict: 'warn' };
}

/** A case that is let go, with these findings at most. */
export function accept(what: string, file: Uint8Array, ...codes: readonly FindingCode[]): Case {
  return { what, file, verdict: 'ok', codes };
}

/** A whole image with two data clusters, which most cases damage in one place. */
export const small = buildImage({ clusters: { 0: 'data', 3: 'data' } });

/** The small image with patches. */
export function patchSmall(...patches: readonly Patch[]): Uint8Array {
  return patched(small.bytes, ...patches);
}

/** The small image with one number in its header changed. */
export function header(name: keyof typeof field, value: number | bigint): Uint8Array {
  return patchSmall([field[name], value]);
}

/** The bytes of an image. */
export function build(options: ImageOptions): Uint8Array {
  return buildImage(options).bytes;
}

/** The bytes of an image with patches that depend on where its parts are. */
export function change(options: ImageOptions, patches: (at: Image['at']) => readonly Patch[]): Uint8Array {
  const image = buildImage(options);
  return patched(image.bytes, ...patches(image.at));
}

/** The largest number of 32 bits. */
export const MAX_U32 = 2 ** 32 - 1;

/** Types of header extensions. */
export const extensionType = {
  backingFormat: 0xe2792aca,
  featureNames: 0x6803f857,
  bitmaps: 0x23852875,
  encryption: 0x0537be77,
  dataFile: 0x44415441,
} as const;

/** An entry of the feature name table, for an incompatible feature. */
export function featureName(bit: number, name: string): Uint8Array {
  const entry = new Uint8Array(48);
  entry[1] = bit;
  entry.set(new TextEncoder().encode(name), 2);
  return entry;
}
