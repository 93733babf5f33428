import { isSettled, labelsOf, type GcoreImage } from '../../../contract/gcore/image.ts';
import { parseGcoreDate } from '../../../contract/gcore/wire.ts';
import type { Connection } from '../../api/connection.ts';
import { placeOf } from '../../connections/place.ts';
import { numberValue, textValue, timeValue, yesNoValue } from '../../images/fieldValue.ts';
import { makeRow, type ImageRow, type ImageState, type RowParts, type Visibility } from '../../images/row.ts';
import type { FieldGroup } from '../../images/service.ts';

const STATES: ReadonlyMap<string | null, ImageState> = new Map<string | null, ImageState>([
  ['active', 'active'],
  ['queued', 'queued'],
  ['saving', 'saving'],
  ['importing', 'importing'],
  ['uploading', 'saving'],
  ['deleted', 'deleting'],
  ['pending_delete', 'deleting'],
]);

const VISIBILITIES: ReadonlyMap<string | null, Visibility> = new Map<string | null, Visibility>([
  ['private', 'private'],
  ['shared', 'shared'],
  ['public', 'public'],
]);

function date(text: string | null): number | null {
  return text === null ? null : (parseGcoreDate(text) ?? null);
}

/** A lock means work on the image; what is still being stored says so itself, locked or not. */
function stateOf(image: GcoreImage, deleting: boolean): ImageState {
  if (deleting) return 'deleting';
  const state = STATES.get(image.status) ?? 'unknown';
  if (state !== 'active') return state;
  if (image.task_id !== null) return 'locked';
  return isSettled(image) ? 'active' : 'saving';
}

function removeOf(connection: Connection, image: GcoreImage): RowParts['remove'] {
  if (image.project_id !== null && image.project_id !== connection.project) return 'notYours';
  if (connection.may?.includes('Project Observer')) return 'permission';
  return image.task_id === null ? 'yes' : 'locked';
}

/** What is known of an image besides what it says itself. */
interface Beside {
  /** A task is deleting it. */
  readonly deleting?: boolean;
  /** Why a task on it failed. */
  readonly reason?: string;
}

/** The row of an image. */
export function gcoreRow(
  connection: Connection,
  image: GcoreImage,
  { deleting = false, reason = '' }: Beside = {},
): ImageRow {
  const state = stateOf(image, deleting);
  const labels = labelsOf(image).map(({ key, value }) => `${key}=${value}`);
  return makeRow({
    connection: connection.id,
    at: placeOf(connection),
    service: 'gcore',
    id: image.id,
    name: image.name,
    place: [image.region, image.architecture].filter(Boolean).join(' · '),
    state,
    stateWord: image.status ?? '',
    reason,
    // A lock does not say since when it is held; being stored began when the image was made.
    since: state === 'saving' || state === 'queued' ? date(image.created_at) : null,
    task: image.task_id,
    // Not known before all of it is stored.
    size: image.size === 0 ? null : image.size,
    createdAt: date(image.created_at),
    price:
      image.price_per_month === null
        ? null
        : { perMonth: image.price_per_month, currency: image.currency_code },
    visibility: VISIBILITIES.get(image.visibility) ?? null,
    owner: image.project_id === null ? '' : String(image.project_id),
    download: 'notOffered',
    remove: removeOf(connection, image),
    words: [image.id, image.os_distro ?? '', image.os_version ?? '', image.os_type ?? '', ...labels],
  });
}

/** Every field of an image, in groups. */
export function gcoreFields(image: GcoreImage): readonly FieldGroup[] {
  const labels = labelsOf(image).map(({ key, value, read_only: readOnly }) => ({ key, value, readOnly }));
  const visibility = VISIBILITIES.get(image.visibility);
  return [
    {
      title: 'images.group.image',
      fields: [
        { name: 'images.field.name', value: textValue(image.name, 'id') },
        { name: 'images.field.id', value: textValue(image.id, 'id') },
        { name: 'gcore.field.status', value: textValue(image.status, 'code') },
        {
          name: 'images.field.visibility',
          value: visibility
            ? { kind: 'word', word: `images.visibility.${visibility}` }
            : textValue(image.visibility, 'code'),
        },
        { name: 'gcore.field.internallyShared', value: yesNoValue(image.internally_shared) },
        { name: 'images.field.description', value: textValue(image.description) },
        { name: 'images.field.created', value: timeValue(date(image.created_at)) },
        { name: 'gcore.field.updated', value: timeValue(date(image.updated_at)) },
      ],
    },
    {
      title: 'gcore.group.place',
      fields: [
        { name: 'gcore.field.region', value: textValue(image.region) },
        { name: 'gcore.field.regionId', value: textValue(image.region_id?.toString(), 'id') },
        { name: 'gcore.field.projectId', value: textValue(image.project_id?.toString(), 'id') },
        { name: 'gcore.field.displayOrder', value: numberValue(image.display_order) },
      ],
    },
    {
      title: 'gcore.group.file',
      fields: [
        { name: 'images.field.size', value: numberValue(image.size, 'bytes') },
        { name: 'gcore.field.diskFormat', value: textValue(image.disk_format, 'code') },
        { name: 'gcore.field.minDisk', value: numberValue(image.min_disk, 'gibibytes') },
        { name: 'gcore.field.minRam', value: numberValue(image.min_ram, 'mebibytes') },
      ],
    },
    {
      title: 'gcore.group.machine',
      fields: [
        { name: 'gcore.field.architecture', value: textValue(image.architecture, 'code') },
        { name: 'gcore.field.osType', value: textValue(image.os_type, 'code') },
        { name: 'gcore.field.osDistro', value: textValue(image.os_distro, 'code') },
        { name: 'gcore.field.osVersion', value: textValue(image.os_version, 'code') },
        { name: 'gcore.field.firmware', value: textValue(image.hw_firmware_type, 'code') },
        { name: 'gcore.field.machineType', value: textValue(image.hw_machine_type, 'code') },
        { name: 'gcore.field.sshKey', value: textValue(image.ssh_key, 'code') },
        { name: 'gcore.field.bareMetal', value: yesNoValue(image.is_baremetal) },
        { name: 'gcore.field.gpuDriver', value: textValue(image.gpu_driver, 'code') },
        { name: 'gcore.field.gpuDriverType', value: textValue(image.gpu_driver_type, 'code') },
        { name: 'gcore.field.gpuDriverVersion', value: textValue(image.gpu_driver_version, 'code') },
      ],
    },
    {
      title: 'gcore.group.labels',
      fields: [
        {
          name: 'gcore.field.labels',
          value: labels.length === 0 ? { kind: 'empty' } : { kind: 'labels', labels },
        },
      ],
    },
    {
      title: 'gcore.group.tasks',
      fields: [
        { name: 'gcore.field.task', value: textValue(image.task_id, 'id') },
        { name: 'gcore.field.creatorTask', value: textValue(image.creator_task_id, 'id') },
      ],
    },
    {
      title: 'gcore.group.price',
      fields: [
        { name: 'gcore.field.priceStatus', value: textValue(image.price_status, 'code') },
        { name: 'gcore.field.currency', value: textValue(image.currency_code, 'code') },
        { name: 'gcore.field.pricePerHour', value: numberValue(image.price_per_hour) },
        { name: 'gcore.field.pricePerMonth', value: numberValue(image.price_per_month) },
      ],
    },
  ];
}
