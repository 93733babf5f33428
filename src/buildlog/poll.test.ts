import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LogFollower } from './log-follower.ts';
import { LogDocument } from './log-document.ts';
import type { PollRequest } from './poll.ts';
import { PollText } from './poll-text.ts';
import { cutPlaces, FUZZ_RUNS, inChunks } from './testing/arbitraries.ts';

const encoder = new TextEncoder();

interface Fields {
  readonly linesCount?: number;
  readonly startDate?: string;
}

function answer(follower: LogFollower, request: PollRequest, logs: string, fields: Fields = {}): string {
  const text = follower.receive(request);
  text.write(encoder.encode(logs));
  return follower.apply(request, text, fields);
}

function ask(follower: LogFollower, logs: string, fields: Fields = {}): string {
  return answer(follower, follower.request(), logs, fields);
}

function textOf(document: LogDocument): string {
  return [...document.rawPieces()]
    .map((piece) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(piece))
    .join('');
}

describe('a server that takes an offset', () => {
  test('is asked for what follows, and its parts are put together', () => {
    const follower = new LogFollower();
    expect(follower.request().offset).toBe(0);
    expect(ask(follower, 'a\nb', { linesCount: 2 })).toBe('extend');
    expect(follower.request().offset).toBe(2);
    expect(ask(follower, 'c\nd', { linesCount: 4 })).toBe('append');
    expect(ask(follower, '', { linesCount: 4 })).toBe('nothing');
    expect(textOf(follower.document)).toBe('a\nb\nc\nd');
  });

  test('lines that are closed by newlines get no blank ones between them', () => {
    const follower = new LogFollower();
    ask(follower, 'a\nb\n', { linesCount: 2 });
    ask(follower, 'c\n', { linesCount: 3 });
    expect(textOf(follower.document)).toBe('a\nb\nc\n');
  });

  test('blank lines are kept', () => {
    const follower = new LogFollower();
    ask(follower, 'a\n', { linesCount: 2 });
    ask(follower, '', { linesCount: 3 });
    ask(follower, 'b', { linesCount: 4 });
    expect(textOf(follower.document)).toBe('a\n\n\nb');
  });

  test('a part whose first lines are known adds the others', () => {
    const follower = new LogFollower();
    ask(follower, 'a', { linesCount: 1 });
    const early = follower.request();
    const late = follower.request();
    expect(answer(follower, late, 'b\nc', { linesCount: 3 })).toBe('append');
    expect(answer(follower, early, 'b', { linesCount: 2 })).toBe('nothing');
    const again = follower.request();
    expect(again.offset).toBe(3);
    expect(answer(follower, { ...again, offset: 1 }, 'b\nc\nd', { linesCount: 4 })).toBe('append');
    expect(textOf(follower.document)).toBe('a\nb\nc\nd');
  });

  test('a count that fits nothing adds nothing, and the whole log is asked for', () => {
    const follower = new LogFollower();
    ask(follower, 'a\nb', { linesCount: 2 });
    expect(ask(follower, 'x\ny\nz', { linesCount: 4 })).toBe('nothing');
    expect(follower.request().offset).toBe(0);
    expect(ask(follower, 'a\nb\nc', { linesCount: 3 })).toBe('extend');
    expect(follower.request().offset).toBe(3);
    expect(textOf(follower.document)).toBe('a\nb\nc');
  });

  test('fewer lines than before: the log is another', () => {
    const follower = new LogFollower();
    ask(follower, 'a\nb\nc', { linesCount: 3 });
    expect(ask(follower, '', { linesCount: 1 })).toBe('nothing');
    expect(ask(follower, 'z', { linesCount: 1 })).toBe('replace');
    expect(textOf(follower.document)).toBe('z');
  });
});

describe('a server that sends everything every time', () => {
  test('whether it counts lines or not', () => {
    for (const counts of [true, false]) {
      const follower = new LogFollower();
      for (const logs of ['a', 'a\nb', 'a\nb', 'a\nb\nc']) {
        ask(follower, logs, counts ? { linesCount: logs.split('\n').length } : {});
      }
      expect(textOf(follower.document)).toBe('a\nb\nc');
    }
  });

  test('a last line that was cut goes on', () => {
    const follower = new LogFollower();
    ask(follower, 'Step 1');
    ask(follower, 'Step 10\nmore');
    expect(textOf(follower.document)).toBe('Step 10\nmore');
  });

  test('an older answer that comes late is left alone', () => {
    const follower = new LogFollower();
    const early = follower.request();
    const late = follower.request();
    answer(follower, late, 'a\nb\nc');
    expect(answer(follower, early, 'a\nb')).toBe('nothing');
    expect(textOf(follower.document)).toBe('a\nb\nc');
  });

  test('another log takes its place, and answers of the old one are nothing any more', () => {
    const follower = new LogFollower();
    ask(follower, 'old\n1', { startDate: '2021-03-09T11:31:00Z' });
    const stale = follower.request();
    const before = follower.document;
    expect(ask(follower, 'old\n2', { startDate: '2021-03-09T11:42:00Z' })).toBe('replace');
    expect(follower.document).not.toBe(before);
    expect(answer(follower, stale, 'old\n1\n1', { startDate: '2021-03-09T11:31:00Z' })).toBe('nothing');
    expect(textOf(follower.document)).toBe('old\n2');
  });

  test('a megabyte again keeps nothing of it', () => {
    const follower = new LogFollower();
    const logs = 'x'.repeat(99).concat('\n').repeat(10_000);
    ask(follower, logs);
    const request = follower.request();
    const text = follower.receive(request);
    for (const chunk of inChunks(encoder.encode(`${logs}new`), [1, 70_001, 500_003])) text.write(chunk);
    expect(text.newPieces().map((piece) => new TextDecoder().decode(piece))).toEqual(['new']);
    expect(follower.apply(request, text, {})).toBe('extend');
    expect(follower.document.lineCount).toBe(10_001);
  });
});

