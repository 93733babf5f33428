import { describe, expect, test } from 'vitest';
import { NOTHING_READ, type Reading } from '../../../uploads/fileReading.ts';
import type { Draft } from '../../../uploads/drafts.ts';
import { isNamespaceReference, nameProblem, obstacleOf } from './draftCheck.ts';

const at = (name: string, namespace = '') => ({ name, namespace });

describe('a name', () => {
  test.each(['', ' ', 'a b', 'ä', 'a.b', 'a\n', 'a/b'])('%j is refused', (name) => {
    expect(nameProblem(at(name), [], [])).toMatch(/missing|pattern/);
  });

  test.each(['alpine', 'Alpine_3-22', '-', '9'])('%j is fine', (name) => {
    expect(nameProblem(at(name), [], [])).toBeUndefined();
  });

  test('is taken where an image of that name lies in the same namespace, with the same letter case', () => {
    const existing = [at('alpine', 'ci@platform'), at('root')];
    expect(nameProblem(at('alpine', 'ci@platform'), existing, [])).toBe('taken');
    expect(nameProblem(at('alpine', 'ci'), existing, [])).toBe('taken');
    expect(nameProblem(at('alpine', 'ci@ravi'), existing, [])).toBeUndefined();
    expect(nameProblem(at('ALPINE', 'ci'), existing, [])).toBeUndefined();
    expect(nameProblem(at('root'), existing, [])).toBe('taken');
    expect(nameProblem(at('root', 'ci'), existing, [])).toBeUndefined();
  });

  test('at the root may clash with one in a namespace, which only the service can tell', () => {
    expect(nameProblem(at('alpine'), [at('alpine', 'ci@platform')], [])).toBe('perhapsTaken');
  });

  test('is told when two files of one review want it', () => {
    expect(nameProblem(at('a', 'x'), [], [at('a', 'x')])).toBe('twice');
    expect(nameProblem(at('a', 'x'), [], [at('a', 'y')])).toBeUndefined();
  });
});

test.each([
  ['', true],
  ['infra', true],
  ['infra/images@ravi', true],
  ['@bob', false],
  ['infra//images', false],
  ['in fra', false],
])('namespace %j: %s', (text, fine) => {
  expect(isNamespaceReference(text)).toBe(fine);
});

describe('an upload', () => {
  const draft = (reading: Partial<Reading>, more: Partial<Draft> = {}): Draft => ({
    id: 1,
    file: new File(['x'], 'x.qcow2'),
    name: 'x',
    namespace: '',
    connectionId: 'one',
    reading: { ...NOTHING_READ, ...reading },
    ...more,
  });
  const report = (verdict: 'ok' | 'warn' | 'refuse'): Partial<Reading> => ({
    report: { format: 'qcow2', facts: null, fileBytes: 1n, findings: [], verdict },
  });

  test('waits until the bytes were looked at, and goes when they are fine', () => {
    expect(obstacleOf(draft({}), undefined)).toBe('reading');
    expect(obstacleOf(draft(report('ok')), undefined)).toBeUndefined();
    expect(obstacleOf(draft(report('warn')), undefined)).toBeUndefined();
    expect(obstacleOf(draft(report('refuse')), undefined)).toBe('refused');
    expect(obstacleOf(draft({ unreadable: true }), undefined)).toBe('unreadable');
  });

  test('needs a connection and a name that is not known to be taken', () => {
    expect(obstacleOf(draft(report('ok'), { connectionId: undefined }), undefined)).toBe('connection');
    expect(obstacleOf(draft(report('ok')), 'taken')).toBe('name');
    expect(obstacleOf(draft(report('ok')), 'perhapsTaken')).toBeUndefined();
    expect(obstacleOf(draft(report('ok'), { namespace: '@x' }), undefined)).toBe('namespace');
  });
});
