import { isWordCharacter } from './characters.ts';
import { LineFilter } from './line-filter.ts';
import { withinLines } from './regex-lines.ts';
import type { RegexPlan } from './regex-scan.ts';
import { parsePattern } from './regex-tree.ts';
import type { LineFinder } from './regex-window.ts';
import { requiredWords } from './regex-words.ts';
import { codePointAt, codePointBefore, encodeText } from './utf8.ts';
import { WordScanner } from './word-scanner.ts';
import { WordSieve } from './word-sieve.ts';

/** What a person looks for. */
export interface SearchQuery {
  readonly text: string;
  /** Whether `text` is a JavaScript regular expression. */
  readonly isRegex: boolean;
  readonly matchCase: boolean;
  readonly wholeWord: boolean;
}

/** A query that can be run: words are found in the bytes, patterns line by line in decoded text. */
export type CompiledQuery =
  | { readonly kind: 'word'; readonly word: WordQuery }
  | {
      readonly kind: 'regex';
      readonly plan: RegexPlan;
      /** Finds the lines worth matching; undefined when any may match. */
      readonly finder: LineFinder | undefined;
      /** Whether the pattern is a person's own, and may take for ever on some line. */
      readonly untrusted: boolean;
    };

export type CompileResult =
  | { readonly ok: true; readonly query: CompiledQuery }
  /** Nothing to look for, or no regular expression; `message` is the engine's own, in English. */
  | { readonly ok: false; readonly problem: 'empty' | 'pattern'; readonly message: string };

/** Letters, marks, digits and underscore of any script: what {@link isWordCharacter} holds for. */
const WORD_CLASS = String.raw`[\p{L}\p{N}\p{M}_]`;

/** Makes a query ready to run. */
export function compileQuery(query: SearchQuery): CompileResult {
  if (query.text === '') return { ok: false, problem: 'empty', message: '' };
  if (!query.isRegex && (query.matchCase || !hasCase(query.text))) {
    return { ok: true, query: { kind: 'word', word: new WordQuery(query) } };
  }
  const source = query.isRegex ? query.text : query.text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
  const flags = query.matchCase ? 'gm' : 'gim';
  if (query.wholeWord) {
    const whole = String.raw`(?<!${WORD_CLASS})(?:${source})(?!${WORD_CLASS})`;
    return compilePattern(whole, [`${flags}u`], query);
  }
  // In Unicode mode a dot is a whole character; but it knows no needless escapes, which are common in patterns.
  return compilePattern(source, [`${flags}u`, flags], query);
}

function compilePattern(source: string, flagsToTry: readonly string[], query: SearchQuery): CompileResult {
  let message = '';
  for (const flags of flagsToTry) {
    try {
      // Parsed apart as well, lest brackets that do not pair up in the person's pattern pair up with ours.
      if (query.isRegex) void new RegExp(query.text, flags);
      void new RegExp(source, flags);
      const plan = { source, flags, forMany: withinLines(source) };
      const finder = finderFor(source, flags);
      return { ok: true, query: { kind: 'regex', plan, finder, untrusted: query.isRegex } };
    } catch (error) {
      message ||= error instanceof Error ? error.message : String(error);
    }
  }
  return { ok: false, problem: 'pattern', message };
}

/** From so many bytes on a word is found fastest by striding over the text, and from so many on four bytes at a time. */
const STRIDING_WORD = 10;
const SIEVED_WORD = 5;

/** What finds the lines that a pattern may match soonest: by a word that they must have, or by an automaton. */
function finderFor(source: string, flags: string): LineFinder | undefined {
  const pattern = parsePattern(source, flags);
  if (!pattern) return undefined;
  const words = requiredWords(pattern, flags) ?? [];
  const shortest = Math.min(...words.map((word) => encodeText(word).length));
  if (words.length === 0 || shortest < SIEVED_WORD) return LineFilter.for(pattern, flags);
  return shortest < STRIDING_WORD ? new WordSieve(words) : new WordScanner(words, flags.includes('i'));
}

/** Whether a text has letters beyond ASCII of which there are two cases. */
function hasCase(text: string): boolean {
  const foreign = text.replace(/[\0-\x7f]/g, '');
  return foreign.toLowerCase() !== foreign.toUpperCase();
}

/** A plain text to find in the bytes of visible lines. */
export class WordQuery {
  /** Length in bytes. */
  readonly length: number;
  readonly #scanner: WordScanner;
  readonly #startsWord: boolean;
  readonly #endsWord: boolean;

  constructor(query: SearchQuery) {
    const bytes = encodeText(query.text);
    this.length = bytes.length;
    this.#scanner = new WordScanner([query.text], !query.matchCase);
    // A query that begins with a bracket has no word there to be in the middle of.
    this.#startsWord = query.wholeWord && isWordCharacter(codePointAt(bytes, 0, bytes.length));
    this.#endsWord = query.wholeWord && isWordCharacter(codePointBefore(bytes, bytes.length, 0));
  }

  /** Where in `bytes[from..to)`, which start and end with whole lines, the next hit starts, or -1. */
  next(bytes: Uint8Array, from: number, to: number): number {
    for (let at = this.#scanner.next(bytes, from, to); at >= 0; at = this.#scanner.next(bytes, at + 1, to)) {
      if (this.#standsAlone(bytes, at)) return at;
    }
    return -1;
  }

  #standsAlone(bytes: Uint8Array, at: number): boolean {
    const end = at + this.length;
    if (this.#startsWord && at > 0 && isWordCharacter(codePointBefore(bytes, at, 0))) return false;
    return !(this.#endsWord && end < bytes.length && isWordCharacter(codePointAt(bytes, end, bytes.length)));
  }
}
