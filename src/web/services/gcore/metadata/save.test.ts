import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyRequest, writable, type LabelRequest, type Labels, type ServerLabel } from './plan.ts';
import { saveLabels, undo, type SaveState, type Saving } from './save.ts';

const asServer = (labels: Labels, locked: readonly string[] = []): ServerLabel[] =>
  [...labels].map(([key, value]) => ({ key, value, read_only: locked.includes(key) }));

/** A service of one image, at which a second writer works between any two calls. */
class Service {
  labels: readonly ServerLabel[];
  readonly sent: LabelRequest[] = [];
  /** What happens before the call of this number, from 0: a change by somebody else, or a failure. */
  readonly before = new Map<number, () => void>();
  #calls = 0;

  constructor(labels: Labels) {
    this.labels = asServer(labels);
  }

  set(labels: Labels): void {
    this.labels = asServer(labels);
  }

  #arrive(): void {
    this.before.get(this.#calls++)?.();
  }

  read = async (): Promise<readonly ServerLabel[]> => {
    this.#arrive();
    return this.labels;
  };

  send = async (request: LabelRequest): Promise<void> => {
    this.#arrive();
    this.sent.push(request);
    this.labels = applyRequest(this.labels, request);
  };
}

function settled({ state }: Saving): Promise<SaveState> {
  const rests = (): boolean => ['asking', 'stopped', 'saved'].includes(state.get().step);
  if (rests()) return Promise.resolve(state.get());
  return new Promise((resolve) => {
    const end = state.subscribe(() => {
      if (!rests()) return;
      end();
      resolve(state.get());
    });
  });
}

const L = (pairs: Record<string, string>): Labels => new Map(Object.entries(pairs));
const fail = () => {
  throw new Error('broken');
};

