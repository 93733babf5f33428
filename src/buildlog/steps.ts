import { stampLength, vertexNumber } from './line-prefix.ts';
import type { LineStore } from './line-store.ts';
import { NumberList } from './number-list.ts';
import { decodeText, encodeText } from './utf8.ts';

export type StepState = 'running' | 'done' | 'cached' | 'failed' | 'cancelled';

/** One instruction of the Dockerfile, or one vertex of BuildKit's graph. */
export interface Step {
  /** What the builder calls it: `Step 2/9`; with BuildKit `#7`, and `#7 builder 2/5` for an instruction. */
  readonly label: string;
  /** The instruction, as `RUN pip install -r requirements.txt`. */
  readonly title: string;
  readonly state: StepState;
  /** How long it took, where the log tells. */
  readonly seconds?: number;
}

/** Lines of one step that follow each other: a header and what folds under it. BuildKit's steps may have several. */
export interface Fold {
  /** Index of the step in the outline. */
  readonly step: number;
  /** The line that stays when the fold is closed. */
  readonly header: number;
  /** The line after the last one that belongs to it. */
  readonly end: number;
  /** Counted from 0: which stretch of its step this is. */
  readonly part: number;
}

export interface Outline {
  readonly steps: readonly Step[];
  readonly folds: readonly Fold[];
}

/** A snapshot of the tracker, for taking a last line back that is not closed. */
export interface StepsState {
  readonly segments: number;
  readonly style: BuilderStyle | undefined;
  readonly current: number;
  readonly steps: readonly Step[];
}

type BuilderStyle = 'classic' | 'buildkit';

const CLASSIC_HEADER = /^Step (\d+\/\d+) : (.*)$/s;

/** A line that tells how a classic step went; errors of programs in between are only their own affair. */
interface Ending {
  /** How the line begins, also in UTF-8. */
  readonly start: string;
  readonly bytes: Uint8Array;
  /** What it must match besides. */
  readonly pattern: RegExp | undefined;
  readonly state: StepState;
  /** Whether the line stands after the step, and no more in it. */
  readonly after: boolean;
}

const ENDINGS: readonly Ending[] = [
  ending(' ---> Using cache', 'cached'),
  ending('The command ', 'failed', /returned a non-zero code: \d+/),
  ending('COPY failed', 'failed'),
  ending('ADD failed', 'failed'),
  ending('failed to build', 'failed'),
  ending('Error response from daemon', 'failed'),
  afterEnding('Successfully built ', 'done'),
  afterEnding('Successfully tagged ', 'done'),
  afterEnding('Pushing image', 'done'),
  afterEnding('Image has been pushed', 'done'),
  afterEnding('Build failed', 'failed'),
  afterEnding('Build finished', 'done'),
  afterEnding('Build succeeded', 'done'),
];

/** How a line begins that comes after BuildKit's last vertex. Output of programs always has its vertex in front. */
const AFTER_VERTICES: readonly string[] = [
  '------',
  'ERROR: failed to ',
  'Dockerfile:',
  ' > [',
  'View build details',
  ...ENDINGS.filter((ending) => ending.after).map((ending) => ending.start),
];

/** By the first two bytes of a line: how lines go on that are worth a look in a classic log. */
const STARTS: (readonly Uint8Array[] | undefined)[] = Array.from({ length: 65536 });
for (const start of [encodeText('Step '), ...ENDINGS.map(({ bytes }) => bytes)]) {
  const pair = pairAt(start, 0);
  STARTS[pair] = [...(STARTS[pair] ?? []), start];
}
// Whatever begins as a time or a vertex.
const ANY = [encodeText('')];
for (const first of encodeText('0123456789[#')) {
  for (let second = 0; second < 256; second++) STARTS[(first << 8) | second] = ANY;
}

const VERTEX_TITLE = /^(\[[^\]]*\]) ?(.*)$/s;
const VERTEX_RESULT = /^(DONE|CACHED|CANCELED|ERROR)\b:?(?: (\d+(?:\.\d+)?)s)?/;
const STAGE_COUNT = /^\[((?:.* )?\d+\/\d+)\]$/;
const HASH = 0x23;
const HEADER_BYTE = 0x53;
const EXAMINED_BYTES = 2000;

