import type { Program, Terminal } from './shell.ts';
import { megabytes } from './transcript.ts';

const NOT_THERE = /(nonexistent|no-such|does-not-exist|not-a-package|missing-package)/;

const MIRROR = 'http://deb.debian.org/debian';

function packagesIn(args: readonly string[]): string[] {
  return args.slice(1).filter((word) => /^[a-z0-9]/i.test(word));
}

function update({ stage, transcript, dice }: Terminal): number {
  const suites = ['trixie', 'trixie-updates', 'trixie-security'];
  for (const [index, suite] of suites.entries()) {
    transcript.say(
      `Get:${index + 1} ${MIRROR} ${suite} InRelease [${dice.between(43, 152)} kB]`,
      dice.between(90, 500),
    );
  }
  transcript.say(`Get:4 ${MIRROR} trixie/main amd64 Packages [9669 kB]`, dice.between(400, 900));
  transcript.say(
    `Fetched 10.0 MB in ${dice.between(1, 3)}s (${dice.between(3900, 8200)} kB/s)\nReading package lists...`,
    800,
  );
  stage.indexed = true;
  return 0;
}

/** Each package brings some others along, with names that libraries have. */
function withNeeds(names: readonly string[], { dice }: Terminal): string[] {
  const all = new Set<string>();
  for (const name of names) {
    for (let count = dice.between(1, 6); count > 0; count -= 1) {
      all.add(`lib${name.replace(/^lib|[^a-z0-9].*$/g, '')}${dice.between(1, 9)}${count > 3 ? '-dev' : ''}`);
    }
    all.add(name.replace(/=.*$/, ''));
  }
  return [...all];
}

function install(args: readonly string[], terminal: Terminal): number {
  const { stage, transcript, dice } = terminal;
  const names = packagesIn(args);
  transcript.say('Reading package lists...\nBuilding dependency tree...\nReading state information...', 500);
  const absent = stage.indexed ? names.find((name) => NOT_THERE.test(name)) : names[0];
  if (absent !== undefined) {
    transcript.warn(`E: Unable to locate package ${absent}`, 200);
    return 100;
  }
  const all = withNeeds(names, terminal);
  const bytes = all.length * dice.between(180_000, 900_000);
  transcript.say(`The following NEW packages will be installed:\n  ${all.join(' ')}`, 100);
  transcript.say(
    `0 upgraded, ${all.length} newly installed, 0 to remove and ${dice.between(0, 12)} not upgraded.\n` +
      `Need to get ${megabytes(bytes)} of archives.\nAfter this operation, ${megabytes(bytes * 3)} of additional disk space will be used.`,
  );
  for (const [index, name] of all.entries()) {
    transcript.say(
      `Get:${index + 1} ${MIRROR} trixie/main amd64 ${name} amd64 ${dice.between(1, 9)}.${dice.between(0, 40)}-${dice.between(1, 6)} [${dice.between(12, 990)} kB]`,
      dice.between(10, 90),
    );
  }
  transcript.warn('debconf: delaying package configuration, since apt-utils is not installed', 60);
  transcript.say(
    `Fetched ${megabytes(bytes)} in ${dice.between(1, 5)}s (${dice.between(3, 14)}.${dice.between(0, 9)} MB/s)`,
  );
  const files = dice.between(6000, 7000);
  for (const name of all) {
    transcript.say(
      `Selecting previously unselected package ${name}.\n` +
        [20, 50, 80].map((part) => `(Reading database ... ${part}%`).join('\r') +
        `\r(Reading database ... ${files} files and directories currently installed.)\n` +
        `Preparing to unpack .../${name}_amd64.deb ...\nUnpacking ${name} ...`,
      dice.between(20, 110),
    );
  }
  for (const name of all) transcript.say(`Setting up ${name} ...`, dice.between(10, 60));
  transcript.say('Processing triggers for libc-bin (2.41-12) ...', 200);
  stage.size += bytes * 3;
  return 0;
}

/** `apt-get` and `apt`: the index must be fetched in the same image layer or an earlier one, as in life. */
export const apt: Program = (args, terminal) => {
  const { stage, transcript } = terminal;
  const words = args.filter((word) => !word.startsWith('-'));
  const [verb = ''] = words;
  if (stage.packages !== 'apt') {
    transcript.warn('/bin/sh: apt-get: not found', 50);
    return 127;
  }
  if (stage.user !== 'root') {
    transcript.warn(
      verb === 'update'
        ? 'E: Could not open lock file /var/lib/apt/lists/lock - open (13: Permission denied)\nE: Unable to lock directory /var/lib/apt/lists/'
        : 'E: Could not open lock file /var/lib/dpkg/lock-frontend - open (13: Permission denied)\nE: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), are you root?',
      120,
    );
    return 100;
  }
  if (verb === 'update') return update(terminal);
  return verb === 'install' ? install(words, terminal) : 0;
};

/** `apk add`. */
export const apk: Program = (args, terminal) => {
  const { stage, transcript, dice } = terminal;
  if (stage.packages !== 'apk') {
    transcript.warn('/bin/sh: 1: apk: not found', 50);
    return 127;
  }
  if (stage.user !== 'root') {
    transcript.warn(
      'ERROR: Unable to lock database: Permission denied\nERROR: Failed to open apk database: Permission denied',
      80,
    );
    return 99;
  }
  const words = args.filter((word) => !word.startsWith('-'));
  if (words[0] !== 'add') return 0;
  const names = packagesIn(words);
  for (const repository of ['main', 'community']) {
    transcript.say(
      `fetch https://dl-cdn.alpinelinux.org/alpine/v3.22/${repository}/x86_64/APKINDEX.tar.gz`,
      dice.between(200, 700),
    );
  }
  const absent = names.find((name) => NOT_THERE.test(name));
  if (absent !== undefined) {
    transcript.warn(
      `ERROR: unable to select packages:\n  ${absent} (no such package):\n    required by: world[${absent}]`,
      100,
    );
    return 1;
  }
  const all = withNeeds(names, terminal);
  for (const [index, name] of all.entries()) {
    transcript.say(
      `(${index + 1}/${all.length}) Installing ${name} (${dice.between(1, 9)}.${dice.between(0, 20)}-r${dice.between(0, 5)})`,
      dice.between(20, 140),
    );
  }
  transcript.say(
    `Executing busybox-1.37.0-r19.trigger\nOK: ${dice.between(12, 240)} MiB in ${all.length + 16} packages`,
    150,
  );
  stage.size += all.length * 1_200_000;
  return 0;
};
