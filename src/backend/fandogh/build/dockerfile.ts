/** One instruction of a Dockerfile. */
export interface Instruction {
  /** Where it starts, counted from 1. */
  readonly line: number;
  /** In capitals: `FROM`. */
  readonly name: string;
  /** `--from=builder` as `from` → `builder`; a flag without a value has an empty one. */
  readonly flags: ReadonlyMap<string, string>;
  /** What stands after name and flags, continuation lines joined. */
  readonly rest: string;
  /** The words of `rest`, or the members of its JSON array. */
  readonly words: readonly string[];
  /** Was it written as a JSON array (the exec form)? */
  readonly exec: boolean;
  /** The whole instruction in one line, as the builder prints it after `Step 3/9 : `. */
  readonly text: string;
}

/** A Dockerfile that cannot be read; the message is the one the builder gives. */
export class DockerfileError extends Error {
  override readonly name = 'DockerfileError';
}

const WITH_FLAGS = new Set(['ADD', 'COPY', 'FROM', 'HEALTHCHECK', 'RUN']);

const WITH_HEREDOCS = new Set(['ADD', 'COPY', 'RUN']);

/** How many arguments an instruction takes, and what the builder says otherwise. */
const ARITY: Readonly<Record<string, { readonly fits: (count: number) => boolean; readonly says: string }>> =
  {
    ADD: {
      fits: (count) => count >= 2,
      says: 'requires at least two arguments, but only one was provided. Destination could not be determined',
    },
    ARG: { fits: (count) => count >= 1, says: 'requires at least one argument' },
    CMD: { fits: () => true, says: '' },
    COPY: {
      fits: (count) => count >= 2,
      says: 'requires at least two arguments, but only one was provided. Destination could not be determined',
    },
    ENTRYPOINT: { fits: () => true, says: '' },
    ENV: { fits: (count) => count >= 1, says: 'requires at least one argument' },
    EXPOSE: { fits: (count) => count >= 1, says: 'requires at least one argument' },
    FROM: { fits: (count) => count === 1 || count === 3, says: 'requires either one or three arguments' },
    HEALTHCHECK: { fits: (count) => count >= 1, says: 'requires at least one argument' },
    LABEL: { fits: (count) => count >= 1, says: 'requires at least one argument' },
    MAINTAINER: { fits: (count) => count >= 1, says: 'requires exactly one argument' },
    ONBUILD: { fits: (count) => count >= 1, says: 'requires at least one argument' },
    RUN: { fits: (count) => count >= 1, says: 'requires at least one argument' },
    SHELL: { fits: (count) => count >= 1, says: 'requires at least one argument' },
    STOPSIGNAL: { fits: (count) => count === 1, says: 'requires exactly one argument' },
    USER: { fits: (count) => count === 1, says: 'requires exactly one argument' },
    VOLUME: { fits: (count) => count >= 1, says: 'requires at least one argument' },
    WORKDIR: { fits: (count) => count >= 1, says: 'requires exactly one argument' },
  };

/** `# escape=` and `# syntax=` before anything else choose how the rest is read. */
function escapeCharacter(lines: readonly string[]): string {
  for (const line of lines) {
    const directive = /^#\s*([a-z]+)\s*=\s*(\S*)$/i.exec(line.trimEnd());
    if (!directive) return '\\';
    if (directive[1]?.toLowerCase() === 'escape') return directive[2] === '`' ? '`' : '\\';
  }
  return '\\';
}

/** Words between blanks; quotes keep blanks inside a word, and stay where they are. */
function wordsOf(text: string): string[] {
  return text.match(/(?:"(?:[^"\\]|\\.)*"|'[^']*'|\\.|[^\s"']|["'])+/g) ?? [];
}

function execForm(rest: string): string[] | undefined {
  if (!rest.startsWith('[')) return undefined;
  try {
    const value: unknown = JSON.parse(rest);
    const strings = Array.isArray(value) ? value.filter((member: unknown) => typeof member === 'string') : [];
    return Array.isArray(value) && strings.length === value.length ? strings : undefined;
  } catch {
    return undefined; // then it is a command that begins with a bracket
  }
}

