import { act } from 'react';
import { MemoryRouter } from 'react-router';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { djinnEndpoints } from '../../contract/djinn/endpoints.ts';
import type { Connection } from '../api/connection.ts';
import { journal, record } from '../api/journal.ts';
import { startLanguage } from '../i18n/language.ts';
import { draw, find } from '../ui/drawn.testing.tsx';
import { Component as ActivityPage } from './ActivityPage.tsx';

const DJINN: Connection = {
  id: 'djinn-demo',
  label: 'djinn demo',
  service: 'djinn',
  base: '/embedded/djinn',
  authorization: 'token',
};

function open(search: string): void {
  draw(
    <MemoryRouter initialEntries={[`/activity${search}`]}>
      <main>
        <ActivityPage />
      </main>
    </MemoryRouter>,
  );
}

/** Two requests that read something, with success. */
function readTwice(): void {
  record(DJINN, djinnEndpoints.listImages, '/embedded/djinn/images')('done', 200);
  record(DJINN, djinnEndpoints.getUser, '/embedded/djinn/user')('done', 200);
}

beforeEach(async () => {
  await startLanguage('en');
  journal.update(() => []);
  onTestFinished(() => journal.update(() => []));
});

test('before the first request it says where they come from', () => {
  open('');
  expect(find('main').textContent).toContain('Requests appear here as soon as a page sends one.');
});

test.each([
  ['?failures', 'None of the 2 requests failed'],
  ['?changes', 'None of the 2 requests was a change'],
  ['?changes&failures', 'None of the 2 requests was a change that failed'],
])('under %s it says what the filter leaves out, and lifts it', (search, said) => {
  readTwice();
  open(search);
  const text = find('main').textContent;
  expect(text).toContain(said);
  expect(text).not.toContain('as soon as a page sends one');
  const lift = [...document.querySelectorAll('button')].find(
    ({ textContent }) => textContent === 'Show all requests',
  );
  act(() => lift?.click());
  expect(document.querySelectorAll('tbody tr')).toHaveLength(2);
  expect(document.querySelectorAll('input:checked')).toHaveLength(0);
});
