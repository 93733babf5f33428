import { npm } from './npm.ts';
import { pip } from './pip.ts';
import type { Command, Program, Terminal } from './shell.ts';
import { apk, apt } from './systemPackages.ts';
import { Transcript } from './transcript.ts';

/** Host names that can never be found (RFC 2606, section 2; RFC 6761, section 6.4). */
const NO_HOST = /^(?:\w+:\/\/)?(?:[^@/]*@)?([^/:]*\.(?:invalid|test|example))(?:[/:]|$)/;

/** The host of the first address among the arguments that cannot be resolved. */
function unknownHost(args: readonly string[]): string | undefined {
  return args.map((word) => NO_HOST.exec(word)?.[1]).find((host) => host !== undefined);
}

const curl: Program = (args, { stage, transcript, dice }) => {
  const host = unknownHost(args);
  if (host !== undefined) {
    transcript.warn(`curl: (6) Could not resolve host: ${host}`, 900);
    return 6;
  }
  if (!args.some((word) => /^-\w*s|^--silent/.test(word))) {
    const size = dice.between(100, 9000);
    transcript.warn(
      '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n                                 Dload  Upload   Total   Spent    Left  Speed',
    );
    transcript.warn(
      [0, 37, 81, 100]
        .map(
          (part) =>
            `${String(part).padStart(3)} ${String(size).padStart(4)}k ${String(part).padStart(3)} ${String(Math.round((size * part) / 100)).padStart(4)}k    0     0  ${dice.between(2, 9)}.${dice.between(0, 9)}M      0 --:--:-- --:--:-- --:--:--`,
        )
        .join('\r'),
      1200,
    );
  }
  stage.uncertain = true;
  return 0;
};

const wget: Program = (args, { stage, transcript }) => {
  const host = unknownHost(args);
  if (host !== undefined) {
    transcript.warn(`wget: unable to resolve host address '${host}'`, 900);
    return 4;
  }
  stage.uncertain = true;
  transcript.wait(1200);
  return 0;
};

