import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = import.meta.dirname;

/** Every source file below `src`, as a path relative to it, with slashes. */
const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(path.sep).join('/'))
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'));

/** What a file imports of ours, as paths relative to `src`. */
function importsOf(file: string): string[] {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  return [...text.matchAll(/(?:from|import\(|import|new URL\()\s*'(\.[^']+)'/g)].map(([, target = '']) =>
    path.posix.normalize(path.posix.join(path.posix.dirname(file), target)),
  );
}

/** Tests may look at what made them necessary; the program may not. */
function isTest(file: string): boolean {
  return file.includes('.test.') || file.includes('/testing/');
}

function roomOf(file: string): string {
  return file.split('/')[0] ?? '';
}

const ROOMS: Readonly<Record<string, readonly string[]>> = {
  contract: [],
  qcow2: [],
  buildlog: [],
  backend: ['contract', 'qcow2'],
  server: ['backend', 'contract', 'qcow2'],
  web: ['contract', 'qcow2', 'buildlog'],
};

/** The rooms of the page, upper ones first; a room imports itself and those above it. */
const FLOORS = [
  ['api', 'ui', 'i18n'],
  ['connections'],
  ['images'],
  ['uploads'],
  ['logs'],
  ['services'],
  ['app', 'main.tsx', 'styles'],
];

function floorOf(file: string): number {
  const room = file.split('/')[1] ?? '';
  return FLOORS.findIndex((floor) => floor.includes(room));
}

describe('arrows point one way', () => {
  test('the map of rooms is the map of folders', () => {
    const folders = new Set(files.filter((file) => file.includes('/')).map(roomOf));
    expect([...folders].sort()).toEqual(Object.keys(ROOMS).sort());
  });

  test.each(Object.keys(ROOMS))('%s imports only what it may', (room) => {
    const mine = files.filter((file) => roomOf(file) === room);
    const program = mine.filter((file) => !isTest(file));
    const wrong = program.flatMap((file) =>
      importsOf(file)
        .filter(
          (target) =>
            roomOf(target) !== room && roomOf(target) !== '..' && !ROOMS[room]?.includes(roomOf(target)),
        )
        .map((target) => `${file} imports ${target}`),
    );
    expect(program.length).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  });

  test('within the page, no room imports one below it', () => {
    const wrong = files
      .filter((file) => roomOf(file) === 'web')
      .flatMap((file) =>
        importsOf(file)
          .filter((target) => roomOf(target) === 'web' && floorOf(target) > floorOf(file))
          .map((target) => `${file} imports ${target}`),
      );
    expect(wrong).toEqual([]);
    expect(files.filter((file) => roomOf(file) === 'web' && floorOf(file) === -1)).toEqual([]);
  });

  test('no service of the page knows another', () => {
    const serviceOf = (file: string): string | undefined => /^web\/services\/(\w+)\//.exec(file)?.[1];
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter((target) => serviceOf(file) && serviceOf(target) && serviceOf(file) !== serviceOf(target))
        .map((target) => `${file} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe('a service is a folder and a line in each registry', () => {
  const REGISTRIES = new Set(['web/app/routes.tsx', 'web/app/services.ts']);
  const SERVICES = [...new Set(files.flatMap((file) => /^web\/services\/(\w+)\//.exec(file)?.[1] ?? []))];
  const own = new RegExp(String.raw`^(?:contract|web/services|backend/(?:${SERVICES.join('|')}))/`);
  const others = files.filter((file) => !own.test(file) && !isTest(file));

  test('nobody else asks which service it is', () => {
    const name = `'(?:${SERVICES.join('|')})'`;
    const question = new RegExp(String.raw`[!=]==?\s*${name}|${name}\s*[!=]==?|\bcase ${name}`, 'g');
    const asked = others.flatMap((file) =>
      [...readFileSync(path.join(ROOT, file), 'utf8').matchAll(question)].map(
        ([found]) => `${file}: ${found}`,
      ),
    );
    expect(SERVICES.length).toBeGreaterThan(2);
    expect(asked).toEqual([]);
  });

  test('only the registries of the page import its services', () => {
    const wrong = others
      .filter((file) => file.startsWith('web/') && !REGISTRIES.has(file))
      .flatMap((file) =>
        importsOf(file)
          .filter((target) => target.startsWith('web/services/'))
          .map((target) => `${file} imports ${target}`),
      );
    expect(wrong).toEqual([]);
  });
});

describe('a file is a room', () => {
  test('nothing is called a drawer', () => {
    const drawers = files.filter((file) =>
      /(^|\/)(utils?|helpers?|common|misc|shared)(\/|\.tsx?$)/i.test(file),
    );
    expect(drawers).toEqual([]);
  });

  test('no file only passes on what others export', () => {
    const barrels = files.filter((file) => {
      const text = readFileSync(path.join(ROOT, file), 'utf8').replaceAll(/\/\*[^]*?\*\/|\/\/.*$/gm, '');
      const lines = text.split('\n').filter((line) => line.trim() !== '');
      return lines.length > 0 && lines.every((line) => /^export (\*|\{|type \{).* from /.test(line));
    });
    expect(barrels).toEqual([]);
  });
});
