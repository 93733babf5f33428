import { describe, expect, test } from 'vitest';
import { contextOf, type Sources } from '../seed/sources.ts';
import { ORDER, plan, read } from '../testing/plans.ts';
import { planBuild, planWithoutContext, type BuildPlan } from './plan.ts';

/** The last words of a build that failed in an instruction. */
function failure(lines: readonly string[], files: Sources = {}): string[] {
  const planned = plan(lines, files);
  expect(planned.outcome).toBe('BUILD_FAILED');
  const log = read(planned);
  expect(log.at(-1)).toMatch(/^Build failed after \d+ s$/);
  return log.slice(-3, -1);
}

describe('a build that works', () => {
  const planned = plan(
    [
      'FROM python:3.13-slim',
      'WORKDIR /srv',
      'COPY . .',
      'RUN pip install -r requirements.txt',
      'CMD ["python"]',
    ],
    {
      'requirements.txt': '# web\ndjango==5.2.8\nrequests>=2 ; python_version > "3"\n-e .\n',
    },
  );
  const log = read(planned);

  test('says each step as the classic builder does, then pushes', () => {
    expect(log.filter((line) => line.startsWith('Step '))).toEqual([
      'Step 1/5 : FROM python:3.13-slim',
      'Step 2/5 : WORKDIR /srv',
      'Step 3/5 : COPY . .',
      'Step 4/5 : RUN pip install -r requirements.txt',
      'Step 5/5 : CMD ["python"]',
    ]);
    expect(log).toContain('Successfully tagged orders-api:v7');
    expect(log.at(-1)).toBe('Image has been pushed into the registry.');
    expect(planned.outcome).toBe('BUILT');
    expect(planned.size).toBeGreaterThan(126_000_000);
  });

  test('installs what the list of packages says, and what those need', () => {
    expect(log.filter((line) => line.startsWith('Collecting '))).toEqual([
      'Collecting django==5.2.8 (from -r requirements.txt (line 2))',
      'Collecting asgiref (from django==5.2.8->-r requirements.txt (line 2))',
      'Collecting sqlparse (from django==5.2.8->-r requirements.txt (line 2))',
      'Collecting requests==2 (from -r requirements.txt (line 3))',
      'Collecting urllib3 (from requests==2->-r requirements.txt (line 3))',
      'Collecting certifi (from requests==2->-r requirements.txt (line 3))',
      'Collecting idna (from requests==2->-r requirements.txt (line 3))',
    ]);
  });

  test('has colours, progress that draws over itself, and takes a time that people wait', () => {
    const all = planned.lines.map(({ text }) => text).join('\n');
    expect(all).toContain('\u001B[32m━━━');
    expect(all).toMatch(/eta .*\r.*eta/);
    const seconds = planned.lines.reduce((sum, { after }) => sum + after, 0) / 1000;
    expect(seconds).toBeGreaterThan(5);
    expect(seconds).toBeLessThan(120);
  });

  test('comes out the same for the same seed, and with other ids for another one', () => {
    const again = (seed: string): BuildPlan =>
      planBuild(contextOf({ Dockerfile: 'FROM alpine' }), { ...ORDER, seed });
    expect(again('a')).toEqual(again('a'));
    expect(again('a')).not.toEqual(again('b'));
  });
});

