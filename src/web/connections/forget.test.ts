import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { forgetAnswers } from './forget.ts';

test('what was read through a connection goes, what is another one’s or nobody’s stays', () => {
  const client = new QueryClient();
  const others = [['images', 'djinn-demo-2', '/embedded/djinn'], ['server'], ['accounts']];
  const own = [
    ['images', 'djinn-demo', '/embedded/djinn', '', '', null],
    ['djinn', 'djinn-demo', 'namespaces', '/embedded/djinn'],
  ];
  for (const queryKey of [...own, ...others]) client.setQueryData(queryKey, 'read');
  forgetAnswers(client, 'djinn-demo');
  expect(own.map((queryKey) => client.getQueryData(queryKey))).toEqual([undefined, undefined]);
  expect(others.map((queryKey) => client.getQueryData(queryKey))).toEqual(['read', 'read', 'read']);
});