const git: Program = (args, { stage, transcript, dice }) => {
  const host = unknownHost(args);
  const address = args.find((word) => /:\/\//.test(word)) ?? '';
  if (args[0] === 'clone')
    transcript.warn(
      `Cloning into '${(args.at(-1) ?? 'repo')
        .split('/')
        .at(-1)
        ?.replace(/\.git$/, '')}'...`,
      200,
    );
  if (host !== undefined) {
    transcript.warn(`fatal: unable to access '${address}': Could not resolve host: ${host}`, 800);
    return 128;
  }
  stage.uncertain = true;
  transcript.wait(dice.between(800, 3000));
  return 0;
};

const go: Program = (args, { stage, transcript, dice }) => {
  if (args[0] === 'test') {
    for (const name of ['api', 'index', 'store'])
      transcript.say(`ok  \texample.com/app/${name}\t0.${dice.between(10, 940)}s`, 900);
    return 0;
  }
  if (args[0] !== 'build' && args[0] !== 'install' && args[0] !== 'mod') return 0;
  if (!stage.has('go.mod') && !stage.uncertain) {
    transcript.warn(
      "go: go.mod file not found in current directory or any parent directory; see 'go help modules'",
      200,
    );
    return 1;
  }
  if (!stage.indexed) {
    const modules = (stage.read('go.mod') ?? '').matchAll(
      /^[ \t]*(?:require[ \t]+)?([\w./-]+) (v[\w.+-]+)/gm,
    );
    for (const [, name, version] of modules)
      transcript.warn(`go: downloading ${name} ${version}`, dice.between(40, 240));
    stage.indexed = true;
  }
  if (args[0] !== 'mod') {
    transcript.wait(dice.between(4000, 11_000));
    stage.size += 18_000_000;
    stage.uncertain = true;
  }
  return 0;
};

const make: Program = (args, { stage, transcript, dice }) => {
  if (!stage.has('Makefile') && !stage.uncertain) {
    transcript.warn(
      args.length > 0 && args[0] !== undefined && !args[0].startsWith('-')
        ? `make: *** No rule to make target '${args[0]}'.  Stop.`
        : 'make: *** No targets specified and no makefile found.  Stop.',
      60,
    );
    return 2;
  }
  for (let index = dice.between(14, 40); index > 0; index -= 1) {
    transcript.say(
      `cc -O2 -Wall -c src/${['queue', 'frame', 'codec', 'mux', 'probe'][index % 5]}_${dice.hex(2)}.c -o build/${dice.hex(6)}.o`,
      dice.between(60, 300),
    );
  }
  stage.uncertain = true;
  return 0;
};

/** `python FILE`, `node FILE`, `sh FILE`: the file must be there, for all that is known. */
function interpreter(missing: (file: string, stage: Terminal['stage']) => string): Program {
  return (args, terminal) => {
    const { stage, transcript, dice } = terminal;
    if (args[0] === '-m' && args[1] === 'pip') return pip(args.slice(2), terminal);
    const [file] = args;
    if (file === undefined || file.startsWith('-')) return 0;
    if (!stage.has(file) && !stage.uncertain) {
      transcript.warn(missing(file, stage), 90);
      return 2;
    }
    if (args[1] === 'collectstatic') {
      transcript.say(
        `\n${dice.between(120, 420)} static files copied to '${stage.resolve('static')}'.`,
        1800,
      );
    }
    transcript.wait(dice.between(300, 1500));
    stage.uncertain = true;
    return 0;
  };
}

const python = interpreter(
  (file, stage) => `python: can't open file '${stage.resolve(file)}': [Errno 2] No such file or directory`,
);
const shell = interpreter((file) => `sh: 0: cannot open ${file}: No such file`);
const node = interpreter(
  (file, stage) =>
    `node:internal/modules/cjs/loader:1386\n  throw err;\n  ^\n\nError: Cannot find module '${stage.resolve(file)}'`,
);

const echo: Program = (args, { transcript }) => {
  const [first] = args;
  const flags = first !== undefined && /^-[ne]+$/.test(first) ? first : '';
  const text = (flags === '' ? args : args.slice(1)).join(' ');
  // Escapes as `sh` of Debian reads them; \033 begins a colour.
  transcript.say(
    text
      .replaceAll('\\n', '\n')
      .replaceAll(/\\(?:033|e|x1b)/gi, '\u001B')
      .replaceAll('\\r', '\r')
      .replaceAll('\\t', '\t'),
  );
  return 0;
};

const ls: Program = (args, { stage, transcript }) => {
  const absent = args.find(
    (word) => !word.startsWith('-') && !stage.has(word) && !stage.uncertain && /\.\w+$/.test(word),
  );
  if (absent === undefined) return 0;
  transcript.warn(`ls: cannot access '${absent}': No such file or directory`);
  return 2;
};

const cat: Program = (args, { stage, transcript }) => {
  for (const file of args.filter((word) => !word.startsWith('-'))) {
    if (!stage.has(file) && !stage.uncertain && !file.startsWith('/')) {
      transcript.warn(`cat: ${file}: No such file or directory`);
      return 1;
    }
    const text = stage.read(file);
    if (text !== undefined) transcript.say(text.trimEnd());
  }
  return 0;
};

const touch: Program = (args, { stage }) => {
  for (const file of args) stage.put(file, undefined);
  return 0;
};

const rm: Program = (args, { stage }) => {
  for (const file of args) {
    if (file.startsWith('/var/lib/apt/lists')) stage.indexed = false;
    stage.remove(file);
  }
  return 0;
};

const sleep: Program = ([seconds], { transcript }) => {
  transcript.wait(Math.min(3600, Math.max(0, Number.parseFloat(seconds ?? '0') || 0)) * 1000);
  return 0;
};

/** Prints that many lines: `seq 5000` makes a long log. */
const seq: Program = (args, { transcript }) => {
  const numbers = args.map(Number).filter(Number.isFinite);
  const last = numbers.at(-1) ?? 0;
  for (let value = numbers.length > 1 ? (numbers[0] ?? 1) : 1; value <= Math.min(last, 1e5); value += 1)
    transcript.say(String(value), 1);
  return 0;
};

/** Lasts to the end of its instruction. */
const cd: Program = ([folder], { stage }) => {
  stage.workdir = stage.resolve(folder ?? '/root');
  return 0;
};

const quiet: Program = () => 0;

const PROGRAMS: ReadonlyMap<string, Program> = new Map<string, Program>([
  ...['pip', 'pip3'].map((name): [string, Program] => [name, pip]),
  ...['npm', 'yarn', 'pnpm'].map((name): [string, Program] => [name, npm]),
  ...['apt-get', 'apt'].map((name): [string, Program] => [name, apt]),
  ...['python', 'python3'].map((name): [string, Program] => [name, python]),
  ...['sh', 'bash'].map((name): [string, Program] => [name, shell]),
  ...[
    'true',
    ':',
    'mkdir',
    'chmod',
    'chown',
    'useradd',
    'adduser',
    'groupadd',
    'addgroup',
    'export',
    'test',
    '[',
  ].map((name): [string, Program] => [name, quiet]),
  ['apk', apk],
  ['cat', cat],
  ['cd', cd],
  ['curl', curl],
  ['echo', echo],
  ['printf', echo],
  ['false', () => 1],
  ['git', git],
  ['go', go],
  ['ls', ls],
  ['make', make],
  ['node', node],
  ['rm', rm],
  ['seq', seq],
  ['sleep', sleep],
  ['touch', touch],
  ['wget', wget],
]);

/** Words that run what follows them. */
const WRAPPERS = new Set(['sudo', 'exec', 'time', 'nice', 'env', 'command']);

/** Runs one simple command. @returns its exit code */
export function runCommand({ words, output }: Command, terminal: Terminal): number {
  const { stage, transcript } = terminal;
  const [name = '', ...args] = WRAPPERS.has(words[0] ?? '') ? words.slice(1) : words;
  if (/^\.\.?\//.test(name) && !stage.has(name) && !stage.uncertain) {
    transcript.warn(`/bin/sh: 1: ${name}: not found`, 30);
    return 127;
  }
  if (output !== undefined && !output.startsWith('/dev/')) stage.put(output, undefined);
  const program = PROGRAMS.get(name);
  if (program)
    return program(args, output === undefined ? terminal : { ...terminal, transcript: new Transcript() });
  stage.uncertain = true; // whatever it is, it may have made any file
  transcript.wait(terminal.dice.between(200, 1500));
  return 0;
}
