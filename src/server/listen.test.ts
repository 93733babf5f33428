import { Hono } from 'hono';
import { expect, test } from 'vitest';
import type { Env } from '../backend/route.ts';
import { listen } from './listen.ts';

test('a port that is taken, an address that is not here: one sentence each', async () => {
  const first = await listen('127.0.0.1', 0);
  await expect(listen('127.0.0.1', first.port)).rejects.toThrow(
    `Port ${first.port} is taken already; choose another with --port, or any free one with --port 0.`,
  );
  await first.close(0);
  await expect(listen('192.0.2.1', 0)).rejects.toThrow('This machine has no address "192.0.2.1"');
  await expect(listen('no-such-name.invalid', 0)).rejects.toThrow('This machine has no address');
});

test('requests that come before the app wait for it', async () => {
  const server = await listen('127.0.0.1', 0);
  const early = fetch(`http://127.0.0.1:${server.port}/`);
  server.answer(new Hono<Env>().get('/', (c) => c.text('ready')));
  expect(await (await early).text()).toBe('ready');
  await server.close(0);
});

/** An app whose one request has begun, and answers when told to. */
function slowApp() {
  let begin = (): void => undefined;
  let finish = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const app = new Hono<Env>().get('/', async (c) => {
    begin();
    await finished;
    return c.text('to the end');
  });
  return { app, begun, finish: () => finish() };
}

test('closing lets an open request end', async () => {
  const { app, begun, finish } = slowApp();
  const server = await listen('127.0.0.1', 0);
  server.answer(app);
  const asked = fetch(`http://127.0.0.1:${server.port}/`, { headers: { connection: 'close' } });
  await begun;
  const closed = server.close(60_000);
  finish();
  expect(await (await asked).text()).toBe('to the end');
  await closed;
});

test('closing cuts what does not end in time', async () => {
  const { app, begun } = slowApp();
  const server = await listen('127.0.0.1', 0);
  server.answer(app);
  const asked = fetch(`http://127.0.0.1:${server.port}/`).catch(String);
  await begun;
  await server.close(0);
  expect(await asked).toBe('TypeError: fetch failed');
});
