/**
 * What builders put in front of a line's own text: the time that `with_timestamp` asks for, whose format is not
 * documented (ISO 8601 in its usual spellings is understood), and BuildKit's `#7 12.34 `.
 */

const SPACE = 0x20;
const HASH = 0x23;
const DOT = 0x2e;

/** `0000-00-00T00:00:00`, where a 0 stands for any digit. */
const STAMP_SHAPE = '0000-00-00T00:00:00';

/** How many bytes (and columns, for it is ASCII) a time in front of the line takes with its blank; 0 without one. */
export function stampLength(line: Uint8Array): number {
  const bracket = line[0] === 0x5b ? 1 : 0;
  let at = bracket;
  for (const shape of STAMP_SHAPE) {
    const byte = line[at] ?? 0;
    const fits =
      shape === '0'
        ? isDigit(byte)
        : shape === 'T'
          ? byte === 0x54 || byte === SPACE
          : byte === shape.charCodeAt(0);
    if (!fits) return 0;
    at++;
  }
  if (line[at] === DOT || line[at] === 0x2c) {
    at++;
    while (isDigit(line[at])) at++;
  }
  if (line[at] === 0x5a) at++;
  else if (line[at] === 0x2b || line[at] === 0x2d) {
    at++;
    while (isDigit(line[at]) || line[at] === 0x3a) at++;
  }
  if (bracket === 1) {
    if (line[at] !== 0x5d) return 0;
    at++;
  }
  if (at === line.length) return at;
  return line[at] === SPACE ? at + 1 : 0;
}

/** Where the text of a line of `bytes[from..to)` starts, behind the time in front of it if there is one. */
export function stampEnd(bytes: Uint8Array, from: number, to: number): number {
  const first = bytes[from];
  // Nearly all lines begin otherwise, and a view costs more than a look.
  if (first !== 0x5b && !isDigit(first)) return from;
  return from + stampLength(bytes.subarray(from, to));
}

/** The time of a stamp as {@link stampLength} found it, in milliseconds since 1970; one without a zone is UTC. */
export function stampTime(stamp: string): number | undefined {
  const text = stamp.replace(/[[\]]/g, '').trim().replace(' ', 'T').replace(',', '.');
  const time = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`);
  return Number.isNaN(time) ? undefined : time;
}

/** The number of the BuildKit vertex (`#7 …`) that the line speaks of from `at` on; -1 when of none. */
export function vertexNumber(line: Uint8Array, at: number): number {
  if (line[at] !== HASH || !isDigit(line[at + 1])) return -1;
  let value = 0;
  let index = at + 1;
  for (; isDigit(line[index]) && value < 1e6; index++) value = value * 10 + (line[index] ?? 0) - 0x30;
  return line[index] === SPACE ? value : -1;
}

/** Where the line's own text starts, behind a time, a vertex and its seconds. */
export function contentStart(line: Uint8Array): number {
  const stamp = stampLength(line);
  if (vertexNumber(line, stamp) < 0) return stamp;
  const vertex = line.indexOf(SPACE, stamp) + 1;
  let at = vertex;
  while (isDigit(line[at]) || line[at] === DOT) at++;
  return at > vertex && line[at] === SPACE ? at + 1 : vertex;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}
