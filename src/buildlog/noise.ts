/**
 * What differs between two runs of the same build without meaning anything. Versions and sizes of packages do mean
 * something, so a plain number stays.
 */
const NOISE: readonly RegExp[] = [
  // 2021-03-09T11:00:12.123Z, with a blank or without a zone too; dates alone; times alone
  /\d{4}[-/]\d\d[-/]\d\d(?:[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?)?/,
  /(?<![:.])\b\d{1,2}:\d\d:\d\d(?:[.,]\d+)?\b/,
  // sha256:…, UUIDs, ids of containers, images and commits, addresses in memory
  /\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/,
  /\b(?=[a-f]*\d)(?=\d*[a-f])[\da-f]{7,128}\b/,
  /\b0x[\da-f]+\b/,
  // 41.2 MB/s and 3.1/8.3 MB, 45 %, 12.3s, 1m 2s, 350 ms
  /\b\d+(?:\.\d+)?\s?(?:[kKMGT]i?)?B\/s\b/,
  /\b\d+(?:\.\d+)?\s?(?:[kKMGT]i?B)?\s?\/\s?\d+(?:\.\d+)?\s?(?:[kKMGT]i?)?B\b/,
  /\b\d+(?:\.\d+)?\s?%/,
  /\b\d+(?:\.\d+)?\s?(?:ms|µs|s|secs?|seconds?|m|min|minutes?|h|hours?)\b/,
  // names of temporary files
  /\/tmp\/[\w.-]+/,
];

const ANY_NOISE = new RegExp(NOISE.map((pattern) => pattern.source).join('|'), 'g');
/** BuildKit numbers its vertices as it comes to them, and puts seconds in front of every line. */
const VERTEX_PREFIX = /^#\d+ (?:\d+\.\d+ )?/;
const DIGIT = /\d/;
const EXAMINED_UNITS = 4000;

/** A line's text with the noise taken out: lines for which it is the same count as equal. */
export function withoutNoise(text: string): string {
  if (!DIGIT.test(text)) return text;
  const examined = text.slice(0, EXAMINED_UNITS);
  return examined.replace(VERTEX_PREFIX, '# ').replace(ANY_NOISE, '\u2026') + text.slice(EXAMINED_UNITS);
}
