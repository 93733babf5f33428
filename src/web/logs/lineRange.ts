/** Lines that a link points to, counted from 1 as people see them; both ends belong to it. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

const HASH = /^#L(\d{1,9})(?:-L?(\d{1,9}))?$/;

/** Reads the end of an address: `#L120`, `#L120-L140`. Undefined when it names no line. */
export function readLines(hash: string): LineRange | undefined {
  const match = HASH.exec(hash);
  const first = Number(match?.[1] ?? 0);
  const last = Number(match?.[2] ?? first);
  if (first < 1 || last < 1) return undefined;
  return { first: Math.min(first, last), last: Math.max(first, last) };
}

/** Writes the end of an address that points to lines. */
export function writeLines({ first, last }: LineRange): string {
  return first === last ? `#L${first}` : `#L${first}-L${last}`;
}

/** The range from the lines that are linked already to one more; the one alone when there are none. */
export function extendTo(range: LineRange | undefined, line: number): LineRange {
  if (!range) return { first: line, last: line };
  return { first: Math.min(range.first, line), last: Math.max(range.first, line) };
}
