import { act } from 'react';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { Connection } from '../../api/connection.ts';
import { startLanguage } from '../../i18n/language.ts';
import { draw, find } from '../../ui/drawn.testing.tsx';
import { fandoghConnection } from './connection.tsx';

const { Credentials } = fandoghConnection;

const CONNECTION: Connection = {
  id: '',
  label: '',
  service: 'fandogh',
  base: '/embedded/fandogh/api',
  authorization: null,
};

beforeAll(() => startLanguage('en'));
afterEach(() => vi.unstubAllGlobals());

async function press(selector: string): Promise<void> {
  await act(async () => find(selector).click());
}

async function type(selector: string, text: string): Promise<void> {
  const field = find(selector);
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

interface Asked {
  readonly signal: AbortSignal | null | undefined;
  readonly answer: () => Promise<void>;
}

/** Asks for a token, which the service does not give before it is told to. */
async function askForToken(): Promise<Asked> {
  let asked: Asked | undefined;
  vi.stubGlobal(
    'fetch',
    (_url: string, { signal }: RequestInit) =>
      new Promise<Response>((resolve, reject) => {
        const token = { token: 'of-sara', username: 'sara', email: null, namespaces: [] };
        const answer = (): Promise<void> => act(async () => resolve(Response.json(token)));
        signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
        asked = { signal, answer };
      }),
  );
  await press('label:nth-of-type(2) input[type=radio]');
  await type('input[dir=ltr]:not([type=password])', 'sara');
  await type('input[type=password]', 'sara-demo');
  await press('button[type=button]');
  if (!asked) throw new Error('Nothing was asked');
  return asked;
}

test('a password is exchanged for a token', async () => {
  const onChange = vi.fn<(authorization: string | null) => void>();
  draw(<Credentials connection={CONNECTION} onChange={onChange} />);
  const { answer } = await askForToken();
  await answer();
  await vi.waitFor(() => expect(onChange).toHaveBeenLastCalledWith('JWT of-sara'));
});

test('a token that comes after its fields have gone is given to nobody', async () => {
  const onChange = vi.fn<(authorization: string | null) => void>();
  const drawNext = draw(<Credentials connection={CONNECTION} onChange={onChange} />);
  const { answer, signal } = await askForToken();
  onChange.mockClear();
  drawNext(null);
  expect(signal?.aborted).toBe(true);
  await answer();
  expect(onChange).not.toHaveBeenCalled();
});
