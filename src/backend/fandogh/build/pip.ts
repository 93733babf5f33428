import type { Program, Terminal } from './shell.ts';
import { megabytes } from './transcript.ts';

/** What is known of common packages: a version, a wheel's size in bytes, what they bring along. */
const KNOWN: ReadonlyMap<string, readonly [version: string, size: number, needs: string]> = new Map(
  Object.entries({
    asgiref: ['3.10.0', 24_000, ''],
    boto3: ['1.40.61', 139_000, 'botocore s3transfer'],
    botocore: ['1.40.61', 14_100_000, 'python-dateutil urllib3'],
    celery: ['5.5.3', 438_000, 'kombu vine billiard click'],
    django: ['5.2.8', 8_300_000, 'asgiref sqlparse'],
    fastapi: ['0.120.4', 108_000, 'starlette pydantic'],
    flask: ['3.1.2', 103_000, 'werkzeug jinja2 click'],
    gunicorn: ['23.0.0', 85_000, ''],
    numpy: ['2.3.4', 16_600_000, ''],
    pandas: ['2.3.3', 12_400_000, 'numpy python-dateutil'],
    pillow: ['12.0.0', 7_000_000, ''],
    psycopg: ['3.2.13', 202_000, ''],
    pydantic: ['2.12.3', 462_000, 'pydantic-core'],
    'pydantic-core': ['2.41.4', 2_100_000, ''],
    redis: ['7.0.1', 339_000, ''],
    requests: ['2.32.5', 64_000, 'urllib3 certifi idna'],
    'scikit-learn': ['1.7.2', 9_500_000, 'numpy scipy'],
    scipy: ['1.16.3', 35_700_000, 'numpy'],
    sqlalchemy: ['2.0.44', 3_300_000, ''],
    starlette: ['0.49.1', 74_000, ''],
    torch: ['2.9.0', 899_800_000, 'numpy sympy'],
    uvicorn: ['0.38.0', 68_000, 'click'],
  } satisfies Record<string, [string, number, string]>),
);

/** A package whose name says so, or whose version is beyond all others, is not on the index. */
const NOT_THERE = /(nonexistent|no-such|does-not-exist|not-a-package|missing-package)/;
const NO_VERSION = /^9\d\d?(\.|$)/;

const CYAN = '\u001B[36m';
const GREEN = '\u001B[32m';
const RED = '\u001B[31m';
const GREY = '\u001B[90m';
const OFF = '\u001B[0m';

interface Requirement {
  readonly name: string;
  readonly version: string | undefined;
  /** What asked for it: `-r requirements.txt (line 3)`, or nothing for the command itself. */
  readonly origin: string;
}

function requirementOf(text: string, origin: string): Requirement {
  const [, name = text, version] =
    /^([\w.-]+)(?:\[[^\]]*\])?\s*(?:[=~<>!]=?=?\s*([\w.*]+))?/.exec(text) ?? [];
  return { name: name.toLowerCase(), version, origin };
}

