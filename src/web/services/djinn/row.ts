import {
  DJINN_DISK,
  djinnNamespaceOf,
  parseDjinnDate,
  type DjinnImage,
} from '../../../contract/djinn/images.ts';
import { importState } from '../../../contract/djinn/imports.ts';
import { djinnEndpoints } from '../../../contract/djinn/endpoints.ts';
import type { Connection } from '../../api/connection.ts';
import type { FileRequest } from '../../api/download.ts';
import { pathOf } from '../../api/request.ts';
import { placeOf } from '../../connections/place.ts';
import { numberValue, textValue, timeValue } from '../../images/fieldValue.ts';
import { makeRow, type ImageRow, type ImageState, type RowParts } from '../../images/row.ts';
import type { FieldGroup } from '../../images/service.ts';

const STATES: Readonly<Record<ReturnType<typeof importState>, ImageState>> = {
  queued: 'queued',
  downloading: 'importing',
  failed: 'importFailed',
  done: 'ready',
  uploaded: 'ready',
};

function date(text: string | null | undefined): number | null {
  return typeof text === 'string' ? (parseDjinnDate(text) ?? null) : null;
}

function downloadOf(state: ImageState): RowParts['download'] {
  if (state === 'ready') return 'yes';
  return state === 'importFailed' ? 'importFailed' : 'importing';
}

/** The reference asks for `image:delete`, servers for `image:write`: a token with either may well delete. */
function removeOf(connection: Connection): RowParts['remove'] {
  const { may } = connection;
  return may && !may.includes('image:delete') && !may.includes('image:write') ? 'permission' : 'yes';
}

/** The row of an image; `size` is what was learnt of its file before, since Djinn itself does not tell. */
export function djinnRow(connection: Connection, image: DjinnImage, size: number | null): ImageRow {
  const state = STATES[importState(image.download)];
  const owner = image.user ?? image.author;
  return makeRow({
    connection: connection.id,
    at: placeOf(connection),
    service: 'djinn',
    id: String(image.id),
    name: image.name,
    place: djinnNamespaceOf(image) ?? '',
    state,
    stateWord: importState(image.download),
    reason: image.download?.error ?? '',
    since: date(image.download?.started_at ?? image.download?.created_at),
    task: null,
    size,
    createdAt: date(image.created_at),
    price: null,
    // Without a namespace nobody but its owner sees it; of one that is not told nothing is known.
    visibility: image.namespace?.visibility ?? (image.namespace_id === null ? 'private' : null),
    owner: owner?.username ?? '',
    download: downloadOf(state),
    remove: removeOf(connection),
    words: [String(image.id), image.driver ?? '', image.download?.source ?? ''],
  });
}

/** Where the file of an image is; the service gives it no name. */
export function djinnFile(row: ImageRow): FileRequest {
  return {
    endpoint: djinnEndpoints.getImage,
    path: pathOf(djinnEndpoints.getImage, { params: { id: Number(row.id) } }),
    accept: DJINN_DISK,
    fileName: `${row.name}.qcow2`,
  };
}

/** Every field of an image, in groups. */
export function djinnFields(image: DjinnImage, row: ImageRow): readonly FieldGroup[] {
  const { namespace, download, user, author } = image;
  const groups: FieldGroup[] = [
    {
      title: 'images.group.image',
      fields: [
        { name: 'images.field.name', value: textValue(image.name, 'id') },
        { name: 'images.field.id', value: textValue(row.id, 'id') },
        { name: 'images.field.created', value: timeValue(row.createdAt) },
        { name: 'images.field.size', value: numberValue(row.size, 'bytes') },
        { name: 'djinn.field.driver', value: textValue(image.driver, 'code') },
        { name: 'djinn.field.url', value: textValue(image.url, 'url') },
      ],
    },
    {
      title: 'djinn.group.people',
      fields: [
        { name: 'djinn.field.owner', value: textValue(user?.username, 'id') },
        { name: 'djinn.field.ownerEmail', value: textValue(user?.email) },
        { name: 'djinn.field.ownerId', value: textValue(String(image.user_id), 'id') },
        { name: 'djinn.field.author', value: textValue(author?.username, 'id') },
        { name: 'djinn.field.authorId', value: textValue(String(image.author_id), 'id') },
      ],
    },
  ];
  if (image.namespace_id === null && namespace === null) {
    groups.push({
      title: 'djinn.group.namespace',
      fields: [{ name: 'djinn.field.namespace', value: { kind: 'word', word: 'djinn.noNamespace' } }],
    });
  } else {
    const id = namespace?.id ?? image.namespace_id;
    groups.push({
      title: 'djinn.group.namespace',
      fields: [
        { name: 'djinn.field.namespace', value: textValue(djinnNamespaceOf(image), 'id') },
        { name: 'djinn.field.namespaceId', value: textValue(id === null ? null : String(id), 'id') },
        {
          name: 'images.field.visibility',
          value: namespace
            ? { kind: 'word', word: `images.visibility.${namespace.visibility}` }
            : { kind: 'absent' },
        },
        { name: 'images.field.description', value: textValue(namespace?.description) },
      ],
    });
  }
  if (download) {
    groups.push({
      title: 'djinn.group.import',
      fields: [
        { name: 'djinn.field.source', value: textValue(download.source, 'url') },
        { name: 'djinn.field.requested', value: timeValue(date(download.created_at)) },
        { name: 'djinn.field.started', value: timeValue(date(download.started_at)) },
        { name: 'djinn.field.finished', value: timeValue(date(download.finished_at)) },
        { name: 'djinn.field.error', value: textValue(download.error) },
      ],
    });
  }
  return groups;
}