function splitFlags(name: string, text: string): { flags: Map<string, string>; rest: string } {
  const flags = new Map<string, string>();
  let rest = text;
  while (WITH_FLAGS.has(name)) {
    const flag = /^--([a-z][\w-]*)(?:=(\S*))?(?:\s+|$)/.exec(rest);
    if (!flag) break;
    flags.set(flag[1] ?? '', flag[2] ?? '');
    rest = rest.slice(flag[0].length);
  }
  return { flags, rest };
}

/** Reads one logical line, and checks what can be checked without building. */
function instructionOf(text: string, line: number): Instruction {
  const [, word = '', after = ''] = /^(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
  const name = word.toUpperCase();
  const arity = ARITY[name];
  if (!arity || !Object.hasOwn(ARITY, name)) {
    throw new DockerfileError(`dockerfile parse error on line ${line}: unknown instruction: ${word}`);
  }
  const { flags, rest } = splitFlags(name, after);
  const members = execForm(rest);
  const words = members ?? wordsOf(rest);
  if (!arity.fits(words.length)) {
    throw new DockerfileError(`dockerfile parse error on line ${line}: ${name} ${arity.says}`);
  }
  return { line, name, flags, rest, words, exec: members !== undefined, text: `${name} ${after}`.trimEnd() };
}

/** The delimiters of the heredocs that a logical line opens. */
function heredocsOf(text: string): { delimiter: string; chomp: boolean }[] {
  const name = /^\w+/.exec(text)?.[0].toUpperCase() ?? '';
  if (!WITH_HEREDOCS.has(name)) return [];
  return [...text.matchAll(/<<(-?)(["']?)([A-Za-z_]\w*)\2/g)].map((match) => ({
    chomp: match[1] === '-',
    delimiter: match[3] ?? '',
  }));
}

/**
 * Reads a Dockerfile as the classic builder does: parser directives, comments, continuation lines (comments and
 * empty lines among them are left out), heredocs, flags, JSON arrays.
 * @see https://docs.docker.com/reference/dockerfile/
 * @throws DockerfileError with the builder's message
 */
export function parseDockerfile(source: string): Instruction[] {
  const lines = source.replace(/^\uFEFF/, '').split(/\r\n|\n/);
  const escape = escapeCharacter(lines);
  const instructions: Instruction[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const start = at;
    const parts: string[] = [];
    let open = true;
    for (; open && at < lines.length; at += 1) {
      const line = lines[at] ?? '';
      if (/^\s*(#|$)/.test(line)) {
        if (parts.length === 0) break;
        continue;
      }
      const trimmed = line.trimEnd();
      open = trimmed.endsWith(escape);
      parts.push(open ? trimmed.slice(0, -escape.length) : trimmed);
    }
    if (parts.length === 0) continue;
    let text = parts.join('').trim();
    if (text === '') continue;
    for (const { delimiter, chomp } of heredocsOf(text)) {
      const body: string[] = [];
      for (; at < lines.length; at += 1) {
        const line = chomp ? (lines[at] ?? '').replace(/^\t+/, '') : (lines[at] ?? '');
        if (line === delimiter) break;
        body.push(line);
      }
      if (at >= lines.length) {
        throw new DockerfileError(`dockerfile parse error on line ${start + 1}: unterminated heredoc`);
      }
      at += 1;
      if (/^RUN\s+<</i.test(text)) text = `RUN ${body.filter((line) => line.trim() !== '').join(' && ')}`;
    }
    at -= 1; // the loop's own step goes on after the last line of this instruction
    instructions.push(instructionOf(text, start + 1));
  }
  if (instructions.length === 0) throw new DockerfileError('the Dockerfile (Dockerfile) cannot be empty');
  const early = instructions.find(({ name }) => name !== 'ARG');
  if (early?.name !== 'FROM') {
    throw new DockerfileError(
      early
        ? `dockerfile parse error on line ${early.line}: no build stage in current context`
        : 'no build stage in current context',
    );
  }
  return instructions;
}
