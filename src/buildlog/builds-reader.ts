import { JsonStringReader } from './json-string.ts';
import { decodeText } from './utf8.ts';

/** What the service says of a build beside its log. Members that are absent or of another type are undefined. */
export interface BuildFields {
  readonly state?: string;
  /** ISO 8601, as the service wrote it. */
  readonly startDate?: string;
  /** ISO 8601; absent while the build runs. */
  readonly endDate?: string;
  /** All lines of the log so far, whatever part of them was asked for. Only some servers count. */
  readonly linesCount?: number;
}

/** Why an answer is not the builds that the service documents. */
export type BuildsProblem =
  | 'not-json'
  | 'not-builds'
  | 'logs-missing'
  | 'logs-not-text'
  | 'too-large'
  | 'truncated';

/** Where an answer stops being what it should, for a message and a bug report. */
export interface BuildsFault {
  readonly problem: BuildsProblem;
  /** Which build of the array, or -1 outside of one. */
  readonly build: number;
  /** The member it is about, or '' for the answer itself. */
  readonly member: string;
  /** How many bytes of the answer came before it. */
  readonly byte: number;
  /** The first characters of what stands there instead. */
  readonly found: string;
}

/** Documented servers answer an array, the observed ones a single object. */
export type BuildsShape = 'array' | 'object';

export type BuildsAnswer =
  | {
      readonly ok: true;
      readonly shape: BuildsShape;
      readonly builds: readonly BuildFields[];
      /** The build that started last, -1 when there is none. */
      readonly current: number;
    }
  | { readonly ok: false; readonly fault: BuildsFault; readonly builds: readonly BuildFields[] };

/** Takes the next piece of a build's log; the bytes are good during the call only. */
export type LogSink = (text: Uint8Array) => void;

const MAX_MEMBER_BYTES = 64 * 1024;
const FOUND_CHARACTERS = 40;

/** What the reader waits for. */
type Expecting =
  | 'answer'
  | 'build-or-end'
  | 'build'
  | 'separator'
  | 'key-or-end'
  | 'key'
  | 'key-text'
  | 'colon'
  | 'value'
  | 'logs'
  | 'member'
  | 'member-end'
  | 'nothing';

/**
 * Reads the answer of `GET …/builds` as its bytes arrive: `[{"logs": "…", "state": …}, …]` or one such object. The logs
 * go to their sinks un-escaped, piece by piece, so that rows can be shown long before the answer is whole, and the
 * text is never held twice. `JSON.parse` sees only the small members around them.
 */
export class BuildsReader {
  readonly #open: (build: number, shape: BuildsShape) => LogSink;
  readonly #string = new JsonStringReader();
  readonly #builds: BuildFields[] = [];
  #sink: LogSink | undefined;
  #expecting: Expecting = 'answer';
  #shape: BuildsShape = 'object';
  #byte = 0;
  #fault: BuildsFault | undefined;
  #capture: number[] = [];
  #key = '';
  #members = new Map<string, unknown>();
  #inString = false;
  #escaped = false;
  #depth = 0;

  /** `open` is called when the logs of a build (counted as they come) begin. */
  constructor(open: (build: number, shape: BuildsShape) => LogSink) {
    this.#open = open;
  }

