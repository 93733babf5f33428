import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Sources } from '../seed/sources.ts';
import { plan, read } from '../testing/plans.ts';

describe('a hostile build costs no more than another', () => {
  const WIDE = Object.fromEntries(
    Array.from({ length: 3000 }, (_, index) => [`${'a'.repeat(200)}${index}`, 1]),
  );

  test.each<[string, readonly string[], Sources]>([
    [
      'a variable that doubles',
      ['ENV A=xxxxxxxx', ...Array.from({ length: 60 }, () => 'ENV A=$A$A'), 'RUN echo $A'],
      {},
    ],
    ['variables that never close', [`RUN echo ${'${a:-'.repeat(30_000)}`], {}],
    [
      'a large file printed again and again',
      ['COPY . /', `RUN ${'cat /package.json;'.repeat(5000)}`],
      { 'package.json': 'x'.repeat(200_000) },
    ],
    [
      'a pattern that nearly fits',
      Array.from({ length: 100 }, () => `COPY ${'*a'.repeat(100)}*c /x/`),
      { ...WIDE, [`${'a'.repeat(200)}b`]: 1 },
    ],
    ['everything copied many times', Array.from({ length: 120 }, (_, index) => `COPY . /${index}/`), WIDE],
    ['a directive of blanks', [`#a=${' '.repeat(100_000)}x y`], {}],
    [
      'a module file of blank lines',
      ['COPY . .', 'RUN go mod download'],
      { 'go.mod': `${'\n'.repeat(200_000)}${'a.'.repeat(20_000)}` },
    ],
    [
      'a list of packages without end',
      ['COPY . .', 'RUN pip install -r requirements.txt'],
      { 'requirements.txt': 'django\ntorch\n'.repeat(10_000) },
    ],
    ['quotes without end', [`RUN ${'"'.repeat(50_001)}`, `RUN ${"'".repeat(50_001)}`], {}],
  ])('%s', (_, lines, files) => {
    const planned = plan(['FROM alpine', ...lines], files);
    const characters = planned.lines.reduce((sum, { text }) => sum + text.length, 0);
    expect(characters).toBeLessThan(18 * 1024 ** 2);
    expect(read(planned).at(-1)).toMatch(/^(Image has been pushed|Build failed after)/);
  });

  test('and still tells its steps and why it failed', () => {
    const cat = `RUN ${'cat /package.json;'.repeat(6)}`;
    const many = Array.from({ length: 60 }, () => cat);
    const planned = plan(['FROM alpine', 'COPY . /', ...many, 'RUN exit 3'], {
      'package.json': 'x'.repeat(200_000),
    });
    expect(read(planned).slice(-4)).toEqual([
      'Step 63/63 : RUN exit 3',
      expect.stringContaining('Running in'),
      "The command '/bin/sh -c exit 3' returned a non-zero code: 3",
      expect.stringMatching(/^Build failed after/),
    ]);
  });
});

test('any Dockerfile comes to an end', () => {
  const line = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'COPY . .',
      'COPY --from=0 a b',
      'FROM alpine AS x',
      'FROM x',
      'ARG A',
      'ENV A=$A',
      'USER $A',
      'WORKDIR ..',
    ),
    fc
      .array(
        fc.constantFrom(
          'false',
          '&&',
          '||',
          ';',
          '|',
          'echo',
          '>',
          '2>&1',
          '"',
          "'",
          '$(',
          'exit',
          'npm ci',
          'pip install -r',
          'cd',
          'apt-get install',
          '\\',
        ),
      )
      .map((words) => `RUN ${words.join(' ')}`),
  );
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      expect(['BUILT', 'BUILD_FAILED']).toContain(plan(['FROM alpine', ...lines], { a: 1 }).outcome);
    }),
  );
});
