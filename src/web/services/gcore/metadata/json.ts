import type { Labels } from './plan.ts';

/** What is wrong at one place of the text; lines and columns count from 1. */
export interface JsonProblem {
  readonly kind:
    /** No JSON here: a comma too many, a quote too few. */
    | 'syntax'
    /** The whole is no object. */
    | 'notObject'
    /** A value is no text: `{"build": 118}`. */
    | 'notText'
    /** The key stands further up already; a parser would silently take the last. */
    | 'twice';
  readonly line: number;
  readonly column: number;
  /** The key it is about, if there is one. */
  readonly key: string | undefined;
}

/** The labels of the text, or everything that is wrong with it. */
export type JsonLabels =
  | { readonly labels: Labels; readonly problems?: undefined }
  | { readonly problems: readonly JsonProblem[] };

/** Labels as the JSON view shows them. */
export function jsonOf(labels: Labels): string {
  // Built by hand: an object would sort keys that look like numbers, and swallow `__proto__`.
  const lines = [...labels].map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n}`;
}

/** A text (no control character may stand in one), a number or word, or a mark, after any white space. */
const TOKEN =
  /\s*(?:("(?:[ !#-[\]-\u{10ffff}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)|([{}[\],:]))/uy;

interface Token {
  readonly kind: 'text' | 'word' | 'mark' | 'end' | 'none';
  readonly written: string;
  readonly at: number;
}

/** Ends the reading: what follows cannot be told apart any more. */
class NoJson {
  readonly at: number;
  constructor(at: number) {
    this.at = at;
  }
}

function tokens(text: string): () => Token {
  let position = 0;
  return () => {
    TOKEN.lastIndex = position;
    const found = TOKEN.exec(text);
    if (!found) {
      const at = position + (/\s*/.exec(text.slice(position))?.[0].length ?? 0);
      return { kind: at === text.length ? 'end' : 'none', written: '', at };
    }
    position = TOKEN.lastIndex;
    const [, quoted, word, mark = ''] = found;
    const written = quoted ?? word ?? mark;
    const kind = quoted === undefined ? (word === undefined ? 'mark' : 'word') : 'text';
    return { kind, written, at: position - written.length };
  };
}

/** Reads over the value that begins with `token`; loops, as brackets may be deeper than the stack. */
function skipValue(token: Token, next: () => Token): void {
  const open: string[] = [];
  let last: Token['written'] = '';
  for (let now = token; ; now = next()) {
    if (now.kind === 'end' || now.kind === 'none') throw new NoJson(now.at);
    const { written } = now;
    if (written === '{' || written === '[') open.push(written === '{' ? '}' : ']');
    else if (written === '}' || written === ']') {
      if (open.pop() !== written || last === ',') throw new NoJson(now.at);
    } else if (now.kind === 'mark' && open.length === 0) throw new NoJson(now.at);
    if (open.length === 0) return;
    last = written;
  }
}

function placeOf(text: string, at: number): Pick<JsonProblem, 'line' | 'column'> {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/**
 * Reads a flat JSON object of texts, as `PUT …/metadata` takes it, and says of everything else where it
 * stands. `JSON.parse` would not do: it keeps the last of two equal keys and says nothing.
 */
export function readJsonLabels(text: string): JsonLabels {
  const labels = new Map<string, string>();
  const problems: JsonProblem[] = [];
  const note = (kind: JsonProblem['kind'], at: number, key?: string): void => {
    problems.push({ kind, ...placeOf(text, at), key });
  };
  const next = tokens(text);
  const need = (mark: string): void => {
    const token = next();
    if (token.kind !== 'mark' || token.written !== mark) throw new NoJson(token.at);
  };
  const readMember = (name: Token): void => {
    if (name.kind !== 'text') throw new NoJson(name.at);
    const key = String(JSON.parse(name.written));
    need(':');
    const value = next();
    if (labels.has(key)) note('twice', name.at, key);
    if (value.kind === 'text') labels.set(key, String(JSON.parse(value.written)));
    else {
      skipValue(value, next);
      note('notText', value.at, key);
      labels.set(key, '');
    }
  };
  try {
    const first = next();
    if (first.written !== '{') {
      skipValue(first, next);
      note('notObject', first.at);
      return { problems };
    }
    let token = next();
    while (token.written !== '}' || labels.size > 0) {
      readMember(token);
      const { kind, written, at } = next();
      if (kind === 'mark' && written === '}') break;
      if (kind !== 'mark' || written !== ',') throw new NoJson(at);
      token = next();
    }
    const rest = next();
    if (rest.kind !== 'end') throw new NoJson(rest.at);
  } catch (error) {
    if (!(error instanceof NoJson)) throw error;
    note('syntax', error.at);
  }
  return problems.length > 0 ? { problems } : { labels };
}
