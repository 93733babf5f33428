import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addRow,
  changeRow,
  draftOf,
  draftProblems,
  isLongForNewer,
  labelProblem,
  matchLabels,
  pastedLines,
  rebase,
  setLabels,
  toggleRow,
  wantedOf,
} from './draft.ts';
import { planLabels } from './plan.ts';

const labels = fc
  .array(fc.tuple(fc.constantFrom('env', 'team', 'os', '__proto__', 'نام'), fc.constantFrom('1', '2', '3')))
  .map((pairs) => new Map(pairs));
const NONE: ReadonlySet<string> = new Set();

describe('a draft', () => {
  test('wants what it was made of, until it is changed', () => {
    fc.assert(
      fc.property(labels, (from) => {
        expect(wantedOf(draftOf(from))).toEqual(from);
      }),
    );
  });

  test('keeps a label that goes in the table until it is saved; an added line just goes', () => {
    const draft = addRow(draftOf(new Map([['env', 'prod']])), 'team', 'core');
    const going = toggleRow(toggleRow(draft, 0), 1);
    expect(going).toMatchObject([{ key: 'env', removed: true }]);
    expect(wantedOf(going)).toEqual(new Map());
    expect(wantedOf(toggleRow(going, 0))).toEqual(new Map([['env', 'prod']]));
  });

  test('a key can be typed letter by letter without its line losing its number', () => {
    const draft = addRow(draftOf(new Map([['env', 'prod']])));
    const typed = changeRow(changeRow(draft, 1, { key: 'e' }), 1, { key: 'en' });
    expect(typed[1]).toMatchObject({ id: 1, key: 'en' });
  });

  test('is exactly the labels of the JSON view, whatever it was', () => {
    fc.assert(
      fc.property(labels, labels, labels, (server, before, json) => {
        const draft = setLabels(draftOf(server), before);
        expect(wantedOf(matchLabels(draft, json))).toEqual(json);
      }),
    );
  });

  test('moved onto another state of the service, it plans the same wish', () => {
    fc.assert(
      fc.property(labels, labels, labels, (server, now, wish) => {
        const moved = rebase(matchLabels(draftOf(server), wish), now, wish);
        expect(wantedOf(moved)).toEqual(wish);
        const rows = [...now].map(([key, value]) => ({ key, value, read_only: false }));
        const gone = moved.filter(({ removed }) => removed).map(({ key }) => key);
        expect(new Set(gone)).toEqual(new Set(planLabels(rows, wish).removed.keys()));
      }),
    );
  });
});

describe('limits', () => {
  test('count bytes: 255 of a key and 1024 of a value, whatever the letters', () => {
    expect(labelProblem('ب'.repeat(127) + 'x', 'v', NONE)).toBeUndefined();
    expect(labelProblem('ب'.repeat(128), 'v', NONE)).toBe('keyLong');
    expect(labelProblem('k', '💾'.repeat(256), NONE)).toBeUndefined();
    expect(labelProblem('k', '💾'.repeat(256) + 'x', NONE)).toBe('valueLong');
  });

  test('a line says what keeps it from being sent', () => {
    const draft = [
      ['', 'v'],
      ['k', ''],
      ['k', 'again'],
      ['build', 'x'],
      ['', ''],
    ].reduce((all, [key, value]) => addRow(all, key, value), draftOf(new Map()));
    expect([...draftProblems(draft, new Set(['build'])).values()]).toEqual([
      'keyMissing',
      'valueMissing',
      'keyTwice',
      'keyLocked',
    ]);
  });

  test('newer services take fewer characters', () => {
    expect(isLongForNewer('x'.repeat(255))).toBe(false);
    expect(isLongForNewer('x'.repeat(256))).toBe(true);
    expect(isLongForNewer('x'.repeat(1025))).toBe(false);
  });
});

describe('pasted lines', () => {
  test('are read as in an environment file', () => {
    const { labels: read, unread } = pastedLines(
      '# build\r\nexport ENV=prod\nOWNER = "Ada = Lovelace"\n\nURL=https://x/?a=b\nnonsense\n=x\nEMPTY=\nENV=stage',
    );
    expect([...read]).toEqual([
      ['ENV', 'stage'],
      ['OWNER', 'Ada = Lovelace'],
      ['URL', 'https://x/?a=b'],
    ]);
    expect(unread).toEqual([6, 7, 8]);
  });

  test('any text is read without a fault', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const [key, value] of pastedLines(text).labels)
          expect(labelProblem(key, value, NONE)).not.toBe('keyMissing');
      }),
    );
  });
});
