import * as z from 'zod/mini';
import { integer, flag, maybe } from './wire.ts';
import { LabelChanges, LabelFilter, LabelKeys, Labels, Label, NewLabels } from './metadata.ts';

export const Architecture = z.enum(['x86_64', 'aarch64']);
export const OsType = z.enum(['linux', 'windows']);
/** Whether an instance made from the image may, must not or must be given an SSH key. */
export const SshKey = z.enum(['allow', 'deny', 'required']);
export const FirmwareType = z.enum(['bios', 'uefi']);
/** The virtual chipsets that one can choose. */
export const MachineType = z.enum(['q35', 'i440']);
const Visibility = z.enum(['private', 'public', 'shared']);

/**
 * 3 to 63 characters; the first a letter or digit, the last a letter, digit, dot or underscore. The dash is
 * escaped, because browsers compile the `pattern` of a field in `v` mode.
 */
export const GCORE_IMAGE_NAME = /^[a-zA-Z0-9][a-zA-Z 0-9\-._]{1,61}[a-zA-Z0-9._]$/;

const ImageName = z.string().check(z.regex(GCORE_IMAGE_NAME));

/** The document of 2025-05 to 2026-04 called `i440` `pc`; it is taken for what it is. */
const MachineTypeIn = z.pipe(
  z.enum([...MachineType.options, 'pc']),
  z.transform((type) => (type === 'pc' ? 'i440' : type)),
);

/**
 * An image. Enumerations are read as text, because real answers hold values that no document lists
 * (`queued` and `saving` as status, `pc` as machine type). Labels come in one of four fields, by the age of the
 * service: read them with {@link labelsOf}.
 */
export const GcoreImage = z.object({
  id: z.string(),
  /** Not unique. */
  name: z.string(),
  /** `active`, or on the way there `queued` and `saving`; other words of the image store can occur. */
  status: maybe(z.string()),
  /** `public`, `shared` or `private`; nothing can set it. */
  visibility: maybe(z.string()),
  /** Was it shared inside the platform, by a list of a reseller, client or project? */
  internally_shared: maybe(z.boolean()),
  /** Written by the operator of the platform. */
  description: maybe(z.string()),
  /** A hint for sorting the public catalogue. */
  display_order: maybe(z.number()),
  /** The owner; on public images not the project that asks. */
  project_id: maybe(z.number()),
  region: maybe(z.string()),
  region_id: maybe(z.number()),
  architecture: maybe(z.string()),
  /** How it is stored: `qcow2`, or `raw` when it was made with `cow_format`. */
  disk_format: maybe(z.string()),
  /** Bytes; 0 or null until the image is active. */
  size: maybe(z.number()),
  /** GiB. */
  min_disk: maybe(z.number()),
  /** MiB; 0 is no limit. */
  min_ram: maybe(z.number()),
  os_type: maybe(z.string()),
  os_distro: maybe(z.string()),
  os_version: maybe(z.string()),
  ssh_key: maybe(z.string()),
  /** May come back null although it was sent (acceptance tests of the Terraform provider). */
  hw_firmware_type: maybe(z.string()),
  hw_machine_type: maybe(z.string()),
  is_baremetal: maybe(z.boolean()),
  /** Labels up to 2025-04. */
  metadata: maybe(Labels),
  /** Labels up to 2025-04; the first generated Go client allows anything here. */
  metadata_detailed: z.pipe(
    z.optional(z.union([z.array(Label), z.record(z.string(), z.unknown()), z.null()])),
    z.transform((value) => (Array.isArray(value) ? value : null)),
  ),
  /** Labels from 2025-05 to 2026-06. */
  tags: maybe(z.array(Label)),
  /** Labels since 2026-07. */
  tags_v2: maybe(z.array(Label)),
  created_at: maybe(z.string()),
  updated_at: maybe(z.string()),
  creator_task_id: maybe(z.string()),
  /** The task that holds the lock; null is unlocked. */
  task_id: maybe(z.string()),
  /** The prices come only when they are asked for, and may be null even then. */
  currency_code: maybe(z.string()),
  price_per_hour: maybe(z.number()),
  price_per_month: maybe(z.number()),
  /** `show`, `hide`, or `error` when no price could be worked out. */
  price_status: maybe(z.string()),
  gpu_driver: maybe(z.string()),
  gpu_driver_type: maybe(z.string()),
  gpu_driver_version: maybe(z.string()),
});
export type GcoreImage = z.output<typeof GcoreImage>;

export const GcoreImageList = z.object({ count: z.number(), results: z.array(GcoreImage) });
export type GcoreImageList = z.output<typeof GcoreImageList>;

