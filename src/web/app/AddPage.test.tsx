import { MemoryRouter, useLocation } from 'react-router';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { Service } from '../../contract/endpoint.ts';
import { ConnectionKindsProvider } from '../connections/kind.ts';
import { removeConnection, saveConnection } from '../connections/store.ts';
import { startLanguage } from '../i18n/language.ts';
import { ServicesProvider } from '../images/service.ts';
import { draw, find } from '../ui/drawn.testing.tsx';
import { Component as AddPage } from './AddPage.tsx';
import { SERVICES } from './services.ts';

const KINDS = SERVICES.map(({ connection }) => connection);
const IMAGES = SERVICES.map(({ images }) => images);

function Address() {
  return <output>{useLocation().pathname}</output>;
}

/** Opens the page with connections to these services. */
function open(...services: readonly Service[]): void {
  for (const service of services) {
    const id = `${service}-test`;
    saveConnection({
      id,
      label: `my ${service}`,
      service,
      target: 'embedded',
      keep: 'tab',
      base: `/embedded/${service}`,
      authorization: 'token',
    });
    onTestFinished(() => removeConnection(id));
  }
  draw(
    <ConnectionKindsProvider value={KINDS}>
      <ServicesProvider value={IMAGES}>
        <MemoryRouter initialEntries={['/add']}>
          <Address />
          <main>
            <AddPage />
          </main>
        </MemoryRouter>
      </ServicesProvider>
    </ConnectionKindsProvider>,
  );
}

function links(): string[] {
  return [...document.querySelectorAll('main a')].map((link) => link.getAttribute('href') ?? '');
}

beforeEach(async () => {
  await startLanguage('en');
});

test('every connection that takes images is offered', () => {
  open('fandogh', 'djinn', 'gcore');
  expect(links()).toEqual(['/c/fandogh-test/new-image', '/c/djinn-test/add', '/c/gcore-test/new']);
  expect(find('main').textContent).toContain('my gcore');
});

test('with one there is nothing to choose', () => {
  open('gcore');
  expect(find('output').textContent).toBe('/c/gcore-test/new');
});

test('with none the way to a first one is shown', () => {
  open();
  expect(find('main').textContent).toContain('There are no connections yet');
  expect(links()).toEqual(['/connections/new']);
});
