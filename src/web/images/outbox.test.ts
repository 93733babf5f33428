import { describe, expect, it } from 'vitest';
import { createOutbox, UNDO_TIME, type Item, type Outbox } from './outbox.ts';

/** A world whose clock goes on only when told to. */
function stoppedWorld() {
  let time = 0;
  const timers = new Map<number, { at: number; callback: () => void }>();
  let lastId = 0;
  return {
    now: () => time,
    after: (milliseconds: number, callback: () => void) => {
      lastId += 1;
      const id = lastId;
      timers.set(id, { at: time + milliseconds, callback });
      return () => timers.delete(id);
    },
    pass: (milliseconds: number) => {
      time += milliseconds;
      for (const [id, timer] of timers) {
        if (timer.at > time) continue;
        timers.delete(id);
        timer.callback();
      }
    },
  };
}

/** Things whose deletion ends when the test says so. */
function things() {
  const open = new Map<string, { resolve: () => void; reject: (error: Error) => void }>();
  const thing = (name: string): Item => ({
    key: name,
    name,
    send: () => new Promise((resolve, reject) => open.set(name, { resolve, reject })),
  });
  const settle = async (name: string, error?: Error): Promise<void> => {
    if (error) open.get(name)?.reject(error);
    else open.get(name)?.resolve();
    open.delete(name);
    await Promise.resolve();
    await Promise.resolve();
  };
  return { thing, settle, sent: () => [...open.keys()] };
}

function states(outbox: Outbox): Record<string, string> {
  return Object.fromEntries(
    outbox.get().flatMap((batch) => batch.entries.map((entry) => [entry.name, entry.state])),
  );
}

describe('the outbox', () => {
  it('sends nothing before the countdown is over', () => {
    const world = stoppedWorld();
    const { thing, sent } = things();
    const outbox = createOutbox(world);
    outbox.add([thing('a'), thing('b')]);
    expect(outbox.get()[0]?.due).toBe(UNDO_TIME);
    world.pass(UNDO_TIME - 1);
    expect(sent()).toEqual([]);
    expect(states(outbox)).toEqual({ a: 'waiting', b: 'waiting' });
    world.pass(1);
    expect(sent()).toEqual(['a', 'b']);
  });

  it('sends nothing of what was undone, and the rest on its own time', () => {
    const world = stoppedWorld();
    const { thing, sent } = things();
    const outbox = createOutbox(world);
    outbox.add([thing('a')]);
    world.pass(3000);
    outbox.add([thing('b')]);
    outbox.undo(outbox.get()[0]?.id ?? 0);
    world.pass(UNDO_TIME - 3000);
    expect(sent()).toEqual([]);
    world.pass(3000);
    expect(sent()).toEqual(['b']);
  });

  it('cannot undo what is being sent', () => {
    const world = stoppedWorld();
    const { thing } = things();
    const outbox = createOutbox(world);
    outbox.add([thing('a')]);
    world.pass(UNDO_TIME);
    outbox.undo(outbox.get()[0]?.id ?? 0);
    expect(states(outbox)).toEqual({ a: 'sending' });
  });

  it('keeps four under way, and leaves when all are done', async () => {
    const world = stoppedWorld();
    const { thing, settle, sent } = things();
    const outbox = createOutbox(world);
    outbox.add(['a', 'b', 'c', 'd', 'e', 'f'].map(thing));
    world.pass(UNDO_TIME);
    expect(sent()).toEqual(['a', 'b', 'c', 'd']);
    await settle('b');
    expect(sent()).toEqual(['a', 'c', 'd', 'e']);
    for (const name of ['a', 'c', 'd', 'e', 'f']) await settle(name);
    expect(outbox.get()).toEqual([]);
  });

  it('keeps failures with their reason until they are tried again or dismissed', async () => {
    const world = stoppedWorld();
    const { thing, settle, sent } = things();
    const outbox = createOutbox(world);
    outbox.add([thing('a'), thing('b')]);
    world.pass(UNDO_TIME);
    const reason = new Error('locked');
    await settle('a', reason);
    await settle('b');
    expect(outbox.get()[0]?.entries).toEqual([
      { key: 'a', name: 'a', state: 'failed', error: reason },
      { key: 'b', name: 'b', state: 'done' },
    ]);
    outbox.retry('a');
    expect(sent()).toEqual(['a']);
    await settle('a', reason);
    outbox.dismiss(outbox.get()[0]?.id ?? 0);
    expect(outbox.get()).toEqual([]);
  });

  it('takes the same thing once only, and again after it was undone', () => {
    const world = stoppedWorld();
    const { thing, sent } = things();
    const outbox = createOutbox(world);
    outbox.add([thing('a')]);
    outbox.add([thing('a')]);
    expect(outbox.get()).toHaveLength(1);
    outbox.undo(outbox.get()[0]?.id ?? 0);
    outbox.add([thing('a')]);
    world.pass(UNDO_TIME);
    expect(sent()).toEqual(['a']);
  });

  it('does not let a batch be dismissed while it is being sent', () => {
    const world = stoppedWorld();
    const { thing } = things();
    const outbox = createOutbox(world);
    outbox.add([thing('a')]);
    world.pass(UNDO_TIME);
    outbox.dismiss(outbox.get()[0]?.id ?? 0);
    expect(outbox.get()).toHaveLength(1);
  });
});
