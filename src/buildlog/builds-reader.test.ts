import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BuildsReader } from './builds-reader.ts';
import type { BuildsAnswer } from './builds-reader.ts';
import { cutPlaces, FUZZ_RUNS, inChunks, logText } from './testing/arbitraries.ts';

const encoder = new TextEncoder();

function read(answer: string, cuts: readonly number[] = []): { answer: BuildsAnswer; logs: string[] } {
  const logs: Uint8Array[][] = [];
  const reader = new BuildsReader((build) => {
    expect(build).toBe(logs.length);
    const pieces: Uint8Array[] = [];
    logs.push(pieces);
    return (text) => pieces.push(text.slice());
  });
  for (const chunk of inChunks(encoder.encode(answer), cuts)) reader.push(chunk);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });
  return {
    answer: reader.end(),
    logs: logs.map((pieces) => decoder.decode(Uint8Array.from(pieces.flatMap((piece) => [...piece])))),
  };
}

describe('both shapes', () => {
  test('an array, as documented: the build that started last is the current one', () => {
    const { answer, logs } = read(
      JSON.stringify([
        { logs: 'new', start_date: '2021-03-09T11:42:00Z', end_date: null, state: 'BUILDING' },
        {
          logs: 'old',
          start_date: '2021-03-09T11:31:00Z',
          end_date: '2021-03-09T11:32:00Z',
          state: 'FAILED',
        },
      ]),
    );
    expect(logs).toEqual(['new', 'old']);
    expect(answer).toEqual({
      ok: true,
      shape: 'array',
      current: 0,
      builds: [
        { startDate: '2021-03-09T11:42:00Z', state: 'BUILDING' },
        { startDate: '2021-03-09T11:31:00Z', endDate: '2021-03-09T11:32:00Z', state: 'FAILED' },
      ],
    });
  });

  test('one object, as the official clients need it', () => {
    const { answer, logs } = read(
      ' {"state":"BUILT", "lines_count": 2, "logs": "a\\nb", "extra": {"a":[1,"]}"]}}\n',
    );
    expect(logs).toEqual(['a\nb']);
    expect(answer).toEqual({
      ok: true,
      shape: 'object',
      current: 0,
      builds: [{ state: 'BUILT', linesCount: 2 }],
    });
  });

  test('no build at all', () => {
    expect(read('[]').answer).toEqual({ ok: true, shape: 'array', current: -1, builds: [] });
  });

  test('without dates the last one of the array is current; null is an empty log', () => {
    const { answer, logs } = read('[{"logs":"a"},{"logs":null}]');
    expect(logs).toEqual(['a', '']);
    expect(answer).toMatchObject({ ok: true, current: 1 });
  });

  test('members of other types than documented are as good as absent', () => {
    expect(read('{"logs":"","state":5,"start_date":{},"lines_count":-1,"end_date":[]}').answer).toMatchObject(
      {
        ok: true,
        builds: [{}],
      },
    );
  });
});

describe('the text', () => {
  test.each([
    [String.raw`"\"\\\/\b\f\n\r\t"`, '"\\/\b\f\n\r\t'],
    [String.raw`"\u001b[31m \u0633 \u20ac \ud83d\ude80"`, '\u001b[31m س € 🚀'],
    [String.raw`"\ud83d and \ude80 \ud83d\n\ud83d"`, '\ufffd and \ufffd \ufffd\n\ufffd'],
    [String.raw`"\ud83d\ud83d\ude80"`, '\ufffd🚀'],
    ['"raw \u0001 and \n newline"', 'raw \u0001 and \n newline'],
    ['""', ''],
  ])('%s', (json, text) => {
    const answer = `{"logs":${json},"state":"BUILT"}`;
    expect(read(answer).logs).toEqual([text]);
    const everywhere = Array.from({ length: answer.length * 2 }, (_, place) => place);
    expect(read(answer, everywhere).logs).toEqual([text]);
  });

  test('is what JSON.parse makes of it, cut anywhere', () => {
    fc.assert(
      fc.property(fc.array(logText, { maxLength: 3 }), cutPlaces, fc.boolean(), (texts, cuts, escapes) => {
        const json = JSON.stringify(
          texts.map((logs, build) => ({ build, logs, state: `"\\${logs.slice(0, 5)}` })),
        );
        const answer = escapes ? json.replace(/[^ -~]/g, escapeUnit) : json;
        const { answer: result, logs } = read(answer, cuts);
        expect(logs).toEqual(texts);
        expect(result).toMatchObject({
          ok: true,
          builds: texts.map((logs) => ({ state: `"\\${logs.slice(0, 5)}` })),
        });
      }),
      { numRuns: FUZZ_RUNS },
    );
  });
});

describe('an answer that is not builds says where', () => {
  test.each([
    ['', 'truncated', -1, '', 0, ''],
    ['<html>gateway', 'not-json', -1, '', 0, '<html>gateway'],
    ['"text"', 'not-builds', -1, '', 0, '"text"'],
    ['42', 'not-builds', -1, '', 0, '42'],
    ['[{"logs":"a"}, 7]', 'not-builds', 1, '', 15, '7]'],
    ['[{"logs":"a"},]', 'not-builds', 1, '', 14, ']'],
    ['{"state":"BUILT"}', 'logs-missing', 0, 'logs', 16, '}'],
    ['{"logs":12}', 'logs-not-text', 0, 'logs', 10, '12'],
    ['{"logs":["a"]}', 'logs-not-text', 0, 'logs', 13, '["a"]'],
    [String.raw`{"logs":"a\x"}`, 'not-json', 0, 'logs', 11, 'x"}'],
    [String.raw`{"logs":"a\u12g4"}`, 'not-json', 0, 'logs', 14, 'g4"}'],
    ['{"logs":"a","state":BUILT}', 'not-json', 0, 'state', 25, 'BUILT'],
    ['{"logs":"a"} {', 'not-json', -1, '', 13, '{'],
    ['{"logs":"never closed', 'truncated', 0, 'logs', 21, ''],
    ['[{"logs":"a"}', 'truncated', 1, '', 13, ''],
  ])('%s', (answer, problem, build, member, byte, found) => {
    expect(read(answer).answer).toMatchObject({ ok: false, fault: { problem, build, member, byte, found } });
  });

  test('a member that never ends is given up', () => {
    const answer = `{"logs":"a","note":"${'x'.repeat(100_000)}"}`;
    expect(read(answer).answer).toMatchObject({ ok: false, fault: { problem: 'too-large', member: 'note' } });
  });

  test('the text before it was cut off is kept', () => {
    expect(read('[{"logs":"kept"},{"logs":"so is th').logs).toEqual(['kept', 'so is th']);
  });

  test('random bytes neither throw nor hang', () => {
    const bits = fc.constantFrom(
      '[',
      ']',
      '{',
      '}',
      '"',
      ':',
      ',',
      '\\',
      '\\u',
      'd83d',
      '"logs"',
      'null',
      '1',
      ' ',
      'x',
    );
    const answers = fc.oneof(
      fc.array(bits, { maxLength: 40 }).map((list) => list.join('')),
      fc.string(),
    );
    fc.assert(
      fc.property(answers, cutPlaces, (answer, cuts) => {
        const reader = new BuildsReader(() => () => undefined);
        for (const chunk of inChunks(encoder.encode(answer), cuts)) reader.push(chunk);
        expect(typeof reader.end().ok).toBe('boolean');
      }),
      { numRuns: FUZZ_RUNS },
    );
  });
});

function escapeUnit(unit: string): string {
  return String.raw`\u` + unit.charCodeAt(0).toString(16).padStart(4, '0');
}
