import type { Dice } from './dice.ts';
import type { Stage } from './stage.ts';
import type { Transcript } from './transcript.ts';

/** Where a simulated command runs. */
export interface Terminal {
  readonly stage: Stage;
  readonly dice: Dice;
  readonly transcript: Transcript;
}

/** A simulated program: prints, changes the stage, and gives its exit code. */
export type Program = (args: readonly string[], terminal: Terminal) => number;

/** One simple command with what stands between it and the one before. */
export interface Command {
  readonly operator: ';' | '&&' | '||' | '|';
  readonly words: readonly string[];
  /** Where its output goes, if not to the log. */
  readonly output: string | undefined;
}

const TOKEN = /\s+|(&&|\|\||;|\||&)|((?:"(?:[^"\\]|\\[\s\S])*"|'[^']*'|\\[\s\S]|[^\s"'|&;\\]|["'\\])+)/gy;

/** A word as the shell sees it: quotes gone, variables filled except between single quotes. */
function unquote(word: string, stage: Stage): string {
  return word
    .split(/('[^']*'|"(?:[^"\\]|\\[\s\S])*")/)
    .map((part) => {
      const inner = part.slice(1, -1);
      if (part.length > 1 && part.startsWith("'")) return inner;
      if (part.length > 1 && part.startsWith('"')) return stage.expand(inner).replaceAll(/\\(["\\`])/g, '$1');
      return stage.expand(part).replaceAll(/\\([\s\S])/g, '$1');
    })
    .join('');
}

/**
 * Takes a shell command line apart: words, quotes, `&&`, `||`, `;`, `|` and redirections. Loops, conditions and
 * subshells are not taken apart; of such a line the simulation says nothing.
 * @returns undefined for a line it does not understand
 */
export function parseCommands(line: string, stage: Stage): Command[] | undefined {
  if (
    /(^|[\s;&|])(if|for|while|until|case|function)\s|[(){}]|<<|`/.test(
      line.replaceAll(/'[^']*'|"[^"]*"|\$\{[^}$]*\}/g, ''),
    )
  ) {
    return undefined;
  }
  const commands: Command[] = [];
  let operator: Command['operator'] = ';';
  let raw: string[] = [];
  const finish = (): void => {
    if (raw.length > 0) commands.push(commandOf(operator, raw, stage));
    raw = [];
  };
  for (const [, sign, word] of line.matchAll(TOKEN)) {
    if (word !== undefined) raw.push(word);
    if (sign === undefined || (sign === '&' && raw.length > 0 && /[<>]$/.test(raw.at(-1) ?? ''))) continue;
    finish();
    operator = sign === '&&' || sign === '||' || sign === '|' ? sign : ';';
  }
  finish();
  return commands;
}

/** Redirections leave the words; `NAME=value` before a command is for its environment alone. */
function commandOf(operator: Command['operator'], raw: readonly string[], stage: Stage): Command {
  const words: string[] = [];
  let output: string | undefined;
  for (let at = 0; at < raw.length; at += 1) {
    const word = raw[at] ?? '';
    const redirect = /^([0-9&]?)(>>?|<)(.*)$/.exec(word);
    if (redirect) {
      const target = redirect[3] === '' ? raw[(at += 1)] : redirect[3];
      const toStream = target === '1' || target === '2'; // what is left of `>&2`
      if (redirect[2] !== '<' && redirect[1] !== '2' && !toStream) output = unquote(target ?? '', stage);
    } else if (words.length > 0 || !/^\w+=/.test(word)) {
      words.push(unquote(word, stage));
    }
  }
  return { operator, words, output };
}

/**
 * Runs commands one after the other as the shell does, `set -e` and `exit` with them.
 * @returns the exit code of the last one that ran
 */
export function runCommands(commands: readonly Command[], run: (command: Command) => number): number {
  let code = 0;
  let skipped = false;
  let stopAtFailure = false;
  for (const command of commands) {
    const { operator } = command;
    if (stopAtFailure && operator === ';' && code !== 0) return code;
    skipped =
      operator === '|' ? skipped : (operator === '&&' && code !== 0) || (operator === '||' && code === 0);
    if (skipped) continue;
    const [name, argument = ''] = command.words;
    if (name === 'exit') return argument === '' ? code : Number(argument) & 0xff;
    if (name === 'set') stopAtFailure = /^-\w*e/.test(argument);
    code = name === 'set' ? 0 : run(command);
  }
  return code;
}
