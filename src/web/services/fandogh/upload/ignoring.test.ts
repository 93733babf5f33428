import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooserOf } from './ignoring.ts';

const FILES = [
  'Dockerfile',
  'app/main.py',
  'app/cache/a.pyc',
  'node_modules/x/index.js',
  'readme.md',
  '.dockerignore',
];

function sent(docker?: string, fandogh?: string): string[] {
  return FILES.filter(chooserOf({ docker, fandogh }));
}

test('everything is sent but the ignore file of Docker and what belongs to git', () => {
  expect(sent()).toEqual(FILES.slice(0, -1));
  expect(chooserOf({})('.git/config')).toBe(false);
  expect(chooserOf({})('.gitignore')).toBe(true);
});

test('a folder is left out by its name, with or without slashes, and a star crosses slashes', () => {
  expect(sent('# comment\n\n/node_modules\n*.pyc')).toEqual(['Dockerfile', 'app/main.py', 'readme.md']);
  expect(sent('node_modules/')).not.toContain('node_modules/x/index.js');
});

test('with both files only that of Fandogh counts', () => {
  expect(sent('*', 'readme.md')).toEqual([
    'Dockerfile',
    'app/main.py',
    'app/cache/a.pyc',
    'node_modules/x/index.js',
  ]);
});

test('a Dockerfile is always sent, and an exception is no pattern', () => {
  expect(sent('*\n!app/main.py')).toEqual(['Dockerfile']);
  expect(chooserOf({ docker: '*' })('deploy/dockerFILE')).toBe(true);
});

test('sets and question marks, and sets that are none', () => {
  const chosen = chooserOf({ docker: 'v[0-9].txt\n?.md\n[!a]x\n[z-a]' });
  expect(['v1.txt', 'vx.txt', 'a.md', 'ab.md', 'bx', 'ax', 'z'].filter(chosen)).toEqual([
    'vx.txt',
    'ab.md',
    'ax',
    'z',
  ]);
});

/** Does a glob of letters, stars and question marks fit a path? Tries every way there is. */
function fits(glob: string, path: string): boolean {
  const [token] = glob;
  if (token === undefined) return path === '';
  const rest = glob.slice(1);
  if (token === '*') return fits(rest, path) || (path !== '' && fits(glob, path.slice(1)));
  return path !== '' && (token === '?' || token === path[0]) && fits(rest, path.slice(1));
}

test('stars stand for anything, however many there are', () => {
  const from = (letters: string, most: number) =>
    fc.string({ unit: fc.constantFrom(...letters.split('')), minLength: 1, maxLength: most });
  fc.assert(
    fc.property(from('ab*?', 8), from('ab/', 10), (glob, path) => {
      const ignored = fits(glob, path) || fits(`${glob}/*`, path);
      expect(chooserOf({ docker: glob })(path)).toBe(!ignored);
    }),
    { numRuns: 1000 },
  );
  expect(['x1y2.log', 'xy.log', 'x.log'].filter(chooserOf({ docker: 'x*[0-9]*[0-9].log' }))).toEqual([
    'xy.log',
    'x.log',
  ]);
});

test('a pattern with many stars takes no longer', () => {
  const chosen = chooserOf({ docker: `${'*a'.repeat(8)}*b` });
  expect(chosen('a'.repeat(52))).toBe(true);
  expect(chosen(`${'a'.repeat(52)}b`)).toBe(false);
});
