import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  applyRequest,
  isEmptyPlan,
  lockedKeys,
  mergeLabels,
  planLabels,
  settle,
  writable,
  type Labels,
  type LabelRequest,
  type ServerLabel,
} from './plan.ts';

const key = fc.constantFrom('env', 'team', 'build', 'os', 'constructor', '__proto__', 'نام', 'a/b?c=d');
const value = fc.constantFrom('1', '2', '3', 'prod');
const labels: fc.Arbitrary<Labels> = fc.array(fc.tuple(key, value)).map((pairs) => new Map(pairs));
const server: fc.Arbitrary<readonly ServerLabel[]> = fc
  .uniqueArray(fc.tuple(key, value, fc.boolean()), { selector: ([name]) => name })
  .map((rows) => rows.map(([name, text, read_only]) => ({ key: name, value: text, read_only })));

function run(state: readonly ServerLabel[], requests: readonly LabelRequest[]): readonly ServerLabel[] {
  return requests.reduce(applyRequest, state);
}

function without(wanted: Labels, locked: ReadonlySet<string>): Labels {
  return new Map([...wanted].filter(([name]) => !locked.has(name)));
}

describe('a plan', () => {
  test('makes of the old state what was wanted, and leaves read-only labels alone', () => {
    fc.assert(
      fc.property(server, labels, fc.boolean(), (old, wanted, replace) => {
        const locked = lockedKeys(old);
        const after = run(old, planLabels(old, wanted, replace).requests);
        expect(writable(after)).toEqual(without(wanted, locked));
        expect(after.filter((label) => label.read_only)).toEqual(old.filter((label) => label.read_only));
      }),
    );
  });

  test('never names a read-only key', () => {
    fc.assert(
      fc.property(server, labels, fc.boolean(), (old, wanted, replace) => {
        const locked = lockedKeys(old);
        const named = planLabels(old, wanted, replace).requests.flatMap((request) =>
          request.kind === 'remove' ? [request.key] : [...request.labels.keys()],
        );
        expect(named.filter((name) => locked.has(name))).toEqual([]);
      }),
    );
  });

  test('needs no request for no change, and no more than one merge and one removal a key', () => {
    fc.assert(
      fc.property(server, labels, (old, wanted) => {
        const plan = planLabels(old, wanted);
        const before = writable(old);
        const after = without(wanted, lockedKeys(old));
        const gone = [...before.keys()].filter((name) => !after.has(name));
        const written = [...after].filter(([name, text]) => before.get(name) !== text);
        expect(plan.requests).toHaveLength(gone.length + (written.length > 0 ? 1 : 0));
        expect(isEmptyPlan(plan)).toBe(plan.requests.length === 0);
      }),
    );
  });

  test('leaving out any of its requests does not do', () => {
    fc.assert(
      fc.property(server, labels, (old, wanted) => {
        const { requests } = planLabels(old, wanted);
        requests.forEach((_, index) => {
          const after = run(old, requests.toSpliced(index, 1));
          expect(writable(after)).not.toEqual(without(wanted, lockedKeys(old)));
        });
      }),
    );
  });

  test('and then its inverse give the old state', () => {
    fc.assert(
      fc.property(server, labels, fc.boolean(), (old, wanted, replace) => {
        const after = run(old, planLabels(old, wanted, replace).requests);
        const back = run(after, planLabels(after, writable(old)).requests);
        expect(writable(back)).toEqual(writable(old));
      }),
    );
  });

  test('lists every key that a replacement takes', () => {
    const old = [
      { key: 'env', value: 'prod', read_only: false },
      { key: 'team', value: 'core', read_only: false },
      { key: 'build', value: '118', read_only: true },
    ];
    const plan = planLabels(old, new Map([['env', 'prod']]), true);
    expect([...plan.removed]).toEqual([['team', 'core']]);
    expect(plan.requests).toEqual([{ kind: 'replace', labels: new Map([['env', 'prod']]) }]);
  });
});

describe('a merge with a second writer', () => {
  test('loses nobody’s change to a key that the other left alone, whenever the second writer comes', () => {
    fc.assert(
      fc.property(labels, labels, labels, (base, mine, theirs) => {
        const asServer = (of: Labels): ServerLabel[] =>
          [...of].map(([name, text]) => ({ key: name, value: text, read_only: false }));
        const merged = mergeLabels(base, mine, theirs);
        const end = writable(run(asServer(theirs), planLabels(asServer(theirs), merged.labels).requests));
        const conflicting = new Set(merged.conflicts.map((conflict) => conflict.key));
        for (const name of new Set([...base.keys(), ...mine.keys(), ...theirs.keys()])) {
          if (conflicting.has(name)) continue;
          const expected = mine.get(name) === base.get(name) ? theirs.get(name) : mine.get(name);
          expect(end.get(name)).toBe(expected);
        }
      }),
    );
  });

  test('a writer who comes between reading and sending keeps keys that the plan does not name', () => {
    fc.assert(
      fc.property(server, labels, key, value, (old, wanted, name, text) => {
        const { requests } = planLabels(old, wanted);
        const named = new Set(
          requests.flatMap((request) =>
            request.kind === 'remove' ? [request.key] : [...request.labels.keys()],
          ),
        );
        fc.pre(!named.has(name) && !lockedKeys(old).has(name));
        for (let at = 0; at <= requests.length; at += 1) {
          const theirs: LabelRequest = { kind: 'merge', labels: new Map([[name, text]]) };
          const end = run(old, requests.toSpliced(at, 0, theirs));
          expect(writable(end).get(name)).toBe(text);
        }
      }),
    );
  });

  test('asks where both changed one key in different ways, and takes what was chosen', () => {
    const base = new Map([
      ['env', 'prod'],
      ['os', '1'],
    ]);
    const merged = mergeLabels(
      base,
      new Map([
        ['env', 'stage'],
        ['os', '1'],
      ]),
      new Map([
        ['env', 'dev'],
        ['new', '1'],
      ]),
    );
    expect(merged.conflicts).toEqual([{ key: 'env', base: 'prod', mine: 'stage', theirs: 'dev' }]);
    expect(merged.taken).toEqual(['os', 'new']);
    expect([...settle(merged, new Set())]).toEqual([
      ['env', 'stage'],
      ['new', '1'],
    ]);
    expect([...settle(merged, new Set(['env']))]).toEqual([
      ['env', 'dev'],
      ['new', '1'],
    ]);
  });

  test('is no conflict when both did the same', () => {
    expect(mergeLabels(new Map([['a', '1']]), new Map(), new Map()).conflicts).toEqual([]);
  });
});
