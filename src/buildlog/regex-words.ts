import type { Part } from './regex-tree.ts';

/** What a part of a pattern demands: words of which every match contains at least one, or nothing that is known. */
type Demand = readonly string[] | undefined;

/**
 * Words of which any match of a pattern must contain at least one, as `["layer "]` for `layer \d+ (?:in|at)`. Lines
 * without them need not be decoded nor matched, so that most patterns cost hardly more than plain text. Undefined when
 * there are none.
 */
export function requiredWords(pattern: Part, flags: string): Demand {
  return new Demands(flags).of(pattern);
}

class Demands {
  readonly #caseBlind: boolean;
  readonly #unicode: boolean;

  constructor(flags: string) {
    this.#caseBlind = flags.includes('i');
    this.#unicode = flags.includes('u');
  }

  of(part: Part): Demand {
    switch (part.kind) {
      case 'choice': {
        const demands = part.parts.map((one) => this.of(one));
        return demands.includes(undefined)
          ? undefined
          : [...new Set(demands.flatMap((demand) => demand ?? []))];
      }
      case 'sequence':
        return this.#sequence(part.parts);
      case 'repeat':
        return part.least > 0 ? this.of(part.part) : undefined;
      case 'character':
        return this.#isPlain(part.character) ? [part.character] : undefined;
      default:
        return undefined;
    }
  }

  /** Parts one after the other: the most telling words that any of them demands. */
  #sequence(parts: readonly Part[]): Demand {
    let best: Demand;
    let run = '';
    const consider = (demand: Demand): void => {
      if (demand && shortest(demand) > shortest(best)) best = demand;
    };
    const closeRun = (): void => {
      if (run) consider([run]);
      run = '';
    };
    for (const part of parts) {
      const isRepeated = part.kind === 'repeat' && part.least > 0;
      const once = isRepeated ? part.part : part;
      if (once.kind === 'character' && this.#isPlain(once.character)) {
        run += once.character;
        // What stands behind it may be one of the repetitions.
        if (isRepeated) closeRun();
      } else {
        closeRun();
        consider(this.of(part));
      }
    }
    closeRun();
    return best;
  }

  /** Whether the character is the only one that may stand there, but for the case of an ASCII letter. */
  #isPlain(character: string): boolean {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0xd800 && code <= 0xdfff) return false;
    if (!this.#caseBlind) return true;
    if (code >= 0x80) return character.toLowerCase() === character.toUpperCase();
    // In Unicode mode these two also match the Kelvin sign and the long s.
    return !(this.#unicode && /[ks]/i.test(character));
  }
}

function shortest(demand: Demand): number {
  return demand ? Math.min(...demand.map((word) => word.length)) : 0;
}
