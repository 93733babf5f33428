/** A person's own groups and lookarounds may stay as they are; modifiers as `(?s:` change the meaning of what follows. */
const OPENING = /\((?:\?(?::|=|!|<=|<!|<[^>=!][^>]*>))?/y;
/** Escapes that stand for no newline, and for no character at all. */
const SAFE_ESCAPE = /\\(?:[dwSbBtrfv]|k<[^>]*>|[^\p{L}\p{N}_\n])/uy;
/** Escapes of one character that may be a newline. */
const OPEN_ESCAPE =
  /\\(?:[DWsn]|[pP]\{[^}]*\}|x[\da-fA-F]{2}|u[\da-fA-F]{4}|u\{[\da-fA-F]+\}|c[A-Za-z]|0(?!\d))/y;
const CLASS = /\[(?:[^\]\\]|\\[^])*\]/y;
/** A class of which it is plain that no newline is in it: no negation, and no escapes but of single characters. */
const SAFE_CLASS = /^\[(?!\^)(?:[^\\\p{Cc}-]|\\[dwSbtrfv\]\\^.$*+?(){}|/[-]|[a-zA-Z0-9]-[a-zA-Z0-9])*-?\]$/u;
/** The frequent ones of these, as the engine runs them best. */
const COMPLEMENTS: ReadonlyMap<string, string> = new Map([
  [String.raw`\s`, String.raw`[^\S\n]`],
  [String.raw`\W`, String.raw`[^\w\n]`],
  [String.raw`\D`, String.raw`[^\d\n]`],
]);
/** What is neither an atom nor a bracket: it moves nothing, or says how often. */
const OTHER = /[|)^$.*+?]|\{\d+(?:,\d*)?\}/y;

/**
 * Rewrites a regular expression so that run over many lines at once, with `m` among its flags, it finds in each what it
 * finds in that line alone: nothing that it matches may be a newline. Run so it is several times as fast as line by
 * line. Undefined when it is not certain to mean the same.
 */
export function withinLines(source: string): string | undefined {
  let written = '';
  let at = 0;
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const match = pattern.exec(source)?.[0] ?? '';
    at += match.length;
    return match;
  };
  while (at < source.length) {
    const kept = take(OPENING) || take(SAFE_ESCAPE) || take(OTHER);
    if (kept !== '') {
      // What may have been a modifier, or something newer still.
      if (kept === '(' && source[at] === '?') return undefined;
      written += kept;
      continue;
    }
    const open = take(OPEN_ESCAPE);
    const set = open === '' ? take(CLASS) : '';
    if (open !== '' || set !== '') {
      written += open === '' ? classWithoutNewline(set) : (COMPLEMENTS.get(open) ?? notNewline(open));
      continue;
    }
    const character = source[at] ?? '';
    // References by number may be characters by number, and a backslash or bracket that is left is not understood.
    if (/[\\[\n]/.test(character)) return undefined;
    written += character;
    at++;
  }
  return written;
}

function classWithoutNewline(set: string): string {
  if (set.startsWith('[^')) return `[^\\n${set.slice(2)}`;
  return SAFE_CLASS.test(set) ? set : notNewline(set);
}

/** One character, unless it is a newline. */
function notNewline(atom: string): string {
  return `(?:(?!\\n)${atom})`;
}
