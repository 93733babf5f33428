import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonOf, readJsonLabels } from './json.ts';
import type { Labels } from './plan.ts';

const anyLabels = fc
  .array(fc.tuple(fc.oneof(fc.string(), fc.constantFrom('__proto__', '10', '2')), fc.string()))
  .map((pairs) => new Map(pairs));

function labelsIn(text: string): Labels {
  const read = readJsonLabels(text);
  if (read.problems) throw new Error(`${read.problems.length} problems`);
  return read.labels;
}

describe('labels as JSON', () => {
  test('come back as they were, in their order, whatever the keys', () => {
    fc.assert(
      fc.property(anyLabels, (labels) => {
        expect(readJsonLabels(jsonOf(labels))).toEqual({ labels });
        expect(jsonOf(labelsIn(jsonOf(labels)))).toBe(jsonOf(labels));
      }),
    );
  });

  test('agree with JSON.parse on what is JSON at all', () => {
    const texts = fc.oneof(
      fc.dictionary(fc.string(), fc.string()).map((labels) => JSON.stringify(labels, null, 1)),
      fc.string({ unit: fc.constantFrom('{', '}', '"', ':', ',', 'a', '1', '[', ']', ' ', '\n', '\\') }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const read = readJsonLabels(text);
        fc.pre(!read.problems);
        expect(new Map(Object.entries(JSON.parse(text)))).toEqual(labelsIn(text));
      }),
    );
  });

  test.each([
    ['{"a": "1",}', 'syntax', 1, 11],
    ['{\n  "a": "1"\n  "b": "2"\n}', 'syntax', 3, 3],
    ['{"a": "1"} x', 'syntax', 1, 12],
    ['{"a": "1"', 'syntax', 1, 10],
    ['{"a": "\n"}', 'syntax', 1, 7],
    ['', 'syntax', 1, 1],
    ['["a"]', 'notObject', 1, 1],
    ['{\n  "build": 118\n}', 'notText', 2, 12],
    ['{"a": {"b": [1, {"c": null}]}}', 'notText', 1, 7],
    ['{\n"a": "1",\n"a": "2"\n}', 'twice', 3, 1],
  ])('%j: %s at line %i, column %i', (text, kind, line, column) => {
    expect(readJsonLabels(text)).toMatchObject({ problems: [{ kind, line, column }] });
  });

  test('tells everything that is wrong, not only the first', () => {
    const { problems = [] } = readJsonLabels('{\n"a": 1,\n"b": true,\n"a": "x"\n}');
    expect(problems.map(({ kind, line, key }) => [kind, line, key])).toEqual([
      ['notText', 2, 'a'],
      ['notText', 3, 'b'],
      ['twice', 4, 'a'],
    ]);
  });

  test('brackets deeper than the stack are no fault of the page', () => {
    const deep = `{"a": ${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    expect(readJsonLabels(deep)).toMatchObject({ problems: [{ kind: 'notText' }] });
  });
});
