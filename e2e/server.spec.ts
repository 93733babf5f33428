import { spawnSync } from 'node:child_process';
import http from 'node:http';
import { fileURLToPath } from 'node:url';
import { expect, test } from './test.ts';

const MAIN = fileURLToPath(new URL('../dist/server/main.js', import.meta.url));

function command(...args: string[]) {
  return spawnSync(process.execPath, [MAIN, ...args], { encoding: 'utf8' });
}

/** Asks with a `Host` header of one's own, which browsers do not let pages do. */
async function statusFor(url: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    http
      .get(url, { headers: { host }, agent: false }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
      .on('error', reject);
  });
}

test('the page opens, loads nothing from elsewhere, and says its name', async ({ page, server }) => {
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(server.url) && !request.url().startsWith('data:'))
      foreign.push(request.url());
  });
  await page.goto('/');
  await expect(page).toHaveTitle(/Image Console/);
  await expect(page.getByRole('main')).toBeVisible();
  expect(foreign).toEqual([]);
});

test('an address deep in the console opens by itself, and survives reloading', async ({ page }) => {
  await page.goto('/settings');
  const title = page.getByRole('heading', { level: 1 });
  await expect(title).toHaveText('Settings');
  await page.reload();
  await expect(title).toHaveText('Settings');
});

test('a first visit to a page of a connection waits until the demo has been made', async ({ page }) => {
  let goOn = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  await page.route('**/embedded/accounts', async (route) => {
    await held;
    await route.continue();
  });
  const asked = page.waitForRequest('**/embedded/accounts');
  await page.goto('/c/djinn-demo/images');
  await asked;
  await expect(page.getByRole('main')).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText('There is no such connection');
  goOn();
  await expect(page.getByRole('main')).toContainText('alpine-3-22');
});

test('the console works below a path', async ({ page, launch }) => {
  const server = await launch(['--base-path', '/tools/images']);
  expect(server.url).toMatch(/\/tools\/images\/$/);
  await page.goto(new URL('/', server.url).href);
  await expect(page).toHaveURL(new RegExp(`^${server.url}`));
  await expect(page.getByRole('main')).toBeVisible();
  await page.goto(`${server.url}settings`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings');
  for (const link of await page.getByRole('navigation').getByRole('link').all()) {
    await expect(link).toHaveAttribute('href', /^\/tools\/images\//);
  }
});

test('a foreign name that points here gets nothing', async ({ server }) => {
  expect(await statusFor(server.url, 'evil.example')).toBe(403);
  expect(await statusFor(`${server.url}embedded/accounts`, 'evil.example')).toBe(403);
  expect(await statusFor(server.url, new URL(server.url).host)).toBe(200);
});

test('told to stop, it stops', async ({ launch }) => {
  const server = await launch();
  expect(await server.stop()).toBe(0);
  await expect(fetch(server.url)).rejects.toThrow();
});

test('what is taken is told in one sentence', async ({ server }) => {
  const port = command('--port', new URL(server.url).port, '--data', `${server.data}-other`);
  expect(port.status).toBe(1);
  expect(port.stderr).toMatch(/^Port \d+ is taken already; .*\n$/);
  const folder = command('--port', '0', '--data', server.data);
  expect(folder.status).toBe(1);
  expect(folder.stderr).toMatch(/^Another Image Console works in .*\n$/);
});

test('the command tells about itself, and what it cannot follow', () => {
  expect(command('--help').stdout).toContain('--upstream NAME=SERVICE,URL');
  expect(command('--version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  const wrong = command('--port', 'http');
  expect(wrong.status).toBe(2);
  expect(wrong.stderr).toBe('--port needs a whole number from 0 to 65535, not "http".\n');
});

test('inspect tells a file that is no disk image, and one that is not there', () => {
  const wrong = command('inspect', MAIN);
  expect(wrong.status).toBe(1);
  expect(wrong.stdout).toContain('not fit to upload');
  expect(JSON.parse(command('inspect', MAIN, '--json').stdout)).toMatchObject({ verdict: 'refuse' });
  expect(command('inspect', '/no/such/file').stderr).toBe(
    'Cannot read /no/such/file: there is no such file.\n',
  );
});
