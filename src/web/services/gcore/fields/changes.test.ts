import * as fc from 'fast-check';
import * as z from 'zod/mini';
import { expect, test } from 'vitest';
import { ImageChanges } from '../../../../contract/gcore/image.ts';
import { changesOf, fieldsOf, type FieldsForm } from './changes.ts';

const form: fc.Arbitrary<FieldsForm> = fc.record({
  name: fc.constantFrom('web-1', 'web-2'),
  osType: fc.constantFrom('linux', 'windows'),
  sshKey: fc.constantFrom('allow', 'deny', 'required'),
  firmware: fc.constantFrom('bios', 'uefi'),
  machine: fc.constantFrom('q35', 'i440'),
  bareMetal: fc.constantFrom('yes', 'no', ''),
});

const imageOf = (fields: FieldsForm) => ({
  name: fields.name,
  os_type: fields.osType,
  ssh_key: fields.sshKey,
  hw_firmware_type: fields.firmware,
  hw_machine_type: fields.machine,
  is_baremetal: fields.bareMetal === '' ? null : fields.bareMetal === 'yes',
});

test('applied to the image they make what the form says, and name nothing else', () => {
  fc.assert(
    fc.property(form, form, (before, wanted) => {
      const changes = changesOf(before, wanted);
      const image = imageOf(before);
      const applied = {
        name: changes.name ?? image.name,
        os_type: changes.os_type ?? image.os_type,
        ssh_key: changes.ssh_key ?? image.ssh_key,
        hw_firmware_type: changes.hw_firmware_type ?? image.hw_firmware_type,
        hw_machine_type: changes.hw_machine_type ?? image.hw_machine_type,
        is_baremetal: changes.is_baremetal === undefined ? image.is_baremetal : changes.is_baremetal,
      };
      expect(fieldsOf(applied)).toEqual(wanted);
      const [old, after]: Record<string, unknown>[] = [{ ...before }, { ...wanted }];
      const different = Object.keys(old ?? {}).filter((field) => old?.[field] !== after?.[field]);
      expect(Object.keys(changes)).toHaveLength(different.length);
      expect(z.safeParse(ImageChanges, changes).success).toBe(true);
    }),
  );
});

test('nothing is sent for what nobody touched, not even for words that no document knows', () => {
  const before = fieldsOf({
    name: 'old',
    os_type: 'plan9',
    ssh_key: null,
    hw_firmware_type: null,
    hw_machine_type: 'pc',
    is_baremetal: null,
  });
  expect(before).toEqual({
    name: 'old',
    osType: '',
    sshKey: '',
    firmware: '',
    machine: 'i440',
    bareMetal: '',
  });
  expect(changesOf(before, before)).toEqual({});
  expect(changesOf(before, { ...before, name: 'new' })).toEqual({ name: 'new' });
});