describe('a build fails', () => {
  test.each<[string, readonly string[], Sources, RegExp, RegExp]>([
    [
      'at a file that is not there',
      ['FROM alpine', 'COPY missing.txt /'],
      {},
      /^Step 2\/2/,
      /^COPY failed: file not found in build context or excluded by \.dockerignore: stat missing\.txt/,
    ],
    [
      'at a pattern that nothing fits',
      ['FROM alpine', 'COPY *.jar /app/'],
      { 'a.txt': 1 },
      /^Step/,
      /no source files were specified/,
    ],
    [
      'at a path out of the context',
      ['FROM alpine', 'COPY ../secret /'],
      {},
      /^Step/,
      /forbidden path outside the build context/,
    ],
    [
      'at several files into one',
      ['FROM alpine', 'COPY a b /c'],
      { a: 1, b: 1 },
      /^Step/,
      /must be a directory and end with a \//,
    ],
    [
      'at a stage that is none',
      ['FROM alpine', 'COPY --from=builder /a /b'],
      {},
      /^Step/,
      /^invalid from flag value builder: pull access denied/,
    ],
    [
      'at an image that does not exist',
      ['FROM no-image-of-this-name'],
      {},
      /^Step/,
      /^pull access denied for no-image-of-this-name/,
    ],
    [
      'at a tag that does not exist',
      ['FROM python:99.1-nonexistent'],
      {},
      /^Step/,
      /^manifest for python:99\.1-nonexistent not found/,
    ],
    [
      'at an image without a name',
      ['ARG BASE', 'FROM ${BASE}'],
      {},
      /^Step/,
      /base name \(\$\{BASE\}\) should not be blank/,
    ],
    [
      'at false',
      ['FROM alpine', 'RUN true && false'],
      {},
      /Running in/,
      /^The command '\/bin\/sh -c true && false' returned a non-zero code: 1$/,
    ],
    ['at an exit code', ['FROM alpine', 'RUN echo hi; exit 42'], {}, /^hi$/, /returned a non-zero code: 42$/],
    [
      'at a failure that set -e sees',
      ['FROM alpine', 'RUN set -eu; false; echo never'],
      {},
      /Running in/,
      /code: 1$/,
    ],
    [
      'at a package nobody has (pip)',
      ['FROM python:3', 'RUN pip install flask no-such-thing'],
      {},
      /^ERROR: No matching distribution found for no-such-thing$/,
      /code: 1$/,
    ],
    [
      'at a version nobody has',
      ['FROM python:3', 'RUN pip install django==99.0'],
      {},
      /^ERROR: No matching distribution found for django==99\.0$/,
      /code: 1$/,
    ],
    [
      'at a list of packages that was not copied',
      ['FROM python:3', 'RUN pip install -r requirements.txt'],
      { 'requirements.txt': 'a' },
      /Could not open requirements file.*requirements\.txt/,
      /code: 1$/,
    ],
    [
      'without a lock file',
      ['FROM node:22', 'COPY package.json .', 'RUN npm ci'],
      { 'package.json': '{}' },
      /complete log/,
      /code: 1$/,
    ],
    ['without a package file', ['FROM node:22', 'RUN npm install'], {}, /complete log/, /code: 254$/],
    [
      'at a script that is missing',
      ['FROM node:22', 'COPY . .', 'RUN npm run build'],
      { 'package.json': '{"scripts":{}}' },
      /complete log/,
      /code: 1$/,
    ],
    [
      'at apt without its index',
      ['FROM debian', 'RUN apt-get install -y curl'],
      {},
      /^E: Unable to locate package curl$/,
      /code: 100$/,
    ],
    [
      'at apt with an index thrown away',
      ['FROM debian', 'RUN apt-get update && rm -rf /var/lib/apt/lists/*', 'RUN apt-get install -y git'],
      {},
      /^E: Unable to locate package git$/,
      /code: 100$/,
    ],
    [
      'at apt without the rights',
      ['FROM debian', 'USER app', 'RUN apt-get update'],
      {},
      /^E: Unable to lock directory/,
      /code: 100$/,
    ],
    ['at apt in Alpine', ['FROM alpine', 'RUN apt-get update'], {}, /apt-get: not found/, /code: 127$/],
    [
      'at apk with an unknown package',
      ['FROM alpine', 'RUN apk add does-not-exist'],
      {},
      /required by: world\[does-not-exist\]/,
      /code: 1$/,
    ],
    [
      'at go without its module file',
      ['FROM golang', 'RUN go build .'],
      {},
      /^go: go\.mod file not found/,
      /code: 1$/,
    ],
    [
      'at make without its file',
      ['FROM gcc/gcc', 'RUN make all'],
      {},
      /No rule to make target 'all'/,
      /code: 2$/,
    ],
    [
      'at a host that cannot be found',
      ['FROM alpine', 'RUN curl https://files.invalid/x'],
      {},
      /^curl: \(6\) Could not resolve host: files\.invalid$/,
      /code: 6$/,
    ],
    [
      'at a script that was not copied',
      ['FROM alpine', 'RUN ./install.sh'],
      { 'install.sh': 1 },
      /\.\/install\.sh: not found/,
      /code: 127$/,
    ],
    [
      'at a program in exec form',
      ['FROM python:3', 'RUN ["python", "x.py"]'],
      {},
      /can't open file '\/x\.py'/,
      /^The command 'python x\.py' returned a non-zero code: 2$/,
    ],
  ])('%s', (_, lines, files, before, last) => {
    const [said, reason] = failure(lines, files);
    expect(said).toMatch(before);
    expect(reason).toMatch(last);
  });

  test('before its first step when the Dockerfile cannot be read', () => {
    const log = read(plan(['FROM alpine', 'RUNN x']));
    expect(log.slice(0, -1)).toEqual([
      expect.stringMatching(/^Sending build context/),
      'dockerfile parse error on line 2: unknown instruction: RUNN',
    ]);
  });

  test.each<[string, Sources, RegExp]>([
    ['there is none', { 'a.txt': 1 }, /must hold one at its root/],
    ['it lies in a folder', { 'app/Dockerfile': 'FROM a' }, /one at "app\/Dockerfile": pack the content/],
    ['it is spelt otherwise', { dockerfile: 'FROM a' }, /must be spelt Dockerfile/],
    ['it is huge', { Dockerfile: '#'.repeat(300_000) }, /larger than 256 KiB/],
  ])('because of its Dockerfile: %s', (_, files, reason) => {
    const planned = planBuild(contextOf(files), ORDER);
    expect([planned.outcome, planned.size]).toEqual(['FAILED', 0]);
    expect(read(planned)[0]).toMatch(reason);
  });

  test('when its Dockerfile is a link to something that is not read', () => {
    const context = contextOf({ 'docker/base': 'FROM a' });
    const planned = planBuild({ ...context, files: new Map([...context.files, ['Dockerfile', 0]]) }, ORDER);
    expect([planned.outcome, read(planned)[0]]).toEqual(['FAILED', expect.stringMatching(/is a link/)]);
  });

  test('when its archive is of no use', () => {
    const planned = planWithoutContext('it is cut short');
    expect([planned.outcome, read(planned)[0]]).toEqual([
      'FAILED',
      'The archive cannot be used: it is cut short.',
    ]);
  });

  test('beyond the number of layers that Docker stacks', () => {
    expect(failure(['FROM alpine', ...Array.from({ length: 128 }, () => 'RUN true')])[1]).toBe(
      'max depth exceeded',
    );
  });
});

