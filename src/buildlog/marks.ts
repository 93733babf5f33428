import type { Block } from './byte-store.ts';
import { contentStart } from './line-prefix.ts';
import type { LineStore } from './line-store.ts';
import { NumberList } from './number-list.ts';
import { decodeText } from './utf8.ts';
import { WordSieve } from './word-sieve.ts';

export type MarkLevel = 'error' | 'warning';

/**
 * What makes a line an error or a warning. The patterns see the line's own text, without a time or a BuildKit prefix,
 * and only lines that contain one of {@link TRIGGERS}: a pattern that needs another word needs it there too.
 */
const PATTERNS: readonly { readonly level: MarkLevel; readonly pattern: RegExp }[] = [
  // ERROR: x · gcc: error: x · main.c:3:5: fatal error: x · error[E0433]: x · src/a.ts(1,2): error TS2304: x
  { level: 'error', pattern: /^\s*(?:\S+: )*(?:fatal |internal |syntax )?error\b(?:\[\w+\]| TS\d+)?[:!]/i },
  { level: 'error', pattern: /^\s*\S{0,40}\s?\[?(?:ERROR|FATAL|CRITICAL)\b(?!\s*[=(])/ },
  { level: 'error', pattern: /^npm (?:ERR!|error\b)/ },
  { level: 'error', pattern: /^E: / },
  { level: 'error', pattern: /^(?:[\w.$]+\.)?[A-Z]\w*(?:Error|Exception)\b(?::|$)/ },
  { level: 'error', pattern: /^make(?:\[\d+\])?: \*\*\* / },
  { level: 'error', pattern: /returned a non-zero code: \d+|did not complete successfully/ },
  { level: 'error', pattern: /\bexit(?:ed with)? (?:code|status):? [1-9]\d*\b/ },
  {
    level: 'error',
    pattern: /^(?:COPY|ADD) failed\b|^failed to (?:solve|build|compute)|^Dockerfile parse error/,
  },
  { level: 'error', pattern: /^(?:panic|fatal): |^Killed$|^FAIL(?:ED)?\b|^--- FAIL:|\bBUILD FAILED\b/ },
  { level: 'error', pattern: /\bpermission denied\b|\bno space left on device\b/i },
  { level: 'error', pattern: /: (?:command )?not found$|\bmanifest unknown\b/ },
  { level: 'warning', pattern: /^\s*(?:\S+: )*warn(?:ing)?\b(?:\[\w+\])?[:!]/i },
  { level: 'warning', pattern: /^\s*\S{0,40}\s?\[?WARN(?:ING)?\b/ },
  { level: 'warning', pattern: /^npm (?:WARN|warn)\b|\bDeprecationWarning\b/ },
];

/**
 * A line without any of these, in whatever case, is neither an error nor a warning. Five letters or more, as the
 * {@link WordSieve} needs them.
 */
const TRIGGERS: readonly string[] = [
  'error',
  'fatal',
  'critical',
  'exception',
  'traceback',
  'npm err!',
  'unable to',
  'could not',
  'installation candidate',
  'release file',
  'e: ***',
  ']: ***',
  'non-zero code',
  'complete success',
  'exit code',
  'exit status',
  'exited with',
  'failed',
  'failure',
  'fail:',
  'fail ',
  'panic',
  'killed',
  'denied',
  'space left',
  'not found',
  'manifest unknown',
  'warning',
  'warn:',
  'warn ',
  'warn]',
];

/** Python's traceback: indented lines and the first that is not. All of it is the error. */
const TRACEBACK = /^Traceback \(most recent call last\):/;
const LONGEST_TRACEBACK = 200;
/** What decides stands near the start of a line; a megabyte of it is not worth a regular expression. */
const EXAMINED_BYTES = 2000;

/** How far the marks are, for taking a last line back that is not closed. */
export interface MarksState {
  readonly errors: number;
  readonly errorStarts: number;
  readonly warnings: number;
  readonly traceback: number;
}

/** Which lines are errors and warnings. */
export class Marks {
  readonly errors = new NumberList();
  /** The first line of each run of errors: lines that follow each other tell of one, as a traceback does. */
  readonly errorStarts = new NumberList();
  readonly warnings = new NumberList();
  readonly #scanner = new WordSieve(TRIGGERS);
  /** How many more lines a traceback may go on for. */
  #traceback = 0;

  /** Marks the lines `from..to` of the store; lines come in order. */
  scan(store: LineStore, from: number, to: number): void {
    let line = from;
    while (line < to) {
      const block = store.blockOf(line);
      if (!block) return;
      line = this.#scanBlock(store, block, line, to);
    }
  }

  /** Whether a line is marked, and how. */
  levelOf(line: number): MarkLevel | undefined {
    if (this.errors.has(line)) return 'error';
    return this.warnings.has(line) ? 'warning' : undefined;
  }

  state(): MarksState {
    return {
      errors: this.errors.length,
      errorStarts: this.errorStarts.length,
      warnings: this.warnings.length,
      traceback: this.#traceback,
    };
  }

  restore(state: MarksState): void {
    this.errors.truncate(state.errors);
    this.errorStarts.truncate(state.errorStarts);
    this.warnings.truncate(state.warnings);
    this.#traceback = state.traceback;
  }

  #scanBlock(store: LineStore, block: Block, from: number, to: number): number {
    const end = Math.min(
      block.used,
      to < store.starts.length ? store.starts.at(to) - block.base : Number.POSITIVE_INFINITY,
    );
    let at = store.starts.at(from) - block.base;
    let line = from;
    while (at < end) {
      while (this.#traceback > 0 && at < end) {
        const bytes = store.visible(line);
        const text = ownText(bytes);
        this.#markError(line);
        this.#traceback = /^\s/.test(text) ? this.#traceback - 1 : 0;
        at += bytes.length + 1;
        line++;
      }
      const found = this.#scanner.next(block.bytes, at, end);
      if (found < 0) break;
      line = store.lineAt(block.base + found);
      this.#examine(store, line);
      at = store.textEnd(line) + 1 - block.base;
      line++;
    }
    // An open last line may be empty to the eye, and then no block holds it.
    return Math.max(from + 1, Math.min(to, store.starts.lowerBound(block.base + block.used)));
  }

  #examine(store: LineStore, line: number): void {
    const text = ownText(store.visible(line));
    const level = PATTERNS.find(({ pattern }) => pattern.test(text))?.level;
    if (TRACEBACK.test(text)) {
      this.#markError(line);
      this.#traceback = LONGEST_TRACEBACK;
    } else if (level === 'error') this.#markError(line);
    else if (level === 'warning') this.warnings.push(line);
  }

  #markError(line: number): void {
    if (this.errors.length === 0 || line - this.errors.last() > 1) this.errorStarts.push(line);
    this.errors.push(line);
  }
}

/** A line's own text, as far as it is examined. */
export function ownText(visible: Uint8Array): string {
  const start = contentStart(visible);
  return decodeText(visible.subarray(start, start + EXAMINED_BYTES));
}