/**
 * Follows a build through its steps, line by line. Lines between two headers belong to the first; with BuildKit, whose
 * steps run side by side, each line says whose it is, and a step is as many stretches of lines as it was interrupted.
 */
export class StepTracker {
  readonly #segmentLines = new NumberList();
  /** For each segment the index of its step plus one; 0 for lines outside of any step. */
  readonly #segmentSteps = new NumberList();
  /** The vertex number of each step; -1 for classic ones. */
  readonly #vertices: number[] = [];
  readonly #stepOfVertex = new Map<number, number>();
  /** Seconds since its start that a vertex last wrote in front of a line. */
  readonly #elapsed: number[] = [];
  #steps: Step[] = [];
  #style: BuilderStyle | undefined;
  #current = -1;

  /** Takes the lines `from..to` of the store; lines come in order. */
  accept(store: LineStore, from: number, to: number): void {
    for (let line = from; line < to;) {
      const block = store.blockOf(line);
      if (!block) return;
      const end = block.base + block.used;
      for (let start = store.starts.at(line); line < to && start < end; start = store.starts.at(line)) {
        const at: number = start - block.base;
        if (this.#style === 'buildkit' || isNotable(block.bytes, at)) {
          this.#acceptLine(line, store.visible(line));
        }
        line++;
      }
      // An open last line may be empty to the eye, and then no block holds it.
      if (line < to && store.starts.at(line) === store.text.length) return;
    }
  }

  #acceptLine(line: number, visible: Uint8Array): void {
    const start = stampLength(visible);
    const first = visible[start];
    if (first === HASH && this.#style !== 'classic') this.#acceptVertex(line, visible, start);
    else if (this.#style === 'buildkit') {
      const text = this.#current < 0 ? '' : decodeText(visible.subarray(start, start + EXAMINED_BYTES));
      if (AFTER_VERTICES.some((after) => text.startsWith(after))) this.#enter(line, -1);
    } else this.#acceptClassic(line, visible.subarray(start, start + EXAMINED_BYTES));
  }

  state(): StepsState {
    return {
      segments: this.#segmentLines.length,
      style: this.#style,
      current: this.#current,
      steps: [...this.#steps],
    };
  }

  restore(state: StepsState): void {
    this.#segmentLines.truncate(state.segments);
    this.#segmentSteps.truncate(state.segments);
    for (const vertex of this.#vertices.splice(state.steps.length)) this.#stepOfVertex.delete(vertex);
    this.#steps = [...state.steps];
    this.#style = state.style;
    this.#current = state.current;
  }

  /**
   * Steps and folds of a log of `lines` lines. `timeOf` tells a line's time in milliseconds where lines have one,
   * for the durations of classic steps.
   */
  outline(lines: number, timeOf: (line: number) => number | undefined): Outline {
    const folds: Fold[] = [];
    const parts = this.#steps.map(() => 0);
    const seconds = this.#steps.map((_, step) => this.#elapsed[step]);
    for (let segment = 0; segment < this.#segmentLines.length; segment++) {
      const step = this.#segmentSteps.at(segment) - 1;
      if (step < 0) continue;
      const header = this.#segmentLines.at(segment);
      const isLast = segment + 1 === this.#segmentLines.length;
      const end = isLast ? lines : this.#segmentLines.at(segment + 1);
      const part = parts[step] ?? 0;
      parts[step] = part + 1;
      // A single line that BuildKit put between others' is no fold; a step's own header is one, if an empty one.
      if (part === 0 || end - header > 1) folds.push({ step, header, end, part });
      if (this.#style === 'classic') {
        const started = timeOf(header);
        const ended = timeOf(isLast ? end - 1 : end);
        if (started !== undefined && ended !== undefined) seconds[step] = (ended - started) / 1000;
      }
    }
    const steps = this.#steps.map((step, index) => withSeconds(step, seconds[index]));
    return { steps, folds };
  }

  #acceptClassic(line: number, text: Uint8Array): void {
    const header = text[0] === HEADER_BYTE ? CLASSIC_HEADER.exec(decodeText(text)) : null;
    if (header) {
      this.#finish('done');
      this.#style = 'classic';
      this.#enter(line, this.#add(`Step ${header[1] ?? ''}`, header[2] ?? '', -1));
      return;
    }
    if (this.#current < 0) return;
    const ending = findEnding(text);
    if (!ending) return;
    this.#finish(ending.state);
    if (ending.after) this.#enter(line, -1);
  }

  #acceptVertex(line: number, visible: Uint8Array, start: number): void {
    const vertex = vertexNumber(visible, start);
    if (vertex < 0) return;
    const space = visible.indexOf(0x20, start) + 1;
    const next = visible[space];
    let step = this.#stepOfVertex.get(vertex);
    // `#7 12.3 text` is by far the most frequent line: no text is decoded for it.
    if (next !== undefined && next >= 0x30 && next <= 0x39) {
      if (step === undefined) return;
      this.#elapsed[step] = readSeconds(visible, space);
    } else {
      const text = decodeText(visible.subarray(space, space + EXAMINED_BYTES));
      const title = VERTEX_TITLE.exec(text);
      if (step === undefined) {
        if (!title) return;
        this.#style = 'buildkit';
        const count = STAGE_COUNT.exec(title[1] ?? '')?.[1];
        step = this.#add(
          count ? `#${vertex} ${count}` : `#${vertex}`,
          count ? (title[2] ?? '') : text,
          vertex,
        );
      }
      const result = VERTEX_RESULT.exec(text);
      if (result) this.#settle(step, result[1] ?? '', result[2]);
    }
    if (step !== this.#current) this.#enter(line, step);
  }

  #settle(step: number, word: string, seconds: string | undefined): void {
    const state =
      word === 'DONE' ? 'done' : word === 'CACHED' ? 'cached' : word === 'ERROR' ? 'failed' : 'cancelled';
    const old = this.#steps[step];
    // After its ERROR a vertex is not done any more, whatever follows.
    if (old && old.state !== 'failed') this.#steps[step] = { ...old, state };
    if (seconds !== undefined) this.#elapsed[step] = Number(seconds);
  }

