import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { inTab } from '../api/kept.ts';
import { holdUnsent } from '../api/unsent.ts';
import { reloadForNewBuild } from './staleChunk.ts';

const OPEN = '<script type="module" src="./assets/index-1.js"></script>';
const UPGRADED = '<script type="module" src="./assets/index-2.js"></script>';

// As an SVG's script, which the test's document does not try to run.
const ENTRY = document.createElementNS('http://www.w3.org/2000/svg', 'script');
ENTRY.setAttribute('type', 'module');
ENTRY.setAttribute('src', './assets/index-1.js');

const reload = vi.fn<() => void>();
let unsent = false;
let storage = inTab;
holdUnsent(() => unsent);

/** The server answers with this page from now on; with nothing, it is not there. */
function serve(page: string | undefined, status = 200): void {
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => {
    if (page === undefined) throw new TypeError('Failed to fetch');
    return new Response(page, { status });
  });
}

function fail(chunk: string): Promise<void> {
  return reloadForNewBuild(chunk, () => storage(), reload);
}

beforeEach(() => {
  document.head.append(ENTRY);
  sessionStorage.clear();
  reload.mockClear();
  onTestFinished(() => {
    vi.restoreAllMocks();
    ENTRY.remove();
    unsent = false;
    storage = inTab;
  });
});

test('a chunk that an upgrade has removed reloads the page', async () => {
  serve(UPGRADED);
  await fail('Images-abc.js');
  expect(reload).toHaveBeenCalledOnce();
});

test('the second failure of the same chunk does not, another chunk does again', async () => {
  serve(UPGRADED);
  await fail('Images-abc.js');
  await fail('Images-abc.js');
  expect(reload).toHaveBeenCalledOnce();
  await fail('Uploads-def.js');
  expect(reload).toHaveBeenCalledTimes(2);
});

test.each([
  ['no server', undefined, 200],
  ['a server that gives out what is open', OPEN, 200],
  ['a proxy without its server', UPGRADED, 502],
  ['a log-in page in between', '<h1>Log in</h1>', 200],
])('with %s the page stays', async (_, page, status) => {
  serve(page, status);
  await fail('Images-abc.js');
  expect(reload).not.toHaveBeenCalled();
});

test('the page stays as long as a reload would lose something', async () => {
  serve(UPGRADED);
  unsent = true;
  await fail('Images-abc.js');
  expect(reload).not.toHaveBeenCalled();
  unsent = false;
  await fail('Images-abc.js');
  expect(reload).toHaveBeenCalledOnce();
});

test('where storage is refused the page stays, because nothing would tell a first failure from a second', async () => {
  serve(UPGRADED);
  storage = () => {
    throw new DOMException('Access is denied for this document.', 'SecurityError');
  };
  await fail('Images-abc.js');
  expect(reload).not.toHaveBeenCalled();
});
