/** A word that stands on a few lines only, half of the time cut in two by a colour code. */
export const RARE_WORD = 'quetzalcoatl-7731';
/** A word of many lines. */
export const FREQUENT_WORD = 'Collecting';
/** A pattern of one line in fifty. */
export const PATTERN = String.raw`layer \d+ (?:cached|pulled) in \d+ms`;

/** A pattern of the same lines, of which no word is known to be in each: every line has to be matched. */
export const OPEN_PATTERN = String.raw`\b\d+ [cp][au][cl][hl]ed\b`;

/** What a generated log contains, counted while it was written. */
export interface LogFacts {
  lines: number;
  bytes: number;
  rare: number;
  frequent: number;
  pattern: number;
  longLines: number;
  errors: number;
  /** The first line with an error, from 0; -1 when there is none. */
  firstError: number;
}

export interface LogPlan {
  /** How large to make it. A line takes a hundred bytes on average, so 100 MB are a million lines. */
  readonly bytes: number;
  readonly seed?: number;
  readonly builder?: 'classic' | 'buildkit';
}

const LINE_BYTES = 100;
const CHUNK_LINES = 500;
const LINES_PER_STEP = 5000;
const LONG_LINE = 1_000_000;
const ESC = '\u001b';

const WORDS =
  'asgiref django psycopg pillow sqlparse requests urllib celery redis gunicorn whitenoise wheel metadata cache'.split(
    ' ',
  );
const PERSIAN = 'بسته با موفقیت نصب شد و می‌تواند اجرا شود: نسخهٔ ۱٫۴٫۲';
const WIDE = '構築中 イメージ 빌드 완료 🚀 📦';
const COMBINING = 'cafe\u0301 nai\u0308ve Z\u0351\u036b\u0343algo';

/**
 * Writes a build log of a given size in chunks of UTF-8, the same for the same plan: colours of every kind, carried
 * over lines too, progress bars, lines of a megabyte, Persian, wide and combining characters, tabs and NUL, in steps
 * of either builder. Returns what a viewer must find in it.
 */
export function* generateLog(plan: LogPlan): Generator<Uint8Array, LogFacts> {
  const random = randomNumbers(plan.seed ?? 1);
  const encoder = new TextEncoder();
  const lines = Math.max(10, Math.round(plan.bytes / LINE_BYTES));
  const longLines = Math.floor(plan.bytes / (30 * LONG_LINE)) + (plan.bytes >= 4 * LONG_LINE ? 1 : 0);
  const buildkit = plan.builder === 'buildkit';
  const facts: LogFacts = {
    lines: 0,
    bytes: 0,
    rare: 0,
    frequent: 0,
    pattern: 0,
    longLines: 0,
    errors: 0,
    firstError: -1,
  };
  const steps = Math.ceil(lines / LINES_PER_STEP);
  const budget = plan.bytes - longLines * LONG_LINE;
  let chunk: string[] = [];
  let spent = 0;
  while (facts.lines < lines) {
    const line = facts.lines;
    const step = Math.floor(line / LINES_PER_STEP) + 1;
    const within = line % LINES_PER_STEP;
    let text: string;
    if (within === 0 && buildkit) text = `#${step} [${step}/${steps}] RUN make part-${step}`;
    else if (within === 0) text = `Step ${step}/${steps} : RUN make part-${step}`;
    else if (buildkit && within === LINES_PER_STEP - 1) text = `#${step} DONE ${(within / 100).toFixed(1)}s`;
    else {
      const prefix = buildkit ? `#${step} ${(within / 100).toFixed(3)} ` : '';
      const long = Math.floor(((facts.longLines + 0.5) * lines) / longLines);
      if (line >= long && facts.longLines < longLines) {
        facts.longLines++;
        text = prefix + longLine(LONG_LINE - prefix.length - 1, random);
        spent -= LONG_LINE;
      } else {
        const left = Math.round((budget * (line + 1)) / lines) - spent - prefix.length - 1;
        text = prefix + someLine(line, Math.max(8, left), prefix, random, facts);
      }
    }
    facts.lines++;
    chunk.push(text, '\n');
    // Most text is ASCII; what is not is worth knowing exactly only for the total.
    spent += text.length + 1;
    if (facts.lines % CHUNK_LINES === 0 || facts.lines === lines) {
      const bytes = encoder.encode(chunk.join(''));
      facts.bytes += bytes.length;
      chunk = [];
      yield bytes;
    }
  }
  return facts;
}

