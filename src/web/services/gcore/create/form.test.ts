import * as fc from 'fast-check';
import * as z from 'zod/mini';
import { describe, expect, test } from 'vitest';
import { GCORE_IMAGE_NAME, ImageFromUrl, ImageFromVolume } from '../../../../contract/gcore/image.ts';
import {
  changeForm,
  EMPTY_FORM,
  nameProblem,
  problemsOf,
  urlBody,
  volumeBody,
  type CreateForm,
} from './form.ts';

const VOLUME = 'd478ae29-dedc-4869-82f0-96104425f565';
const filled = (change: Partial<CreateForm> = {}): CreateForm =>
  changeForm(EMPTY_FORM, {
    name: 'golden-web',
    url: 'https://example.org/x.qcow2',
    volume: VOLUME,
    ...change,
  });

describe('a name', () => {
  test.each([
    ['', 'short'],
    ['ab', 'short'],
    ['a'.repeat(64), 'long'],
    [' abc', 'start'],
    ['-abc', 'start'],
    ['abc-', 'end'],
    ['abc ', 'end'],
    ['grün', 'character'],
    ['a/b/c', 'character'],
    ['abc.', undefined],
  ])('%j: %s', (name, problem) => expect(nameProblem(name)).toBe(problem));

  test('is told to be wrong exactly when the service would refuse it', () => {
    const names = fc.string({ unit: fc.constantFrom('a', 'Z', '0', ' ', '-', '.', '_', 'ü'), maxLength: 70 });
    fc.assert(
      fc.property(names, (name) => {
        expect(nameProblem(name) === undefined).toBe(GCORE_IMAGE_NAME.test(name));
      }),
    );
  });
});

describe('a body', () => {
  test('says no more than what differs from the defaults', () => {
    expect(urlBody(filled())).toEqual({ name: 'golden-web', url: 'https://example.org/x.qcow2' });
    expect(volumeBody(filled())).toEqual({ name: 'golden-web', volume_id: VOLUME, source: 'volume' });
  });

  const forms: fc.Arbitrary<Partial<CreateForm>> = fc.record({
    architecture: fc.constantFrom('x86_64', 'aarch64'),
    machine: fc.constantFrom('', 'q35', 'i440'),
    firmware: fc.constantFrom('', 'bios', 'uefi'),
    osType: fc.constantFrom('linux', 'windows'),
    sshKey: fc.constantFrom('allow', 'deny', 'required'),
    bareMetal: fc.boolean(),
    cowFormat: fc.boolean(),
    osDistro: fc.constantFrom('', 'ubuntu'),
    labels: fc.constantFrom('', 'env=prod', '__proto__=x'),
  });

  test('of any form is one that the contract takes, whatever was chosen in whichever order', () => {
    fc.assert(
      fc.property(fc.array(forms), (changes) => {
        const form = changes.reduce<CreateForm>(changeForm, filled());
        expect(problemsOf(form, 'url')).toEqual({});
        expect(z.safeParse(ImageFromUrl, urlBody(form)).success).toBe(true);
        expect(z.safeParse(ImageFromVolume, volumeBody(form)).success).toBe(true);
      }),
    );
  });

  test('an ARM image loses its chipset, a bare metal one its BIOS', () => {
    expect(changeForm(filled({ machine: 'i440' }), { architecture: 'aarch64' }).machine).toBe('');
    expect(changeForm(filled({ firmware: 'bios' }), { bareMetal: true }).firmware).toBe('uefi');
  });
});

test('only what the chosen source needs must be filled', () => {
  expect(problemsOf(filled({ volume: '' }), 'url')).toEqual({});
  expect(problemsOf(filled({ url: 'ftp://x/y' }), 'volume')).toEqual({});
  expect(problemsOf(filled({ url: 'ftp://x/y' }), 'url')).toEqual({ url: 'address' });
  expect(problemsOf(filled({ volume: 'golden' }), 'volume')).toEqual({ volume: 'uuid' });
});

test('labels that cannot be sent are told by line, or by key', () => {
  expect(problemsOf(filled({ labels: 'env=prod\nnonsense' }), 'url').labels).toEqual({ line: 2 });
  expect(problemsOf(filled({ labels: `k=${'ü'.repeat(513)}` }), 'url').labels).toEqual({ key: 'k' });
});
