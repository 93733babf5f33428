/** What a pattern takes, coarsely: each part takes at least the texts that its piece of the pattern takes. */
export type Part =
  /** This character, in both cases if the pattern is blind to them. */
  | { readonly kind: 'character'; readonly character: string }
  /** Any one of a set. */
  | { readonly kind: 'set'; readonly set: CharacterSet }
  | { readonly kind: 'sequence'; readonly parts: readonly Part[] }
  | { readonly kind: 'choice'; readonly parts: readonly Part[] }
  | { readonly kind: 'repeat'; readonly part: Part; readonly least: number; readonly most: number }
  /** Nothing at all: a place between characters, or what a lookaround sees. */
  | { readonly kind: 'nothing' }
  /** Any text: what is not looked into. */
  | { readonly kind: 'anything' };

/** Characters; those beyond ASCII are not told apart. */
export interface CharacterSet {
  /** 1 for each of the ASCII characters that belong to it. */
  readonly ascii: Uint8Array;
  /** Whether others may belong to it. */
  readonly beyond: boolean;
}

const ASCII = 128;
const NOTHING: Part = { kind: 'nothing' };
const ANYTHING: Part = { kind: 'anything' };

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
const isWord = (code: number): boolean =>
  isDigit(code) || code === 0x5f || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
const isSpace = (code: number): boolean => code === 0x20 || (code >= 0x09 && code <= 0x0d);
const isAny = (): boolean => true;
const isOnLine = (code: number): boolean => code !== 0x0a && code !== 0x0d;

function setOf(holds: (code: number) => boolean, beyond: boolean): CharacterSet {
  return { ascii: Uint8Array.from({ length: ASCII }, (_, code) => Number(holds(code))), beyond };
}

/** The set for a letter behind a backslash; `\p` is not looked into. */
function classOf(letter: string, blindUnicode: boolean): CharacterSet | undefined {
  switch (letter) {
    case 'd':
      return setOf(isDigit, false);
    case 'D':
      return setOf((code) => !isDigit(code), true);
    case 'w':
      // Blind to case in Unicode mode, the Kelvin sign and the long s count as k and s.
      return setOf(isWord, blindUnicode);
    case 'W':
      return setOf((code) => !isWord(code), true);
    case 's':
      return setOf(isSpace, true);
    case 'S':
      return setOf((code) => !isSpace(code), true);
    case 'p':
    case 'P':
      return setOf(isAny, true);
    default:
      return undefined;
  }
}

const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13, '0': 0 };
const OPENING = /\(\?(?::|=|!|<=|<!|<[^>=!][^>]*>|[a-z]*(?:-[a-z]*)?:)|\(/y;
const CLASS_ESCAPE = /\\(?:([dDwWsS])|([pP])(?:\{[^}]*\})?)/y;
const CODE_ESCAPE =
  /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|u\{([\da-fA-F]+)\}|c([A-Za-z])|([tnvfr]|0(?!\d)))/y;