/** The requirements that a file lists; options, addresses and comments are passed over. */
function requirementsIn(file: string, text: string): Requirement[] {
  return text
    .split('\n')
    .map((line, index) => ({ text: line.replace(/(^|\s)#.*$/, '').trim(), line: index + 1 }))
    .filter((entry) => /^[\w.-]/.test(entry.text) && !entry.text.startsWith('-'))
    .map((entry) => requirementOf(entry.text, `-r ${file} (line ${entry.line})`));
}

const WIDTH = 40;

/** A bar that pip draws again and again over itself with carriage returns. */
function progress(bytes: number, rate: number): string {
  const total = megabytes(bytes).split(' ');
  return [0.2, 0.45, 0.7, 0.9, 1]
    .map((part) => {
      const done = Math.round(WIDTH * part);
      const bar = `${GREEN}${'━'.repeat(done)}${GREY}${'━'.repeat(WIDTH - done)}${OFF}`;
      const left = part < 1 ? `eta ${CYAN}0:00:01${OFF}` : `eta ${CYAN}0:00:00${OFF}`;
      return `     ${bar} ${(Number(total[0]) * part).toFixed(1)}/${total.join(' ')} ${RED}${rate.toFixed(1)} MB/s${OFF} ${left}`;
    })
    .join('\r');
}

/**
 * Prints one package as it is found and fetched, and those it needs.
 * @param installed names and versions of what is there already; gets what comes
 * @returns whether it could be found
 */
function collect(
  { name, version, origin }: Requirement,
  installed: Map<string, string>,
  terminal: Terminal,
): boolean {
  const { transcript, dice, stage } = terminal;
  const made = `${dice.between(0, 6)}.${dice.between(0, 30)}.${dice.between(0, 9)}`;
  const [latest, size, needs] = KNOWN.get(name) ?? [made, dice.between(20_000, 900_000), ''];
  const pinned = version === undefined ? '' : `==${version}`;
  if (NOT_THERE.test(name) || (version !== undefined && NO_VERSION.test(version))) {
    const versions = NOT_THERE.test(name) ? 'none' : latest;
    transcript.warn(
      `ERROR: Could not find a version that satisfies the requirement ${name}${pinned} (from versions: ${versions})\n` +
        `ERROR: No matching distribution found for ${name}${pinned}`,
      dice.between(600, 1800),
    );
    return false;
  }
  transcript.say(
    `Collecting ${CYAN}${name}${OFF}${pinned}${origin && ` (from ${origin})`}`,
    dice.between(80, 400),
  );
  const platform =
    size > 1_000_000 && name !== 'django' ? 'cp313-cp313-manylinux_2_17_x86_64' : 'py3-none-any';
  const wheel = `${name.replaceAll('-', '_')}-${version ?? latest}-${platform}.whl`;
  transcript.say(`  Downloading ${wheel} (${megabytes(size)})`, dice.between(30, 120));
  if (size > 1_000_000) {
    const rate = dice.between(180, 520) / 10;
    transcript.say(progress(size, rate), Math.round(size / rate / 1000) + dice.between(40, 300));
  }
  stage.size += size * 3;
  installed.set(name, version ?? latest);
  return needs
    .split(' ')
    .filter((need) => need !== '' && !installed.has(need))
    .every((need) => {
      const why = `${name}${pinned}${origin && `->${origin}`}`;
      return collect({ name: need, version: undefined, origin: why }, installed, terminal);
    });
}

/** `pip install`: names, `-r FILE`, and `.`; other options are accepted and pass unseen. */
export const pip: Program = (args, terminal) => {
  const { stage, transcript, dice } = terminal;
  if (args[0] !== 'install') return 0;
  const wanted: Requirement[] = [];
  for (let at = 1; at < args.length; at += 1) {
    const word = args[at] ?? '';
    if (word === '-r' || word === '--requirement') {
      const file = args[(at += 1)] ?? '';
      if (!stage.has(file) && !stage.uncertain) {
        transcript.warn(
          `ERROR: Could not open requirements file: [Errno 2] No such file or directory: '${file}'`,
          700,
        );
        return 1;
      }
      wanted.push(...requirementsIn(file, stage.read(file) ?? 'requests\n'));
    } else if (!word.startsWith('-') && /^[\w]/.test(word)) {
      wanted.push(requirementOf(word, ''));
    }
  }
  const installed = new Map<string, string>();
  if (
    !wanted.every(
      (requirement) => installed.has(requirement.name) || collect(requirement, installed, terminal),
    )
  )
    return 1;
  if (installed.size === 0) return 0;
  transcript.say(
    `Installing collected packages: ${[...installed.keys()].toReversed().join(', ')}`,
    dice.between(200, 900),
  );
  transcript.say(
    `${GREEN}Successfully installed${OFF} ${[...installed].map((pair) => pair.join('-')).join(' ')}`,
    400 * Math.min(installed.size, 20),
  );
  if (stage.user === 'root') {
    transcript.warn(
      "WARNING: Running pip as the 'root' user can result in broken permissions and conflicting behaviour with the system package manager. Use a virtual environment instead: https://pip.pypa.io/warnings/venv",
      90,
    );
  }
  return 0;
};
