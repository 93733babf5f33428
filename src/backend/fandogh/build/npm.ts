import * as z from 'zod/mini';
import type { Program, Terminal } from './shell.ts';

const Package = z.object({
  name: z.optional(z.string()),
  version: z.optional(z.string()),
  scripts: z.optional(z.record(z.string(), z.string())),
  dependencies: z.optional(z.record(z.string(), z.string())),
  devDependencies: z.optional(z.record(z.string(), z.string())),
});

const NOT_THERE = /(nonexistent|no-such|does-not-exist|not-a-package|missing-package)/;

const GREEN = '\u001B[32m';
const CYAN = '\u001B[36m';
const BOLD = '\u001B[1m';
const DIM = '\u001B[2m';
const OFF = '\u001B[0m';

/** Packages whose age npm complains about in most projects. */
const DEPRECATED = [
  'inflight@1.0.6: This module is not supported, and leaks memory. Do not use it.',
  'rimraf@3.0.2: Rimraf versions prior to v4 are no longer supported',
  'glob@7.2.3: Glob versions prior to v9 are no longer supported',
  '@humanwhocodes/config-array@0.13.0: Use @eslint/config-array instead',
  'eslint@8.57.1: This version is no longer supported.',
];

const WHEEL = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

function packageFile({ stage }: Terminal): z.output<typeof Package> {
  try {
    const parsed = z.safeParse(Package, JSON.parse(stage.read('package.json') ?? '{}'));
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
}

function logged({ transcript }: Terminal): void {
  transcript.warn(
    'npm error A complete log of this run can be found in: /root/.npm/_logs/2026-01-01T00_00_00_000Z-debug-0.log',
  );
}

function noPackageFile(terminal: Terminal): number {
  terminal.transcript.warn(
    `npm error code ENOENT\nnpm error syscall open\nnpm error path ${terminal.stage.resolve('package.json')}\n` +
      `npm error errno -2\nnpm error enoent Could not read package.json: Error: ENOENT: no such file or directory, open '${terminal.stage.resolve('package.json')}'\n` +
      'npm error enoent This is related to npm not being able to find a file.',
    500,
  );
  logged(terminal);
  return 254;
}

/** `npm ci` and `npm install`. */
function install(args: readonly string[], terminal: Terminal): number {
  const { stage, transcript, dice } = terminal;
  const named = args.slice(1).filter((word) => !word.startsWith('-'));
  const known = stage.has('package.json') || stage.uncertain;
  if (!known && named.length === 0) return noPackageFile(terminal);
  if (
    args[0] === 'ci' &&
    !stage.has('package-lock.json') &&
    !stage.has('npm-shrinkwrap.json') &&
    !stage.uncertain
  ) {
    transcript.warn(
      'npm error code EUSAGE\nnpm error\nnpm error The `npm ci` command can only install with an existing package-lock.json or\n' +
        'npm error npm-shrinkwrap.json with lockfileVersion >= 1. Run an install with npm@5 or\n' +
        'npm error later to generate a package-lock.json file, then try again.',
      600,
    );
    logged(terminal);
    return 1;
  }
  const { dependencies = {}, devDependencies = {} } = packageFile(terminal);
  const names = [...Object.keys(dependencies), ...Object.keys(devDependencies), ...named];
  const absent = names.find((name) => NOT_THERE.test(name));
  if (absent !== undefined) {
    const address = `https://registry.npmjs.org/${absent.replace('/', '%2f')}`;
    transcript.warn(
      `npm error code E404\nnpm error 404 Not Found - GET ${address} - Not found\nnpm error 404\n` +
        `npm error 404  '${absent}@${dependencies[absent] ?? 'latest'}' is not in this registry.\nnpm error 404\n` +
        'npm error 404 Note that you can also install from a\nnpm error 404 tarball, folder, http url, or git folder.',
      1400,
    );
    logged(terminal);
    return 1;
  }
  for (const text of DEPRECATED.slice(0, dice.between(1, DEPRECATED.length))) {
    transcript.warn(`npm warn deprecated ${text}`, dice.between(100, 900));
  }
  transcript.say(
    WHEEL.map((frame) => `${CYAN}${frame}${OFF} ${DIM}reify${OFF}`).join('\r') + `\r\u001B[K`,
    dice.between(3000, 9000),
  );
  const added = 40 + names.length * dice.between(11, 29);
  const seconds = dice.between(6, 19);
  transcript.say(`\nadded ${added} packages, and audited ${added + 1} packages in ${seconds}s`, 200);
  transcript.say(
    `\n${Math.round(added / 6)} packages are looking for funding\n  run \`npm fund\` for details`,
  );
  transcript.say(`\n${GREEN}found ${BOLD}0${OFF}${GREEN} vulnerabilities${OFF}`);
  stage.size += added * 190_000;
  return 0;
}

/** What a bundler prints: a long list of files with their sizes. */
function bundle({ transcript, dice, stage }: Terminal): void {
  transcript.say(`${CYAN}vite v7.1.12 ${GREEN}building for production...${OFF}`, 700);
  transcript.say(
    [120, 480, 910, 1422]
      .map((count) => `transforming (${count}) ${DIM}src/main.ts${OFF}`)
      .join('\r\u001B[K'),
    2600,
  );
  transcript.say(`${GREEN}✓${OFF} ${dice.between(900, 1900)} modules transformed.`, 900);
  transcript.say('rendering chunks...\ncomputing gzip size...', 500);
  for (let index = dice.between(30, 70); index > 0; index -= 1) {
    const bytes = dice.between(300, 190_000);
    const kind = index % 5 === 0 ? 'css' : 'js';
    const name = `dist/assets/${['index', 'vendor', 'chart', 'editor', 'table', 'locale', 'route'][index % 7]}-${dice.hex(8)}.${kind}`;
    transcript.say(
      `${DIM}${name.slice(0, 12)}${OFF}${CYAN}${name.slice(12).padEnd(36)}${OFF} ${BOLD}${(bytes / 1000).toFixed(2).padStart(7)} kB${OFF} │ gzip: ${(bytes / 3100).toFixed(2).padStart(6)} kB`,
      8,
    );
  }
  transcript.say(`${GREEN}✓ built in ${dice.between(4, 14)}.${dice.between(10, 99)}s${OFF}`, 600);
  stage.size += 4_000_000;
  stage.uncertain = true;
}

function tests({ transcript, dice }: Terminal): void {
  const files = dice.between(12, 40);
  let count = 0;
  for (let index = 0; index < files; index += 1) {
    const cases = dice.between(2, 24);
    count += cases;
    transcript.say(
      ` ${GREEN}✓${OFF} src/${['cart', 'orders', 'prices', 'search', 'users', 'mail'][index % 6]}/${dice.hex(4)}.test.ts ${DIM}(${cases} tests)${OFF} ${dice.between(2, 310)}ms`,
      dice.between(40, 260),
    );
  }
  transcript.say(
    `\n${BOLD} Test Files ${OFF} ${GREEN}${files} passed${OFF} (${files})\n${BOLD}      Tests ${OFF} ${GREEN}${count} passed${OFF} (${count})`,
    300,
  );
}

/** `npm run SCRIPT`. */
function script(name: string, terminal: Terminal): number {
  const { stage, transcript } = terminal;
  if (!stage.has('package.json') && !stage.uncertain) return noPackageFile(terminal);
  const file = packageFile(terminal);
  const command = file.scripts?.[name];
  if (command === undefined && stage.read('package.json') !== undefined) {
    transcript.warn(
      `npm error Missing script: "${name}"\nnpm error\nnpm error To see a list of scripts, run:\nnpm error   npm run`,
      400,
    );
    logged(terminal);
    return 1;
  }
  transcript.say(`\n> ${file.name ?? 'app'}@${file.version ?? '1.0.0'} ${name}\n> ${command ?? name}\n`, 350);
  const code = /\bexit ([1-9]\d*)/.exec(command ?? '')?.[1] ?? (command === 'false' ? '1' : '0');
  if (code !== '0') {
    transcript.warn(`npm error Lifecycle script \`${name}\` failed with error:\nnpm error code ${code}`, 900);
    return Number(code);
  }
  if (name.startsWith('test')) tests(terminal);
  else if (name.startsWith('build')) bundle(terminal);
  return 0;
}

/** `npm`, and by and large `yarn` and `pnpm`. */
export const npm: Program = (args, terminal) => {
  const [verb = 'install', name = ''] = args;
  if (verb === 'ci' || verb === 'install' || verb === 'i' || verb === 'add') return install(args, terminal);
  if (verb === 'run' || verb === 'run-script') return script(name, terminal);
  if (verb === 'test' || verb === 'build') return script(verb, terminal);
  return 0;
};
