/**
 * Messages in a small part of ICU MessageFormat: `{name}`, `{count, plural, =0 {…} one {…} other {# …}}` and
 * `{kind, select, a {…} other {…}}`, nested as deep as needed. `#` stands for the plural's own number.
 * Source: https://unicode-org.github.io/icu/userguide/format_parse/messages/
 */

/** One piece of a parsed message. */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly name: string }
  | { readonly kind: 'number' }
  | {
      readonly kind: 'plural' | 'select';
      readonly name: string;
      readonly branches: ReadonlyMap<string, readonly Part[]>;
    };

/** A message that breaks the grammar: a fault in the catalogue, found by its test. */
export class MessageSyntaxError extends Error {
  override readonly name = 'MessageSyntaxError';
  constructor(message: string, position: number, reason: string) {
    super(`${reason} at position ${position} of “${message}”`);
  }
}

const ARGUMENT = /\{\s*(\w+)\s*(\}|,\s*(plural|select)\s*,)/y;
const BRANCH = /\s*(=\d+|\w+)\s*\{/y;
const OPTIONS_END = /\s*\}/y;

/** Reads a message into parts. Throws `MessageSyntaxError`. */
export function parseMessage(message: string): readonly Part[] {
  let at = 0;

  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(message);
    if (found) at = pattern.lastIndex;
    return found;
  };

  const fail = (reason: string): never => {
    throw new MessageSyntaxError(message, at, reason);
  };

  const readBranches = (): ReadonlyMap<string, readonly Part[]> => {
    const branches = new Map<string, readonly Part[]>();
    while (!match(OPTIONS_END)) {
      const selector = match(BRANCH)?.[1] ?? fail('expected a branch such as “other {…}”');
      branches.set(selector, readParts(true));
      at += 1;
    }
    if (!branches.has('other')) fail('there is no “other” branch');
    return branches;
  };

  const readParts = (inBranch: boolean): readonly Part[] => {
    const parts: Part[] = [];
    let text = '';
    const flush = () => {
      if (text) parts.push({ kind: 'text', text });
      text = '';
    };
    for (;;) {
      const char = message[at];
      if (char === undefined) {
        if (inBranch) fail('a branch is not closed');
        break;
      }
      if (char === '}') {
        if (!inBranch) fail('“}” without “{”');
        break;
      }
      if (char === '{') {
        flush();
        const found = match(ARGUMENT) ?? fail('expected an argument such as “{name}”');
        const name = found[1] ?? '';
        const kind = found[3];
        parts.push(
          kind === 'plural' || kind === 'select'
            ? { kind, name, branches: readBranches() }
            : { kind: 'value', name },
        );
      } else if (char === '#' && inBranch) {
        flush();
        parts.push({ kind: 'number' });
        at += 1;
      } else {
        text += char;
        at += 1;
      }
    }
    flush();
    return parts;
  };

  return readParts(false);
}

/** The names of a message's arguments and what each is used as, in the order of the alphabet. */
export function argumentsOf(parts: readonly Part[]): readonly string[] {
  const found = new Set<string>();
  const walk = (list: readonly Part[]) => {
    for (const part of list) {
      if (part.kind === 'value') found.add(`${part.name}: value`);
      if (part.kind === 'plural' || part.kind === 'select') {
        found.add(`${part.name}: ${part.kind}`);
        for (const branch of part.branches.values()) walk(branch);
      }
    }
  };
  walk(parts);
  return [...found].sort();
}

/** How the pieces of a message become a result of type `T` (a string, or a React node). */
export interface Writer<T> {
  readonly plural: Intl.PluralRules;
  readonly text: (text: string) => T;
  readonly number: (value: number) => T;
  readonly value: (value: T | string | number) => T;
}

/** Walks a parsed message with its arguments and gives the pieces in order; the caller joins them. */
export function writeMessage<T>(
  parts: readonly Part[],
  args: Readonly<Record<string, T | string | number>>,
  writer: Writer<T>,
): readonly T[] {
  const out: T[] = [];
  const walk = (list: readonly Part[], counted: number) => {
    for (const part of list) {
      if (part.kind === 'text') out.push(writer.text(part.text));
      else if (part.kind === 'number') out.push(writer.number(counted));
      else {
        const value = args[part.name];
        if (part.kind === 'value') {
          if (value !== undefined) out.push(writer.value(value));
          continue;
        }
        const isNumber = part.kind === 'plural' && typeof value === 'number';
        const branch =
          part.branches.get(isNumber ? `=${value}` : String(value)) ??
          (isNumber ? part.branches.get(writer.plural.select(value)) : undefined) ??
          part.branches.get('other');
        walk(branch ?? [], isNumber ? value : counted);
      }
    }
  };
  walk(parts, 0);
  return out;
}
