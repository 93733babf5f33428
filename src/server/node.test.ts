import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { nodeObjection } from './node.ts';

test.each(['20.19.0', '20.20.2', '22.13.0', '22.23.3', '23.0.0', '24.21.0', '26.10.0'])(
  '%s will do',
  (version) => expect(nodeObjection(version)).toBeUndefined(),
);

test.each(['18.20.8', '20.18.3', '21.7.3', '22.12.0'])('%s will not', (version) =>
  expect(nodeObjection(version)).toBe(
    `Image Console needs Node 20.19 or 22.13 or newer; this is Node ${version}.`,
  ),
);

test('it is the range that package.json tells npm', () => {
  expect(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).toContain(
    '"node": "^20.19.0 || >=22.13.0"',
  );
});
