/** Shorter words stand on so many lines that looking for them first saves nothing. */
const SHORTEST_WORD = 3;

/** What a part of a pattern demands: words of which every match contains at least one, or nothing that is known. */
type Demand = readonly string[] | undefined;

/**
 * Words of which any match of the regular expression must contain at least one, as `["layer "]` for `layer \d+ (?:in|at)`.
 * Lines without them need not be decoded nor matched, so that most patterns cost hardly more than plain text.
 * Undefined when there are none, or when it is not certain.
 */
export function requiredWords(source: string, flags: string): readonly string[] | undefined {
  const words = new PatternReader(source, flags).alternatives();
  return words?.every((word) => word.length >= SHORTEST_WORD) ? words : undefined;
}

/** Reads a pattern that the engine has accepted; whatever it does not know in full demands nothing. */
class PatternReader {
  readonly #source: string;
  readonly #caseBlind: boolean;
  readonly #unicode: boolean;
  #at = 0;

  constructor(source: string, flags: string) {
    this.#source = source;
    this.#caseBlind = flags.includes('i');
    this.#unicode = flags.includes('u');
  }

  /** `a|b|c`: one of the words of each, if all of them have some. */
  alternatives(): Demand {
    const words = new Set<string>();
    let known = true;
    for (;;) {
      const demand = this.#sequence();
      if (demand) for (const word of demand) words.add(word);
      else known = false;
      if (this.#source[this.#at] !== '|') break;
      this.#at++;
    }
    return known ? [...words] : undefined;
  }

  /** Atoms one after the other: the most telling words that any of them demands. */
  #sequence(): Demand {
    let best: Demand;
    let run = '';
    const consider = (demand: Demand): void => {
      if (demand && shortest(demand) > shortest(best)) best = demand;
    };
    const closeRun = (): void => {
      if (run) consider([run]);
      run = '';
    };
    while (this.#at < this.#source.length) {
      const next = this.#source[this.#at];
      if (next === '|' || next === ')') break;
      const atom = this.#atom();
      const least = this.#least();
      if (typeof atom === 'string') {
        if (least !== 0) run += atom;
        if (least !== undefined) closeRun();
      } else {
        closeRun();
        if (least !== 0) consider(atom);
      }
    }
    closeRun();
    return best;
  }

  /** A character that has to stand there, or what a group demands. */
  #atom(): string | Demand {
    const character = String.fromCodePoint(this.#source.codePointAt(this.#at) ?? 0);
    this.#at += character.length;
    switch (character) {
      case '(':
        return this.#group();
      case '[':
        this.#skip(/(?:[^\]\\]|\\.)*\]/sy);
        return undefined;
      case '\\':
        return this.#escape();
      case '.':
      case '^':
      case '$':
        return undefined;
      default:
        return this.#literal(character);
    }
  }

  #group(): Demand {
    const opening = this.#skip(/\?(?::|<(?![=!])[^>]*>|[^:)]*?[:=!])/y);
    const demand = this.alternatives();
    this.#at++;
    // What a lookaround sees is no part of the match, and modifiers change the meaning of letters.
    const isPlain = opening === '' || opening === '?:' || opening.endsWith('>');
    return isPlain ? demand : undefined;
  }

  #escape(): string | undefined {
    // Classes, boundaries, references, and characters by number: none is a plain letter.
    const special = this.#skip(
      /[dDwWsSbBtnrvf]|\d+|x[\da-fA-F]{0,2}|u(?:\{[^}]*\}|[\da-fA-F]{0,4})|c.?|[pP](?:\{[^}]*\})?|k(?:<[^>]*>)?/y,
    );
    if (special !== '') return undefined;
    const character = String.fromCodePoint(this.#source.codePointAt(this.#at) ?? 0);
    this.#at += character.length;
    return this.#literal(character);
  }

  #literal(character: string): string | undefined {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0xd800 && code <= 0xdfff) return undefined;
    if (!this.#caseBlind) return character;
    if (code >= 0x80) return character.toLowerCase() === character.toUpperCase() ? character : undefined;
    // In Unicode mode these two also match the Kelvin sign and the long s.
    return this.#unicode && /[ks]/i.test(character) ? undefined : character;
  }

  /** How often the atom before has to stand at least; undefined without a quantifier. */
  #least(): number | undefined {
    const quantifier = this.#skip(/(?:[*+?]|\{\d+(?:,\d*)?\})\??/y);
    if (quantifier === '') return undefined;
    if (quantifier.startsWith('{')) return Number.parseInt(quantifier.slice(1), 10);
    return quantifier.startsWith('+') ? 1 : 0;
  }

  #skip(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#source)?.[0] ?? '';
    this.#at += match.length;
    return match;
  }
}

function shortest(demand: Demand): number {
  return demand ? Math.min(...demand.map((word) => word.length)) : 0;
}
