import * as z from 'zod/mini';
import {
  CREATION_DEFAULTS,
  GCORE_IMAGE_NAME,
  isWebAddress,
  type Architecture,
  type FirmwareType,
  type ImageFromUrl,
  type ImageFromVolume,
  type MachineType,
  type OsType,
  type SshKey,
} from '../../../../contract/gcore/image.ts';
import { labelProblem, pastedLines } from '../metadata/draft.ts';

/** What a new image is made of. */
export type Source = 'url' | 'volume';

/** Everything that can be said of a new image, as the form holds it. */
export interface CreateForm {
  readonly name: string;
  readonly url: string;
  readonly volume: string;
  readonly architecture: z.output<typeof Architecture>;
  readonly osType: z.output<typeof OsType>;
  readonly osDistro: string;
  readonly osVersion: string;
  readonly sshKey: z.output<typeof SshKey>;
  /** Empty: left to the service. */
  readonly firmware: z.output<typeof FirmwareType> | '';
  /** Empty: left to the service, and all that ARM allows. */
  readonly machine: z.output<typeof MachineType> | '';
  readonly bareMetal: boolean;
  readonly cowFormat: boolean;
  /** `KEY=value` lines. */
  readonly labels: string;
}

/** The form as it opens: what the service takes where a request says nothing. */
export const EMPTY_FORM: CreateForm = {
  name: '',
  url: '',
  volume: '',
  architecture: CREATION_DEFAULTS.architecture,
  osType: CREATION_DEFAULTS.os_type,
  osDistro: '',
  osVersion: '',
  sshKey: CREATION_DEFAULTS.ssh_key,
  firmware: '',
  machine: '',
  bareMetal: CREATION_DEFAULTS.is_baremetal,
  cowFormat: CREATION_DEFAULTS.cow_format,
  labels: '',
};

/** The form with a change, and without what the change makes impossible: ARM has one chipset, bare metal no BIOS. */
export function changeForm(form: CreateForm, change: Partial<CreateForm>): CreateForm {
  const next = { ...form, ...change };
  return {
    ...next,
    ...(next.architecture === 'aarch64' && { machine: '' }),
    ...(next.bareMetal && next.firmware === 'bios' && { firmware: 'uefi' }),
  };
}

/** What is wrong with a name, told while it is typed. */
export type NameProblem = 'short' | 'long' | 'start' | 'end' | 'character';

/** The first rule of names that this one breaks; undefined when it is one. */
export function nameProblem(name: string): NameProblem | undefined {
  if (GCORE_IMAGE_NAME.test(name)) return undefined;
  if (/[^a-zA-Z 0-9\-._]/.test(name)) return 'character';
  if (!/^[a-zA-Z0-9]/.test(name) && name !== '') return 'start';
  if (name.length < 3) return 'short';
  return name.length > 63 ? 'long' : 'end';
}

/** What keeps the form from being sent, by field. */
export interface FormProblems {
  readonly name?: NameProblem;
  readonly url?: 'address';
  readonly volume?: 'uuid';
  /** The first line of the labels that cannot be read or sent. */
  readonly labels?: { readonly line: number } | { readonly key: string };
}

/** What is wrong with the form; an empty field that must be filled is wrong too. */
export function problemsOf(form: CreateForm, source: Source): FormProblems {
  const name = nameProblem(form.name);
  const { labels, unread } = pastedLines(form.labels);
  const long = [...labels].find(([key, value]) => labelProblem(key, value, new Set()));
  const line = unread[0];
  return {
    ...(name && { name }),
    ...(source === 'url' && !isWebAddress(form.url.trim()) && { url: 'address' as const }),
    ...(source === 'volume' &&
      !z.safeParse(z.uuid(), form.volume.trim()).success && { volume: 'uuid' as const }),
    ...(line !== undefined ? { labels: { line } } : long && { labels: { key: long[0] } }),
  };
}

function common(form: CreateForm) {
  const labels = pastedLines(form.labels).labels;
  return {
    name: form.name,
    ...(form.architecture !== CREATION_DEFAULTS.architecture && { architecture: form.architecture }),
    ...(form.osType !== CREATION_DEFAULTS.os_type && { os_type: form.osType }),
    ...(form.sshKey !== CREATION_DEFAULTS.ssh_key && { ssh_key: form.sshKey }),
    ...(form.firmware !== '' && { hw_firmware_type: form.firmware }),
    ...(form.machine !== '' && { hw_machine_type: form.machine }),
    ...(form.bareMetal && { is_baremetal: true }),
    ...(labels.size > 0 && { metadata: Object.fromEntries(labels) }),
  };
}

/** The body that makes an image of a volume: what differs from the service's defaults, and no more. */
export function volumeBody(form: CreateForm): ImageFromVolume {
  return { ...common(form), volume_id: form.volume.trim(), source: 'volume' };
}

/** The body that has an image fetched. */
export function urlBody(form: CreateForm): ImageFromUrl {
  return {
    ...common(form),
    url: form.url.trim(),
    ...(form.cowFormat && { cow_format: true }),
    ...(form.osDistro.trim() !== '' && { os_distro: form.osDistro.trim() }),
    ...(form.osVersion.trim() !== '' && { os_version: form.osVersion.trim() }),
  };
}
