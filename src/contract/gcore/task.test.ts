import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { GcoreTask, isFinal } from './task.ts';

const read = (task: Record<string, unknown>): GcoreTask =>
  z.parse(GcoreTask, { id: 'a', state: 'RUNNING', task_type: 'download_image', ...task });

describe('a task', () => {
  test.each([
    [undefined, []],
    [null, []],
    [{}, []],
    [{ images: [] }, []],
    [{ images: null, volumes: ['v'] }, []],
    [{ images: ['i'], volumes: [] }, ['i']],
  ])('made %j', (created_resources, images) =>
    expect(read({ created_resources }).created_resources.images).toEqual(images),
  );

  test.each([
    [{ image_id: 'i' }, { image_id: 'i' }],
    ['{"image_id":"i"}', { image_id: 'i' }],
    ['not JSON', { text: 'not JSON' }],
    ['[1]', { text: '[1]' }],
    [null, null],
    [undefined, null],
  ])('was asked for %j', (data, parsed) => expect(read({ data }).data).toEqual(parsed));

  test('an error alone does not end it', () => {
    expect(isFinal(read({ error: 'trying again' }))).toBe(false);
    expect(isFinal(read({ state: 'ERROR' }))).toBe(true);
    expect(isFinal(read({ state: 'FINISHED' }))).toBe(true);
    expect(isFinal(read({ state: 'PAUSED' }))).toBe(false);
  });
});