/** The filters of a list: all that any generation of the API knows; a service ignores those it does not. */
export const ImageQuery = z.object({
  visibility: z.optional(Visibility),
  /** Present, whatever its value: private images only. */
  private: z.optional(z.string()),
  include_prices: z.optional(flag),
  /** Images with all these keys, as JSON: `["env","team"]`. */
  metadata_k: z.optional(LabelKeys),
  /** Images with all these pairs, as JSON: `{"env":"prod"}`. */
  metadata_kv: z.optional(LabelFilter),
  /** `metadata_k` since 2025-05: once for each key. */
  tag_key: z.optional(z.union([z.string(), z.array(z.string())])),
  /** `metadata_kv` since 2025-05. */
  tag_key_value: z.optional(LabelFilter),
  /** A part of the name, whatever its case. */
  name: z.optional(z.string()),
  architecture: z.optional(Architecture),
  os_distro: z.optional(z.string()),
  os_version: z.optional(z.string()),
  /** With `limit` or `offset`, `count` in the answer is the number of all pages together. */
  limit: z.optional(integer(1, 1000)),
  offset: z.optional(integer(0)),
});

export const PriceQuery = z.object({ include_prices: z.optional(flag) });

const CREATION = {
  name: ImageName,
  architecture: z.optional(Architecture),
  ssh_key: z.optional(SshKey),
  os_type: z.optional(OsType),
  is_baremetal: z.optional(z.boolean()),
  hw_firmware_type: z.optional(z.nullable(FirmwareType)),
  /** Not together with `architecture: aarch64`. */
  hw_machine_type: z.optional(z.nullable(MachineTypeIn)),
  metadata: z.optional(NewLabels),
  /** `metadata` since 2025-05. */
  tags: z.optional(NewLabels),
};

/** What the service takes where a request says nothing. */
export const CREATION_DEFAULTS = {
  architecture: 'x86_64',
  ssh_key: 'allow',
  os_type: 'linux',
  is_baremetal: false,
  cow_format: false,
} as const;

interface Machine {
  architecture?: string | undefined;
  hw_machine_type?: string | null | undefined;
}

/** ARM machines have one chipset only (the official command line refuses to name one). */
const machineFits = z.refine<Machine>(
  ({ architecture, hw_machine_type }) => architecture !== 'aarch64' || (hw_machine_type ?? null) === null,
  { path: ['hw_machine_type'], error: 'Cannot be given with architecture aarch64.' },
);

/** The body of a creation from a volume. */
export const ImageFromVolume = z
  .object({ ...CREATION, volume_id: z.uuid(), source: z.optional(z.literal('volume')) })
  .check(machineFits);
export type ImageFromVolume = z.output<typeof ImageFromVolume>;

/** The body of a creation by URL. */
export const ImageFromUrl = z
  .object({
    ...CREATION,
    url: z.string().check(z.minLength(1), z.refine(isWebAddress, { error: 'Not a valid URL.' })),
    /** Stored raw, so that instances start faster; cannot be deleted while volumes made from it exist. */
    cow_format: z.optional(z.boolean()),
    os_distro: z.optional(z.nullable(z.string())),
    os_version: z.optional(z.nullable(z.string())),
  })
  .check(machineFits);
export type ImageFromUrl = z.output<typeof ImageFromUrl>;

/** Is it an address that an image can be fetched from? */
export function isWebAddress(text: string): boolean {
  try {
    return /^https?:$/.test(new URL(text).protocol);
  } catch {
    return false;
  }
}

/** What can be changed in an image; what is absent stays as it is. */
export const ImageChanges = z.object({
  name: z.optional(ImageName),
  hw_firmware_type: z.optional(FirmwareType),
  hw_machine_type: z.optional(MachineTypeIn),
  os_type: z.optional(OsType),
  ssh_key: z.optional(SshKey),
  /** null takes the property away. */
  is_baremetal: z.optional(z.nullable(z.boolean())),
  /** Merged into what is there. */
  metadata: z.optional(LabelChanges),
  /** `metadata` since 2025-05. */
  tags: z.optional(LabelChanges),
});
export type ImageChanges = z.output<typeof ImageChanges>;

/** The labels of an image, from whichever field this generation of the API keeps them in. */
export function labelsOf(
  image: Pick<GcoreImage, 'metadata_detailed' | 'tags_v2' | 'tags' | 'metadata'>,
): Label[] {
  const lists = [image.metadata_detailed, image.tags_v2, image.tags];
  const found = lists.find((list) => list !== null && list.length > 0);
  if (found) return found;
  return Object.entries(image.metadata ?? {}).map(([key, value]) => ({ key, value, read_only: false }));
}

const MOVING: ReadonlySet<string | null> = new Set(['queued', 'saving', 'importing', 'uploading']);

/**
 * Has the image come to rest? Not while a task holds its lock, nor while it is stored: that may go on for
 * seconds after its task has finished, with a size of 0. Whether it came to rest well, its status says.
 */
export function isSettled({
  status,
  size,
  task_id,
}: Pick<GcoreImage, 'status' | 'size' | 'task_id'>): boolean {
  return task_id === null && !MOVING.has(status) && !(status === 'active' && size === 0);
}
