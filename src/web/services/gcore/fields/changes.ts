import type * as z from 'zod/mini';
import {
  FirmwareType,
  MachineType,
  OsType,
  SshKey,
  type GcoreImage,
  type ImageChanges,
} from '../../../../contract/gcore/image.ts';

/** The fields of an image that can be changed, as the form holds them; empty is: not said. */
export interface FieldsForm {
  readonly name: string;
  readonly osType: z.output<typeof OsType> | '';
  readonly sshKey: z.output<typeof SshKey> | '';
  readonly firmware: z.output<typeof FirmwareType> | '';
  readonly machine: z.output<typeof MachineType> | '';
  /** Empty takes the property away. */
  readonly bareMetal: 'yes' | 'no' | '';
}

/** A field of the form. */
export type FieldName = keyof FieldsForm;

const NAMES = [
  'name',
  'osType',
  'sshKey',
  'firmware',
  'machine',
  'bareMetal',
] as const satisfies readonly FieldName[];

type Fields = Pick<
  GcoreImage,
  'name' | 'os_type' | 'ssh_key' | 'hw_firmware_type' | 'hw_machine_type' | 'is_baremetal'
>;

function known<T extends string>(options: readonly T[], value: string | null): T | '' {
  return options.find((option) => option === value) ?? '';
}

/** The form as it opens. A word that no document knows reads as not said, and stays as it is unless it is changed. */
export function fieldsOf(image: Fields): FieldsForm {
  return {
    name: image.name,
    osType: known(OsType.options, image.os_type),
    sshKey: known(SshKey.options, image.ssh_key),
    firmware: known(FirmwareType.options, image.hw_firmware_type),
    machine: known(MachineType.options, image.hw_machine_type === 'pc' ? 'i440' : image.hw_machine_type),
    bareMetal: image.is_baremetal === null ? '' : image.is_baremetal ? 'yes' : 'no',
  };
}

/** The fields in which two forms differ. */
export function differingFields(one: FieldsForm, other: FieldsForm): readonly FieldName[] {
  return NAMES.filter((field) => one[field] !== other[field]);
}

/** The form over what the image says by now: what nobody touched in it follows the image. */
export function mergeFields(shown: FieldsForm, form: FieldsForm, now: FieldsForm): FieldsForm {
  const touched = new Set(differingFields(shown, form));
  const merged = <F extends FieldName>(field: F): FieldsForm[F] => (touched.has(field) ? form : now)[field];
  return {
    name: merged('name'),
    osType: merged('osType'),
    sshKey: merged('sshKey'),
    firmware: merged('firmware'),
    machine: merged('machine'),
    bareMetal: merged('bareMetal'),
  };
}

const BARE_METAL = { yes: true, no: false, '': null } as const;

/**
 * What `PATCH` must say to make the form of the image: only what differs. The service cannot take back a firmware,
 * chipset, system or SSH rule, so that an empty one is never sent; `null` for bare metal takes the property away.
 */
export function changesOf(before: FieldsForm, form: FieldsForm): ImageChanges {
  return {
    ...(form.name !== before.name && { name: form.name }),
    ...(form.osType !== before.osType && form.osType !== '' && { os_type: form.osType }),
    ...(form.sshKey !== before.sshKey && form.sshKey !== '' && { ssh_key: form.sshKey }),
    ...(form.firmware !== before.firmware && form.firmware !== '' && { hw_firmware_type: form.firmware }),
    ...(form.machine !== before.machine && form.machine !== '' && { hw_machine_type: form.machine }),
    ...(form.bareMetal !== before.bareMetal && { is_baremetal: BARE_METAL[form.bareMetal] }),
  };
}
