import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Dialect, Endpoint } from '../../contract/endpoint.ts';
import { gcoreEndpoints } from '../../contract/gcore/endpoints.ts';
import { startApi, type Api, type EndpointName } from './testing/api.ts';
import type { Case } from './testing/cases.ts';
import { imageCases } from './testing/imageCases.ts';
import { metadataCases } from './testing/metadataCases.ts';
import { placeCases } from './testing/placeCases.ts';
import { sharingCases } from './testing/sharingCases.ts';
import { taskCases } from './testing/taskCases.ts';

const CASES: Readonly<Record<EndpointName, Readonly<Record<number, Case>>>> = {
  ...imageCases,
  ...metadataCases,
  ...sharingCases,
  ...taskCases,
  ...placeCases,
};

/** What both dialects answer, or the one; a success that the other dialect words otherwise is left out. */
function holdsIn(dialect: Dialect, endpoint: Endpoint, status: number): boolean {
  const only = endpoint.answers[status]?.only;
  if (only) return only === dialect;
  return !(dialect === 'observed' && endpoint.name === 'deleteResellerImages' && status === 200);
}

test('every endpoint and every status of the contract has a case', () => {
  const written = Object.entries(CASES).map(([name, cases]) => [name, Object.keys(cases).toSorted()]);
  const documented = Object.entries(gcoreEndpoints).map(([name, { answers }]) => [
    name,
    Object.keys(answers).toSorted(),
  ]);
  expect(Object.fromEntries(written)).toEqual(Object.fromEntries(documented));
});

describe.each<Dialect>(['documented', 'observed'])('%s', (dialect) => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi({ dialect, pace: 500 });
  });
  afterAll(() => api.backend.close());

  for (const endpoint of Object.values<Endpoint>(gcoreEndpoints)) {
    for (const [status, run] of Object.entries(CASES)
      .filter(([name]) => name === endpoint.name)
      .flatMap(([, cases]) => Object.entries(cases))) {
      if (!holdsIn(dialect, endpoint, Number(status))) continue;
      test(`${endpoint.name} answers ${status}`, async () => {
        await expect(run(api, expect)).resolves.toBeUndefined();
      });
    }
  }

  test('what is no endpoint, and a method that is none of its', async () => {
    const root = `${api.backend.url}/gcore/cloud`;
    const unknown = await fetch(`${root}/v1/volumes`);
    expect(unknown.status).toBe(404);
    expect(await unknown.json()).toMatchObject({
      exception_class: 'HTTPError',
      message: 'HTTP 404: Not Found',
    });
    const wrong = await fetch(`${root}/v1/images/1337/76`, { method: 'PUT' });
    expect(wrong.status).toBe(405);
    expect(await wrong.json()).toMatchObject({
      exception_class: 'HTTPError',
      message: 'HTTP 405: Method Not Allowed',
    });
    expect((await fetch(`${root}/v1/images/1337/76/`)).status).toBe(404);
  });
});