describe('what an instruction does is there for the next', () => {
  const last = (lines: readonly string[], files: Sources = {}): string | undefined =>
    read(plan(lines, files)).at(-1);
  const PUSHED = 'Image has been pushed into the registry.';

  test.each<[string, readonly string[], Sources]>([
    [
      'files of COPY',
      ['FROM python:3', 'COPY conf/ /srv/', 'WORKDIR /srv', 'RUN pip install -r list.txt'],
      { 'conf/list.txt': 'x' },
    ],
    [
      'files of a pattern',
      ['FROM node:22', 'COPY package*.json ./', 'RUN npm ci'],
      { 'package.json': '{}', 'package-lock.json': 9 },
    ],
    ['files of a stage', ['FROM alpine AS one', 'RUN touch /x.sh', 'FROM one', 'RUN sh /x.sh'], {}],
    ['files that a command wrote', ['FROM alpine', 'RUN echo hi > run.sh', 'RUN sh run.sh'], {}],
    ['an argument with a default', ['ARG V=3.22', 'FROM alpine:${V}', 'ARG V', 'RUN test ${V:-x}'], {}],
    [
      'variables',
      ['FROM python:3', 'ENV DIR=/app', 'WORKDIR $DIR', 'COPY a.py ${DIR}/', 'RUN python /app/a.py'],
      { 'a.py': 1 },
    ],
    ['an empty folder', ['FROM alpine', 'COPY . /srv/'], {}],
    [
      'the rest of a line after a failure that is allowed',
      ['FROM alpine', 'RUN false || echo saved; test 1'],
      {},
    ],
    [
      'commands the simulation does not know',
      ['FROM alpine', 'RUN if [ -f x ]; then false; fi', 'RUN ./made-by-that.sh'],
      {},
    ],
  ])('%s', (_, lines, files) => {
    expect(last(lines, files)).toBe(PUSHED);
  });

  test('`cd` lasts to the end of its instruction', () => {
    const files = { 'web/package.json': '{}', 'web/package-lock.json': 9 };
    expect(last(['FROM node:22', 'COPY . /srv/', 'RUN cd /srv/web && npm ci'], files)).toBe(PUSHED);
    expect(failure(['FROM node:22', 'COPY . /srv/', 'RUN cd /srv/web', 'RUN npm ci'], files)[1]).toMatch(
      /code: 254$/,
    );
  });
});

test('colours of the Dockerfile reach the log, and markup is text like any other', () => {
  const log = plan(['FROM alpine', String.raw`RUN echo "\033[31m<script>alert(1)</script>\033[0m"`]).lines;
  expect(log.map(({ text }) => text)).toContain('\u001B[31m<script>alert(1)</script>\u001B[0m');
});

test('endless output is cut', () => {
  const { lines, outcome } = plan(['FROM alpine', 'RUN seq 99999', 'RUN echo after']);
  const cut = lines.findIndex(({ text }) => text.includes('output clipped'));
  expect([outcome, lines.length < 4100, cut]).toEqual(['BUILT', true, expect.any(Number)]);
  expect(lines.slice(cut).map(({ text }) => text)).toContain('after');
});