const REFERENCE = /\\(?:k<[^>]*>|\d+)/y;
const QUANTIFIER = /(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/y;
/** Letters that mean something behind a backslash, where what they need has not followed. */
const UNSURE_LETTER = /[xuck\d]/;

/** Thrown inside, and caught by {@link parsePattern}. */
class NotUnderstood extends Error {
  override readonly name = 'NotUnderstood';
}

/**
 * What a regular expression that the engine has accepted takes, or undefined when that is not certain. Places (`^`,
 * `\b`, lookarounds) count as nothing, back references as anything.
 */
export function parsePattern(source: string, flags: string): Part | undefined {
  try {
    return new PatternParser(source, flags).whole();
  } catch (error) {
    if (error instanceof NotUnderstood) return undefined;
    throw error;
  }
}

class PatternParser {
  readonly #source: string;
  readonly #unicode: boolean;
  readonly #blind: boolean;
  #at = 0;

  constructor(source: string, flags: string) {
    this.#source = source;
    this.#unicode = flags.includes('u');
    this.#blind = flags.includes('i');
  }

  whole(): Part {
    const part = this.#choice();
    if (this.#at < this.#source.length) throw new NotUnderstood(this.#source);
    return part;
  }

  #choice(): Part {
    const parts = [this.#sequence()];
    while (this.#source[this.#at] === '|') {
      this.#at++;
      parts.push(this.#sequence());
    }
    return parts.length === 1 ? (parts[0] ?? NOTHING) : { kind: 'choice', parts };
  }

  #sequence(): Part {
    const parts: Part[] = [];
    while (this.#at < this.#source.length && !/[|)]/.test(this.#source[this.#at] ?? '')) {
      parts.push(this.#repeated(this.#atom()));
    }
    return { kind: 'sequence', parts };
  }

  #repeated(part: Part): Part {
    const match = this.#take(QUANTIFIER);
    if (!match) return part;
    const [text, least, comma, most] = match;
    if (least === undefined) {
      return {
        kind: 'repeat',
        part,
        least: text.startsWith('+') ? 1 : 0,
        most: text.startsWith('?') ? 1 : Number.POSITIVE_INFINITY,
      };
    }
    const last = comma === '' ? Number(least) : Number(most || Number.POSITIVE_INFINITY);
    return { kind: 'repeat', part, least: Number(least), most: last };
  }

  #atom(): Part {
    switch (this.#source[this.#at]) {
      case '(':
        return this.#group();
      case '[':
        return { kind: 'set', set: this.#class() };
      case '\\':
        return this.#escape();
      case '^':
      case '$':
        this.#at++;
        return NOTHING;
      case '.':
        this.#at++;
        return { kind: 'set', set: setOf(isOnLine, true) };
      default:
        return { kind: 'character', character: this.#character() };
    }
  }

  #group(): Part {
    const opening = this.#take(OPENING)?.[0] ?? '';
    const inner = this.#choice();
    if (this.#source[this.#at] !== ')') throw new NotUnderstood(this.#source);
    this.#at++;
    if (/^\(\?<?[=!]$/.test(opening)) return NOTHING;
    // Modifiers change the meaning of what stands in the group.
    return opening === '(' || opening === '(?:' || opening.endsWith('>') ? inner : ANYTHING;
  }

  #escape(): Part {
    if (/[bB]/.test(this.#source[this.#at + 1] ?? '')) {
      this.#at += 2;
      return NOTHING;
    }
    const set = this.#classEscape();
    if (set) return { kind: 'set', set };
    const code = this.#codeEscape();
    if (code !== undefined) return { kind: 'set', set: this.#inBothCases(setFrom([[code, code]])) };
    if (this.#take(REFERENCE)) return ANYTHING;
    this.#at++;
    return { kind: 'character', character: this.#plainEscape() };
  }

  #class(): CharacterSet {
    this.#at++;
    const isNegated = this.#source[this.#at] === '^';
    if (isNegated) this.#at++;
    const ranges: [number, number][] = [];
    const sets: CharacterSet[] = [];
    while (this.#source[this.#at] !== ']') {
      if (this.#at >= this.#source.length) throw new NotUnderstood(this.#source);
      const first = this.#classAtom();
      if (typeof first !== 'number') {
        sets.push(first);
        continue;
      }
      const isRange = this.#source[this.#at] === '-' && this.#source[this.#at + 1] !== ']';
      if (isRange) this.#at++;
      const last = isRange ? this.#classAtom() : first;
      if (typeof last !== 'number') throw new NotUnderstood(this.#source);
      ranges.push([first, last]);
    }
    this.#at++;
    const listed = setFrom(ranges, sets);
    // What is listed in one case only is left out in the other too: too much is kept in, never too little.
    return isNegated ? setOf((code) => listed.ascii[code] === 0, true) : this.#inBothCases(listed);
  }

  #classAtom(): number | CharacterSet {
    if (this.#source[this.#at] !== '\\') return codeOf(this.#character());
    const set = this.#classEscape();
    if (set) return set;
    if (this.#source[this.#at + 1] === 'b') {
      this.#at += 2;
      return 8;
    }
    const code = this.#codeEscape();
    if (code !== undefined) return code;
    this.#at++;
    return codeOf(this.#plainEscape());
  }

  #classEscape(): CharacterSet | undefined {
    const match = this.#take(CLASS_ESCAPE);
    // Without Unicode mode these are plain letters, and a number in braces says how often.
    if (match?.[2] !== undefined && !this.#unicode) throw new NotUnderstood(this.#source);
    return match && classOf(match[1] ?? match[2] ?? '', this.#blind && this.#unicode);
  }

  #codeEscape(): number | undefined {
    const match = this.#take(CODE_ESCAPE);
    if (!match) return undefined;
    const [, byte, unit, point, control, letter] = match;
    if (point !== undefined && !this.#unicode) throw new NotUnderstood(this.#source);
    const digits = byte ?? unit ?? point;
    if (digits !== undefined) return Number.parseInt(digits, 16);
    return control === undefined ? CONTROLS[letter ?? ''] : codeOf(control) % 32;
  }

  /** A character behind a backslash that stands for itself. */
  #plainEscape(): string {
    const character = this.#character();
    if (UNSURE_LETTER.test(character)) throw new NotUnderstood(this.#source);
    return character;
  }

  #character(): string {
    const character = String.fromCodePoint(this.#source.codePointAt(this.#at) ?? 0);
    this.#at += character.length;
    return character;
  }

  #inBothCases(set: CharacterSet): CharacterSet {
    return this.#blind ? foldSet(set, this.#unicode) : set;
  }

  #take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#source) ?? undefined;
    this.#at += match?.[0].length ?? 0;
    return match;
  }
}

/** The set of one character, as a pattern of these flags takes it. */
export function setOfCharacter(character: string, flags: string): CharacterSet {
  const set = setFrom([[codeOf(character), codeOf(character)]]);
  return flags.includes('i') ? foldSet(set, flags.includes('u')) : set;
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}

function setFrom(
  ranges: readonly (readonly [number, number])[],
  sets: readonly CharacterSet[] = [],
): CharacterSet {
  const isListed = (code: number): boolean =>
    ranges.some(([first, last]) => code >= first && code <= last) ||
    sets.some(({ ascii }) => ascii[code] === 1);
  return setOf(isListed, ranges.some(([, last]) => last >= ASCII) || sets.some(({ beyond }) => beyond));
}

/** In Unicode mode the Kelvin sign and the long s are the same letters as k and s. */
const FOLDED_ABROAD: readonly string[] = ['k', 'K', 's', 'S'];

function foldSet({ ascii, beyond }: CharacterSet, unicode: boolean): CharacterSet {
  const has = (character: string): boolean => ascii[codeOf(character)] === 1;
  const folded = setOf((code) => {
    const character = String.fromCodePoint(code);
    if (unicode && beyond && FOLDED_ABROAD.includes(character)) return true;
    return has(character.toLowerCase()) || has(character.toUpperCase());
  }, false);
  return { ascii: folded.ascii, beyond: beyond || (unicode && FOLDED_ABROAD.some(has)) };
}