  #add(label: string, title: string, vertex: number): number {
    const step = this.#steps.length;
    this.#steps.push({ label, title: title.trim(), state: 'running' });
    this.#vertices.push(vertex);
    this.#elapsed.length = step;
    if (vertex >= 0) this.#stepOfVertex.set(vertex, step);
    return step;
  }

  #enter(line: number, step: number): void {
    this.#current = step;
    this.#segmentLines.push(line);
    this.#segmentSteps.push(step + 1);
  }

  /** Gives the current step its outcome, unless it has one. */
  #finish(state: StepState): void {
    const step = this.#steps[this.#current];
    if (step?.state === 'running') this.#steps[this.#current] = { ...step, state };
  }
}

/** Whether a line of a classic log, or of one whose builder is not known yet, is worth a look. */
function isNotable(bytes: Uint8Array, at: number): boolean {
  const starts = STARTS[pairAt(bytes, at)];
  if (!starts) return false;
  for (const start of starts) if (startsWith(bytes, at, start)) return true;
  return false;
}

function pairAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

function startsWith(bytes: Uint8Array, at: number, start: Uint8Array): boolean {
  for (let index = 0; index < start.length; index++) if (bytes[at + index] !== start[index]) return false;
  return true;
}

function ending(start: string, state: StepState, pattern?: RegExp): Ending {
  return { start, bytes: encodeText(start), pattern, state, after: false };
}

function afterEnding(start: string, state: StepState): Ending {
  return { ...ending(start, state), after: true };
}

function findEnding(text: Uint8Array): Ending | undefined {
  for (const ending of ENDINGS) {
    if (startsWith(text, 0, ending.bytes) && (ending.pattern?.test(decodeText(text)) ?? true)) return ending;
  }
  return undefined;
}

function withSeconds(step: Step, seconds: number | undefined): Step {
  return seconds === undefined ? step : { ...step, seconds };
}

/** Reads `12.345`, by hand because it is done for every line of a BuildKit log. */
function readSeconds(bytes: Uint8Array, from: number): number {
  let value = 0;
  let unit = 0;
  for (let at = from; at < from + 16; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === 0x2e && unit === 0) unit = 1;
    else if (byte >= 0x30 && byte <= 0x39) {
      value = value * 10 + byte - 0x30;
      unit *= 10;
    } else break;
  }
  return value / (unit || 1);
}
