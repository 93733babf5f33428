import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Connection } from '../../../api/connection.ts';
import { answerFetch } from '../../../api/testing/fetch.ts';
import type { FieldsForm } from './changes.ts';
import { saveFields } from './save.ts';

const CONNECTION: Connection = {
  id: 'gcore-demo',
  label: 'gcore demo',
  service: 'gcore',
  base: '/embedded/gcore/cloud',
  authorization: 'APIKey 1',
  project: 1337,
  region: 76,
};
const SHOWN: FieldsForm = {
  name: 'edge',
  osType: 'linux',
  sshKey: 'allow',
  firmware: 'bios',
  machine: 'q35',
  bareMetal: '',
};

/** What the service has. */
let image: Readonly<Record<string, unknown>>;
let onPatch: (changes: object) => void;
let patches: object[];

beforeEach(() => {
  image = {
    id: '5b0c',
    name: 'edge',
    os_type: 'linux',
    ssh_key: 'allow',
    hw_firmware_type: 'bios',
    hw_machine_type: 'q35',
    is_baremetal: null,
  };
  patches = [];
  onPatch = (changes) => {
    image = { ...image, ...changes };
  };
  answerFetch((request, _, text) => {
    if (request.startsWith('PATCH')) {
      const changes: object = JSON.parse(text);
      patches.push(changes);
      onPatch(changes);
    }
    return { json: image };
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const save = (form: FieldsForm) => saveFields(CONNECTION, '5b0c', SHOWN, form);

test('sends what was chosen, and leaves what others changed in other fields', async () => {
  image = { ...image, ssh_key: 'deny' };
  expect(await save({ ...SHOWN, name: 'edge-2' })).toMatchObject({
    outcome: 'asSent',
    image: { name: 'edge-2', ssh_key: 'deny' },
  });
  expect(patches).toEqual([{ name: 'edge-2' }]);
});

test('sends nothing over a field that somebody changed since it was shown, and names it', async () => {
  image = { ...image, name: 'theirs' };
  const saved = await save({ ...SHOWN, name: 'mine', sshKey: 'deny' });
  expect(saved).toMatchObject({ outcome: 'overtaken', fields: ['name'], image: { name: 'theirs' } });
  expect(patches).toEqual([]);
});

test('is done when the image says what is wanted already, as after an answer that was lost', async () => {
  image = { ...image, name: 'edge-2' };
  expect(await save({ ...SHOWN, name: 'edge-2' })).toMatchObject({ outcome: 'asSent' });
  expect(patches).toEqual([]);
});

test('names what the service agreed to and has otherwise', async () => {
  onPatch = () => {
    image = { ...image, name: 'edge-2', hw_firmware_type: null, ssh_key: 'deny' };
  };
  expect(await save({ ...SHOWN, name: 'edge-2', firmware: 'uefi' })).toMatchObject({
    outcome: 'otherwise',
    fields: ['firmware'],
    image: { name: 'edge-2' },
  });
});
