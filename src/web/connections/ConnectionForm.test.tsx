import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act } from 'react';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { startLanguage } from '../i18n/language.ts';
import { draw, find } from '../ui/drawn.testing.tsx';
import { ConnectionForm, draftOf } from './ConnectionForm.tsx';
import { ConnectionKindsProvider, type Checked, type ConnectionKind } from './kind.ts';
import { accountsQuery, serverInfoQuery } from './server.ts';
import { removeConnection, saveConnection, type SavedConnection } from './store.ts';

const ACCOUNTS = [
  { service: 'djinn', user: 'mina', label: 'all', authorization: 'Bearer mina', may: ['image:write'] },
  { service: 'djinn', user: 'ravi', label: 'some', authorization: 'Bearer ravi', may: ['image:read'] },
] as const;
const MINA = 'mina: all';
const RAVI = 'ravi: some';

/** Answers to the tests of tokens, in the order in which they were asked for. */
let checks: { readonly signal: AbortSignal; readonly answer: (checked: Partial<Checked>) => void }[] = [];

const KIND: ConnectionKind = {
  service: 'djinn',
  name: 'Djinn CI',
  letter: 'D',
  Credentials: ({ onChange }) => (
    <button id="own" type="button" onClick={() => onChange('Bearer own')}>
      paste
    </button>
  ),
  Place: ({ onChange }) => (
    <button id="place" type="button" onClick={() => onChange({ namespace: 'other' }, ['Operator'])}>
      other
    </button>
  ),
  isPlaced: () => true,
  check: (_connection, signal) =>
    new Promise((resolve) => {
      const answer = (checked: Partial<Checked>): void =>
        resolve({ user: undefined, may: undefined, place: {}, ...checked });
      checks.push({ signal, answer });
    }),
};

const EDITED: SavedConnection = {
  ...draftOf('djinn'),
  id: 'prod',
  label: 'prod',
  target: 'embedded',
  base: '/embedded/djinn',
  authorization: 'Bearer mina',
  may: ['image:write'],
};

beforeAll(() => startLanguage('en'));
afterEach(() => {
  checks = [];
  vi.restoreAllMocks();
  removeConnection('prod');
});

function open(initial: SavedConnection) {
  const client = new QueryClient();
  const targets = [{ name: 'embedded', service: 'djinn', base: '/embedded/djinn' }] as const;
  client.setQueryData(serverInfoQuery.queryKey, { version: '1', targets: [...targets] });
  client.setQueryData(
    accountsQuery.queryKey,
    ACCOUNTS.map((account) => ({ ...account, may: [...account.may] })),
  );
  const onSave = vi.fn<(connection: SavedConnection) => void>();
  draw(
    <QueryClientProvider client={client}>
      <ConnectionKindsProvider value={[KIND]}>
        <ConnectionForm initial={initial} onSave={onSave} />
      </ConnectionKindsProvider>
    </QueryClientProvider>,
  );
  return onSave;
}

async function press(selector: string): Promise<void> {
  await act(async () => find(selector).click());
}

const pressSave = (): Promise<void> => press('button[type=submit]');
const pressTest = (): Promise<void> => press('footer button[type=button]');

async function choose(label: string): Promise<void> {
  const options = [...document.querySelectorAll('option')];
  const option = options.find((one) => one.textContent === label);
  const select = option?.closest('select');
  if (!option || !select) throw new Error(`There is no option ${label}`);
  await act(async () => {
    select.value = option.value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

async function name(label: string): Promise<void> {
  const field = find('input:not([type=radio])');
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, label);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

async function answer(index: number, checked: Partial<Checked> = {}): Promise<void> {
  await act(async () => checks[index]?.answer(checked));
}

const accepted = (): boolean => document.body.textContent.includes('The token is accepted');

test('an answer about a token is not taken for the one that was chosen meanwhile', async () => {
  const onSave = open(EDITED);
  await choose(RAVI);
  await pressTest();
  await choose(MINA);
  expect(checks[0]?.signal.aborted).toBe(true);
  await answer(0);
  expect(accepted()).toBe(false);
  await pressSave();
  expect(checks).toHaveLength(2);
  expect(onSave).not.toHaveBeenCalled();
  await answer(1);
  expect(onSave).toHaveBeenCalledWith(EDITED);
});

test('what is changed while Save waits for the service is not saved without being seen', async () => {
  const onSave = open(EDITED);
  await pressSave();
  await name('production');
  await answer(0);
  expect(onSave).not.toHaveBeenCalled();
  await pressSave();
  await answer(1);
  expect(onSave).toHaveBeenCalledWith({ ...EDITED, label: 'production' });
});

test('pressing Save twice makes one connection', async () => {
  const onSave = open({ ...EDITED, id: '' });
  onSave.mockImplementation(saveConnection);
  await pressSave();
  await pressSave();
  expect(checks).toHaveLength(1);
  await answer(0);
  await pressSave();
  expect(onSave).toHaveBeenCalledOnce();
});

test('Save can be pressed again after the service has refused', async () => {
  const onSave = open(EDITED);
  vi.spyOn(KIND, 'check').mockRejectedValueOnce(new Error('no'));
  await pressSave();
  await pressSave();
  await answer(0);
  expect(onSave).toHaveBeenCalledWith(EDITED);
});

test('what another token may do is not said of an own one', async () => {
  const onSave = open(EDITED);
  await choose('somebody else, with a token');
  await press('#own');
  await pressSave();
  await answer(0);
  expect(onSave.mock.calls[0]?.[0]).toMatchObject({ authorization: 'Bearer own' });
  expect(onSave.mock.calls[0]?.[0]).not.toHaveProperty('may');
});

test('what a token may do is that of its account where the service does not tell, and stays with another name', async () => {
  const onSave = open(EDITED);
  await choose(RAVI);
  await name('production');
  await pressSave();
  await answer(0);
  expect(onSave).toHaveBeenCalledWith({
    ...EDITED,
    label: 'production',
    authorization: 'Bearer ravi',
    may: ['image:read'],
  });
});

test('the role is that in the place that was chosen, not in the one that was offered', async () => {
  const onSave = open(EDITED);
  await pressTest();
  await answer(0, { place: { namespace: 'first' }, may: ['Admin'] });
  await press('#place');
  await pressSave();
  expect(onSave).toHaveBeenCalledWith({ ...EDITED, namespace: 'other', may: ['Operator'] });
});
