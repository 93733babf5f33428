import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  applyRequest,
  writable,
  type Labels,
  type LabelRequest,
  type ServerLabel,
} from '../metadata/plan.ts';
import { bulkPlan, lockedIn, runBulk, type BulkEdit } from './run.ts';

const label = (key: string, value: string, read_only = false): ServerLabel => ({ key, value, read_only });
const edit = (set: Record<string, string>, remove: readonly string[] = []): BulkEdit => ({
  set: new Map(Object.entries(set)),
  remove: new Set(remove),
});

class Service {
  readonly images = new Map<string, readonly ServerLabel[]>();
  readonly broken = new Set<string>();
  readonly sent: LabelRequest[] = [];
  atOnce = 0;
  most = 0;

  read = async (id: string): Promise<readonly ServerLabel[]> => {
    this.atOnce += 1;
    this.most = Math.max(this.most, this.atOnce);
    await Promise.resolve();
    return this.images.get(id) ?? [];
  };

  send = async (id: string, request: LabelRequest): Promise<void> => {
    if (this.broken.has(id)) {
      this.atOnce -= 1;
      throw new Error(`${id} is locked`);
    }
    this.sent.push(request);
    this.images.set(id, applyRequest(this.images.get(id) ?? [], request));
    this.atOnce -= 1;
  };
}

describe('many images', () => {
  test('50 of them with 3 that fail: the others are done, the three say why and can be tried again', async () => {
    const service = new Service();
    const ids = Array.from({ length: 50 }, (_, number) => `image-${number}`);
    for (const id of ids) service.images.set(id, [label('env', 'prod')]);
    for (const id of ['image-3', 'image-20', 'image-49']) service.broken.add(id);
    const run = runBulk(ids, edit({ env: 'stage' }), service);
    await run.settled;
    const failed = [...run.items.get()].filter(([, { step }]) => step === 'failed').map(([id]) => id);
    expect(failed.toSorted()).toEqual(['image-20', 'image-3', 'image-49']);
    expect(service.sent).toHaveLength(47);
    expect(service.most).toBeLessThanOrEqual(4);

    service.broken.clear();
    await run.retry();
    expect([...run.items.get().values()].every(({ step }) => step === 'done')).toBe(true);
    expect(service.sent).toHaveLength(50);
  });

  test('one that is that way already is sent nothing', async () => {
    const service = new Service();
    service.images.set('a', [label('env', 'stage')]);
    const run = runBulk(['a'], edit({ env: 'stage' }, ['gone']), service);
    await run.settled;
    expect(run.items.get().get('a')).toEqual({ step: 'done', requests: 0 });
    expect(service.sent).toEqual([]);
  });
});

const key: fc.Arbitrary<string> = fc.constantFrom('env', 'team', 'os', 'build');
const labels = fc.array(fc.tuple(key, fc.constantFrom('1', '2'))).map((pairs): Labels => new Map(pairs));

test('sets and removes what the edit names, and leaves everything else', () => {
  fc.assert(
    fc.property(labels, labels, fc.uniqueArray(key), fc.uniqueArray(key), (before, set, remove, locked) => {
      const server = [...before].map(([name, value]) => label(name, value, locked.includes(name)));
      const wanted = { set, remove: new Set(remove) };
      const after = bulkPlan(server, wanted).requests.reduce<readonly ServerLabel[]>(applyRequest, server);
      const changed = new Map([...before].filter(([name]) => !remove.includes(name)));
      for (const [name, value] of set) changed.set(name, value);
      const free = (all: Labels) =>
        new Map([...all].filter(([name]) => !server.some((one) => one.read_only && one.key === name)));
      expect(writable(after)).toEqual(free(changed));
      expect(after.filter(({ read_only }) => read_only)).toEqual(server.filter(({ read_only }) => read_only));
    }),
  );
});

test('tells which keys stay because they are read-only', () => {
  const server = [label('build', '118', true), label('env', 'prod'), label('task_id', 'x', true)];
  expect(lockedIn(server, edit({ build: '1' }, ['env', 'task_id']))).toEqual(['build', 'task_id']);
});