describe('the first answer', () => {
  test('can be read while it comes', () => {
    const follower = new LogFollower();
    const request = follower.request();
    const text = follower.receive(request);
    text.write(encoder.encode('first\nsec'));
    expect(follower.document.text(0)).toBe('first');
    text.write(encoder.encode('ond'));
    expect(follower.apply(request, text, { linesCount: 2 })).toBe('extend');
    expect(textOf(follower.document)).toBe('first\nsecond');
  });

  test('two of them at once do not double the text', () => {
    const follower = new LogFollower();
    const requests = [follower.request(), follower.request()] as const;
    const texts = requests.map((request) => follower.receive(request));
    for (const piece of ['a\n', 'b\n', 'c']) for (const text of texts) text.write(encoder.encode(piece));
    for (const [index, request] of requests.entries()) {
      const text = texts[index];
      if (text) follower.apply(request, text, { linesCount: 3 });
    }
    expect(textOf(follower.document)).toBe('a\nb\nc');
  });

  test('goes no further into the log once a newer one has come', () => {
    const follower = new LogFollower();
    const early = follower.request();
    const text = follower.receive(early);
    text.write(encoder.encode('a'));
    expect(ask(follower, 'a', { startDate: '2021-03-09T11:42:00Z' })).toBe('extend');
    text.write(encoder.encode('\nold'));
    expect(follower.apply(early, text, { startDate: '2021-03-09T11:31:00Z' })).toBe('nothing');
    expect(textOf(follower.document)).toBe('a');
  });

  test('that breaks off leaves what came, and the next one goes on from there', () => {
    const follower = new LogFollower();
    const text = follower.receive(follower.request());
    text.write(encoder.encode('a\nb'));
    follower.drop(text);
    expect(textOf(follower.document)).toBe('a\nb');
    expect(ask(follower, 'a\nbc\nd', { linesCount: 3 })).toBe('extend');
    expect(textOf(follower.document)).toBe('a\nbc\nd');
  });
});

test('a comparison that the log outgrows meanwhile goes on', () => {
  const document = new LogDocument();
  document.append('a\nb');
  const text = new PollText(document, true);
  text.write(encoder.encode('a\nb\nc\nd'));
  document.append('\nc');
  text.write(encoder.encode('\ne'));
  expect(text.relation()).toBe('extends');
  expect(text.newlines()).toBe(4);
  expect([...text.pieces()].map((piece) => new TextDecoder().decode(piece)).join('')).toBe('a\nb\nc\nd\ne');
});

describe('whatever the server, however the answers come', () => {
  const line = fc.constantFrom('', 'a', 'b', 'Step 1/2 : RUN x', '\u001b[31mred', '50%\r99%', 'سلام');
  const server = fc.record({
    takesOffset: fc.boolean(),
    counts: fc.boolean(),
    closesLines: fc.boolean(),
    dates: fc.boolean(),
  });
  const turn = fc.record({
    grows: fc.array(line, { maxLength: 4 }),
    isReplaced: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, fc.boolean()),
    /** How many answers are under way before the oldest or newest of them is taken. */
    waits: fc.nat(3),
    takesNewest: fc.boolean(),
    cuts: cutPlaces,
  });

  test('the log is what the server has: no line doubled, none missing', () => {
    fc.assert(
      fc.property(server, fc.array(turn, { minLength: 1, maxLength: 12 }), (kind, turns) => {
        let lines: string[] = [];
        let build = 0;
        const write = (part: readonly string[]): string =>
          kind.closesLines ? part.map((text) => `${text}\n`).join('') : part.join('\n');
        const serve = (request: PollRequest): { logs: string; fields: Fields } => ({
          logs: write(kind.takesOffset && kind.counts ? lines.slice(request.offset) : lines),
          fields: {
            ...(kind.counts ? { linesCount: lines.length } : undefined),
            ...(kind.dates
              ? { startDate: `2021-03-09T11:00:${String(build).padStart(2, '0')}Z` }
              : undefined),
          },
        });
        const follower = new LogFollower();
        const underWay: { request: PollRequest; fields: Fields; text: PollText; chunks: Uint8Array[] }[] = [];
        // The first piece of an answer comes at once, the others when it is taken.
        const send = (cuts: readonly number[]): void => {
          const request = follower.request();
          const { logs, fields } = serve(request);
          const [first, ...chunks] = inChunks(encoder.encode(logs), cuts);
          const text = follower.receive(request);
          if (first) text.write(first);
          underWay.push({ request, fields, text, chunks });
        };
        const take = (newest: boolean): void => {
          const next = newest ? underWay.pop() : underWay.shift();
          if (!next) return;
          for (const chunk of next.chunks) next.text.write(chunk);
          follower.apply(next.request, next.text, next.fields);
        };
        for (const { grows, isReplaced, waits, takesNewest, cuts } of turns) {
          // Without dates nobody can tell a new log from the old one, once it has as many lines.
          if (isReplaced && kind.dates) {
            lines = [];
            build++;
          }
          lines.push(...grows);
          send(cuts);
          if (underWay.length > waits) take(takesNewest);
        }
        while (underWay.length > 0) take(true);
        // Polls go on until nothing changes: one may ask for the whole log, the next gets it.
        for (let poll = 0; poll < 2; poll++) {
          send([]);
          take(true);
        }
        expect(textOf(follower.document)).toBe(write(lines));
      }),
      { numRuns: FUZZ_RUNS * 3 },
    );
  });
});