describe('saving labels', () => {
  test('reads again, sends what differs, and reads what came of it', async () => {
    const service = new Service(L({ env: 'prod', tmp: '1' }));
    const wish = { base: L({ env: 'prod', tmp: '1' }), wanted: L({ env: 'stage' }), replace: false };
    const end = await settled(saveLabels(wish, service));
    expect(end).toMatchObject({ step: 'saved', differences: [], taken: [] });
    expect(service.sent.map(({ kind }) => kind)).toEqual(['merge', 'remove']);
    expect(writable(service.labels)).toEqual(L({ env: 'stage' }));
  });

  test('keeps what others did to other keys, and says so', async () => {
    const service = new Service(L({ env: 'prod', team: 'core', os: 'x' }));
    const wish = { base: L({ env: 'prod' }), wanted: L({ env: 'stage' }), replace: false };
    const end = await settled(saveLabels(wish, service));
    expect(end).toMatchObject({ step: 'saved', taken: ['team', 'os'] });
    expect(writable(service.labels)).toEqual(L({ env: 'stage', team: 'core', os: 'x' }));
  });

  test.each([
    ['theirs', new Set(['env']), 'dev'],
    ['mine', new Set<string>(), 'stage'],
  ])('asks before anything is sent where both changed one key: %s', async (_, theirs, value) => {
    const service = new Service(L({ env: 'dev', other: 'new' }));
    const saving = saveLabels(
      { base: L({ env: 'prod' }), wanted: L({ env: 'stage', a: '1' }), replace: false },
      service,
    );
    expect(await settled(saving)).toMatchObject({
      step: 'asking',
      merged: { conflicts: [{ key: 'env', base: 'prod', mine: 'stage', theirs: 'dev' }] },
    });
    expect(service.sent).toEqual([]);
    await saving.choose(theirs);
    // Whatever of theirs stays is told, what was chosen as well as what nobody was asked about.
    expect(saving.state.get()).toMatchObject({ step: 'saved', taken: ['other', ...theirs] });
    expect(writable(service.labels)).toEqual(L({ env: value, other: 'new', a: '1' }));
  });

  test('a replacement asks about everything that others did meanwhile, as it would take it away', async () => {
    const service = new Service(L({ env: 'prod', team: 'core' }));
    const saving = saveLabels(
      { base: L({ env: 'prod' }), wanted: L({ env: 'prod', a: '1' }), replace: true },
      service,
    );
    expect(await settled(saving)).toMatchObject({
      merged: { conflicts: [{ key: 'team', mine: undefined }] },
    });
    await saving.choose(new Set(['team']));
    expect(service.sent).toEqual([{ kind: 'replace', labels: L({ env: 'prod', a: '1', team: 'core' }) }]);
  });

  test('a failure half-way tells what was done, and goes on from there', async () => {
    const service = new Service(L({ a: '1', b: '2', c: '3', theirs: 'x' }));
    service.before.set(2, fail);
    const wish = { base: L({ a: '1', b: '2', c: '3' }), wanted: L({ d: '4' }), replace: false };
    const saving = saveLabels(wish, service);
    const stop = await settled(saving);
    expect(stop).toMatchObject({
      step: 'stopped',
      done: [{ kind: 'merge' }],
      requests: [
        { kind: 'remove', key: 'a' },
        { kind: 'remove', key: 'b' },
        { kind: 'remove', key: 'c' },
      ],
    });
    await saving.goOn();
    const end = saving.state.get();
    expect(end).toMatchObject({ step: 'saved', differences: [] });
    expect(service.sent).toHaveLength(4);
    expect(writable(service.labels)).toEqual(L({ d: '4', theirs: 'x' }));
    if (end.step !== 'saved') return;
    const back = saveLabels(undo(service.labels, end.before), service);
    await settled(back);
    expect(writable(service.labels)).toEqual(L({ a: '1', b: '2', c: '3', theirs: 'x' }));
  });

  test('a request that arrived although its answer was lost is not sent twice', async () => {
    const service = new Service(L({ a: '1' }));
    const lost = async (request: LabelRequest): Promise<void> => {
      await service.send(request);
      if (service.sent.length === 1) fail();
    };
    const wish = { base: L({ a: '1' }), wanted: L({ a: '2' }), replace: false };
    const saving = saveLabels(wish, { read: service.read, send: lost });
    expect(await settled(saving)).toMatchObject({ step: 'stopped' });
    await saving.goOn();
    expect(saving.state.get().step).toBe('saved');
    expect(service.sent).toHaveLength(1);
  });

  test('nothing is sent when the service cannot be read', async () => {
    const service = new Service(L({ a: '1' }));
    service.before.set(0, fail);
    const saving = saveLabels({ base: L({ a: '1' }), wanted: L({}), replace: true }, service);
    expect(await settled(saving)).toMatchObject({ step: 'stopped', done: [], requests: [] });
    expect(service.sent).toEqual([]);
  });

  test('says when the service answered well and kept something else', async () => {
    const service = new Service(L({}));
    const trimming = async (request: LabelRequest): Promise<void> => {
      if (request.kind !== 'remove')
        service.set(new Map([...request.labels].map(([key, value]) => [key, value.trim()])));
    };
    const saving = saveLabels(
      { base: L({}), wanted: L({ a: ' 1 ' }), replace: false },
      { read: service.read, send: trimming },
    );
    expect(await settled(saving)).toMatchObject({ differences: [{ key: 'a', sent: ' 1 ', found: '1' }] });
  });
});

const key = fc.constantFrom('env', 'team', 'os', 'build');
const some = fc.array(fc.tuple(key, fc.constantFrom('1', '2', '3'))).map((pairs): Labels => new Map(pairs));

test('whenever a second writer comes, their change to a key that the draft leaves alone stands', async () => {
  await fc.assert(
    fc.asyncProperty(some, some, key, fc.nat(6), async (base, wanted, theirs, at) => {
      fc.pre(wanted.get(theirs) === base.get(theirs));
      const service = new Service(base);
      let wrote = false;
      service.before.set(at, () => {
        wrote = true;
        service.labels = applyRequest(service.labels, { kind: 'merge', labels: L({ [theirs]: 'second' }) });
      });
      await settled(saveLabels({ base, wanted, replace: false }, service));
      const end = writable(service.labels);
      expect(end.get(theirs)).toBe(wrote ? 'second' : base.get(theirs));
      const mine = (labels: Labels) =>
        [...wanted.keys()].filter((name) => name !== theirs).map((name) => labels.get(name));
      expect(mine(end)).toEqual(mine(wanted));
    }),
  );
});

test('undone, everything is as it was', async () => {
  await fc.assert(
    fc.asyncProperty(some, some, fc.boolean(), async (base, wanted, replace) => {
      const service = new Service(base);
      const end = await settled(saveLabels({ base, wanted, replace }, service));
      if (end.step !== 'saved') throw new Error(end.step);
      await settled(saveLabels(undo(service.labels, end.before), service));
      expect(writable(service.labels)).toEqual(base);
    }),
  );
});