/** The whole log of a plan in one piece, with its facts. */
export function generatedLog(plan: LogPlan): { bytes: Uint8Array; facts: LogFacts } {
  const chunks: Uint8Array[] = [];
  const log = generateLog(plan);
  for (;;) {
    const next = log.next();
    if (next.done) {
      const bytes = new Uint8Array(next.value.bytes);
      let at = 0;
      for (const chunk of chunks) {
        bytes.set(chunk, at);
        at += chunk.length;
      }
      return { bytes, facts: next.value };
    }
    chunks.push(next.value);
  }
}

function someLine(line: number, room: number, prefix: string, random: () => number, facts: LogFacts): string {
  const kind = line % 100;
  if (line % 20_000 === 777) {
    facts.rare++;
    const cut = facts.rare % 2 === 0;
    const word = cut ? RARE_WORD.replace('-', `${ESC}[1;32m-${ESC}[0m`) : RARE_WORD;
    return fill(`found ${word} in the cache `, room, random);
  }
  if (line % 10_000 === 4242) {
    facts.errors++;
    if (facts.firstError < 0) facts.firstError = line;
    return fill(`${ESC}[31mERROR: the recipe of target ${line} is broken${ESC}[0m `, room, random);
  }
  if (kind < 8) {
    facts.frequent++;
    return fill(`${FREQUENT_WORD} ${ESC}[36m${pick(WORDS, random)}${ESC}[39m==${kind}.2.8 `, room, random);
  }
  if (kind < 12) return progress(room, prefix, random);
  if (kind < 14) {
    facts.pattern++;
    return fill(`layer ${line} ${kind === 12 ? 'cached' : 'pulled'} in ${kind * 7}ms `, room, random);
  }
  switch (kind) {
    case 20:
      return fill(
        `${ESC}[38;5;208morange of 256${ESC}[0m and ${ESC}[48;2;10;20;30mtrue colour${ESC}[49m `,
        room,
        random,
      );
    case 21:
      return fill(`${ESC}[1;3;4munderlined until the next line is through `, room, random);
    case 22:
      return fill(`still underlined, then not${ESC}[0m `, room, random);
    case 30:
      return fill(`${PERSIAN} — ${pick(WORDS, random)} `, room - 40, random);
    case 40:
      return fill(`${WIDE} `, room - 30, random);
    case 50:
      return fill(`${COMBINING} `, room - 8, random);
    case 60:
      return fill(`name\tversion\tsize\t${pick(WORDS, random)} `, room, random);
    case 70:
      return fill(`a NUL \u0000 and an override \u202Etxt.exe `, room, random);
    case 80:
      return fill(`see ${ESC}]8;;https://example.org/log${ESC}\\the page${ESC}]8;;${ESC}\\ `, room, random);
    default:
      return fill(kind % 2 === 0 ? '  Using cached ' : ' ---> ', room, random);
  }
}

/** A bar that is drawn some times over, its last state the widest. */
function progress(room: number, prefix: string, random: () => number): string {
  const states = Math.max(1, Math.floor(room / 45));
  const bars: string[] = [];
  for (let state = 1; state <= states; state++) {
    const done = Math.round((20 * state) / states);
    bars.push(
      `\r${prefix}${ESC}[32m${'━'.repeat(done)}${' '.repeat(20 - done)}${ESC}[0m ${(8.3).toFixed(1)} MB`,
    );
  }
  return bars.join('') + fill('', room - bars.join('').length - 40 * 2, random);
}

function longLine(length: number, random: () => number): string {
  const piece = fill('{"module":', 1000, random);
  return piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
}

/** Lengthens a line to about `room` characters with words. */
function fill(start: string, room: number, random: () => number): string {
  let text = start;
  while (text.length + 12 < room) text += `${pick(WORDS, random)} `;
  return text.length < room ? text + 'x'.repeat(room - text.length) : text;
}

function pick(words: readonly string[], random: () => number): string {
  return words[Math.floor(random() * words.length)] ?? '';
}

/** Mulberry32: small, fast, and the same everywhere. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