  /** Reads the next bytes. After a fault they are ignored. */
  push(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length && !this.#fault;) {
      if (this.#expecting === 'logs') {
        at = this.#readLogs(bytes, at);
      } else {
        this.#take(bytes[at] ?? 0, bytes, at);
        at++;
      }
    }
    this.#byte += bytes.length;
  }

  /** The answer as a whole, when no more bytes come. Logs that went to their sinks before a fault stay good. */
  end(): BuildsAnswer {
    if (!this.#fault && this.#expecting !== 'nothing') this.#fail('truncated', 0, '');
    if (this.#fault) return { ok: false, fault: this.#fault, builds: this.#builds };
    return { ok: true, shape: this.#shape, builds: this.#builds, current: latest(this.#builds) };
  }

  #readLogs(bytes: Uint8Array, from: number): number {
    const end = this.#string.read(bytes, from);
    if (this.#string.text.length > 0) this.#sink?.(this.#string.text);
    if (this.#string.broken) this.#fail('not-json', end, excerpt(bytes, end));
    if (end < 0) return bytes.length;
    this.#expecting = 'member-end';
    return end;
  }

  #take(byte: number, bytes: Uint8Array, at: number): void {
    switch (this.#expecting) {
      case 'key-text':
        this.#takeKey(byte);
        return;
      case 'member':
        this.#takeMember(byte, bytes, at);
        return;
      default:
        if (!isSpace(byte)) this.#takeStructure(String.fromCharCode(byte), byte, bytes, at);
    }
  }

  #takeStructure(character: string, byte: number, bytes: Uint8Array, at: number): void {
    switch (this.#expecting) {
      case 'answer':
        // A byte order mark is no part of JSON, but some gateways send one.
        if (this.#byte + at < 3 && (byte === 0xef || byte === 0xbb || byte === 0xbf)) return;
        if (character === '[') {
          this.#shape = 'array';
          this.#expecting = 'build-or-end';
        } else if (character === '{') this.#beginBuild();
        else this.#fail(/["\dtfn-]/.test(character) ? 'not-builds' : 'not-json', at, excerpt(bytes, at));
        return;
      case 'build-or-end':
      case 'build':
        if (character === '{') this.#beginBuild();
        else if (character === ']' && this.#expecting === 'build-or-end') this.#expecting = 'nothing';
        else this.#fail('not-builds', at, excerpt(bytes, at));
        return;
      case 'separator':
        if (character === ',') this.#expecting = 'build';
        else if (character === ']') this.#expecting = 'nothing';
        else this.#fail('not-json', at, excerpt(bytes, at));
        return;
      case 'key-or-end':
      case 'key':
        if (character === '"') {
          this.#expecting = 'key-text';
          this.#capture = [byte];
          this.#escaped = false;
        } else if (character === '}' && this.#expecting === 'key-or-end') this.#endBuild(at);
        else this.#fail('not-json', at, excerpt(bytes, at));
        return;
      case 'colon':
        if (character === ':') this.#expecting = 'value';
        else this.#fail('not-json', at, excerpt(bytes, at));
        return;
      case 'value':
        this.#beginValue(byte, bytes, at);
        return;
      case 'member-end':
        if (character === ',') this.#expecting = 'key';
        else if (character === '}') this.#endBuild(at);
        else this.#fail('not-json', at, excerpt(bytes, at));
        return;
      default:
        this.#fail('not-json', at, excerpt(bytes, at));
    }
  }

  #beginBuild(): void {
    this.#members = new Map();
    this.#sink = undefined;
    this.#key = '';
    this.#expecting = 'key-or-end';
  }

  #endBuild(at: number): void {
    if (!this.#sink) {
      this.#key = 'logs';
      this.#fail('logs-missing', at, '}');
      return;
    }
    this.#builds.push(toFields(this.#members));
    this.#key = '';
    this.#sink = undefined;
    this.#expecting = this.#shape === 'array' ? 'separator' : 'nothing';
  }

  #takeKey(byte: number): void {
    this.#capture.push(byte);
    if (this.#capture.length > MAX_MEMBER_BYTES)
      this.#fail('too-large', 0, this.#captured().slice(0, FOUND_CHARACTERS));
    if (this.#escaped) this.#escaped = false;
    else if (byte === 0x5c) this.#escaped = true;
    else if (byte === 0x22) {
      const key = parse(this.#captured());
      if (typeof key !== 'string') this.#fail('not-json', 0, this.#captured().slice(0, FOUND_CHARACTERS));
      else this.#key = key;
      this.#expecting = 'colon';
    }
  }

  #beginValue(byte: number, bytes: Uint8Array, at: number): void {
    const isLogs = this.#key === 'logs' && !this.#sink;
    if (isLogs && byte === 0x22) {
      this.#sink = this.#open(this.#builds.length, this.#shape);
      this.#expecting = 'logs';
      return;
    }
    this.#expecting = 'member';
    this.#capture = [];
    this.#inString = false;
    this.#escaped = false;
    this.#depth = 0;
    this.#takeMember(byte, bytes, at);
  }

  /** Collects the text of a small member until the comma or bracket behind it. */
  #takeMember(byte: number, bytes: Uint8Array, at: number): void {
    if (!this.#inString && this.#depth === 0 && (byte === 0x2c || byte === 0x7d || byte === 0x5d)) {
      this.#endMember(at);
      if (!this.#fault) this.#takeStructure(String.fromCharCode(byte), byte, bytes, at);
      return;
    }
    this.#capture.push(byte);
    if (this.#capture.length > MAX_MEMBER_BYTES) {
      this.#fail('too-large', at, this.#captured().slice(0, FOUND_CHARACTERS));
    } else if (this.#escaped) this.#escaped = false;
    else if (this.#inString) {
      if (byte === 0x5c) this.#escaped = true;
      else if (byte === 0x22) this.#inString = false;
    } else if (byte === 0x22) this.#inString = true;
    else if (byte === 0x7b || byte === 0x5b) this.#depth++;
    else if (byte === 0x7d || byte === 0x5d) this.#depth--;
  }

  #endMember(at: number): void {
    const text = this.#captured();
    const value = parse(text);
    this.#expecting = 'member-end';
    if (value === undefined) this.#fail('not-json', at, text.slice(0, FOUND_CHARACTERS));
    else if (this.#key === 'logs' && !this.#sink) {
      // Nothing built yet: an empty log, as the clients that send null mean it.
      if (value === null) this.#sink = this.#open(this.#builds.length, this.#shape);
      else this.#fail('logs-not-text', at, text.slice(0, FOUND_CHARACTERS));
    } else this.#members.set(this.#key, value);
  }

  #captured(): string {
    return decodeText(Uint8Array.from(this.#capture));
  }

  #fail(problem: BuildsProblem, at: number, found: string): void {
    const inBuild = this.#expecting !== 'answer' && this.#expecting !== 'nothing';
    this.#fault = {
      problem,
      build: inBuild ? this.#builds.length : -1,
      member: this.#key,
      byte: this.#byte + at,
      found,
    };
  }
}

/** The build that started last; the later one of the array when dates are equal or missing. */
function latest(builds: readonly BuildFields[]): number {
  let best = -1;
  let bestTime = Number.NEGATIVE_INFINITY;
  for (const [index, build] of builds.entries()) {
    const time = Date.parse(build.startDate ?? '');
    if (best < 0 || (Number.isNaN(time) ? !Number.isFinite(bestTime) : time >= bestTime)) {
      best = index;
      if (!Number.isNaN(time)) bestTime = time;
    }
  }
  return best;
}

function toFields(members: ReadonlyMap<string, unknown>): BuildFields {
  const state = members.get('state');
  const startDate = members.get('start_date');
  const endDate = members.get('end_date');
  const linesCount = members.get('lines_count');
  return {
    ...(typeof state === 'string' ? { state } : undefined),
    ...(typeof startDate === 'string' ? { startDate } : undefined),
    ...(typeof endDate === 'string' ? { endDate } : undefined),
    ...(typeof linesCount === 'number' && Number.isSafeInteger(linesCount) && linesCount >= 0
      ? { linesCount }
      : undefined),
  };
}

/** JSON as a value; undefined, which JSON has no word for, when it is none. */
function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

function excerpt(bytes: Uint8Array, at: number): string {
  return decodeText(bytes.subarray(at, at + FOUND_CHARACTERS));
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
