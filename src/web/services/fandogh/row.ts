import type { FandoghImage, FandoghVersion } from '../../../contract/fandogh/models.ts';
import { mayWriteImages, parseFandoghDate } from '../../../contract/fandogh/rules.ts';
import type { Connection } from '../../api/connection.ts';
import { placeOf } from '../../connections/place.ts';
import { numberValue, textValue, timeValue } from '../../images/fieldValue.ts';
import { makeRow, wordsOf, type ImageRow, type ImageState } from '../../images/row.ts';
import type { FieldGroup } from '../../images/service.ts';

const STATES: ReadonlyMap<string, ImageState> = new Map<string, ImageState>([
  ['PENDING', 'pending'],
  ['BUILDING', 'building'],
  ['BUILT', 'built'],
  ['FAILED', 'failed'],
  ['BUILD_FAILED', 'buildFailed'],
]);

/** What the service's word for the state of a version means. */
export function versionState(word: string): ImageState {
  return STATES.get(word) ?? 'unknown';
}

function date(text: string | null): number | null {
  return parseFandoghDate(text) ?? null;
}

function stateOf(version: FandoghVersion | null): ImageState {
  return version === null ? 'noVersion' : versionState(version.state);
}

/** The row of an image: its state and size are those of its last version. */
export function fandoghRow(connection: Connection, image: FandoghImage): ImageRow {
  const { last_version: version } = image;
  const mayWrite = connection.may?.every((role) => mayWriteImages(role)) ?? true;
  return makeRow({
    connection: connection.id,
    at: placeOf(connection),
    service: 'fandogh',
    id: image.name,
    name: image.name,
    place: version?.version ?? '',
    state: stateOf(version),
    stateWord: version?.state ?? '',
    reason: '',
    since: version && date(version.date),
    task: null,
    size: version?.size ?? null,
    // What one looks for in a list is when something last came in; the panel tells when the image was made.
    createdAt: date(image.last_version?.date ?? image.created_at),
    price: null,
    visibility: null,
    owner: image.owner === null ? '' : String(image.owner),
    download: 'notOffered',
    remove: mayWrite ? 'yes' : 'permission',
    words: [image.namespace ?? ''],
  });
}

/** The version that was uploaded last; the service promises no order, and versions are no numbers. */
export function lastOf(versions: readonly FandoghVersion[]): FandoghVersion | null {
  const [first, ...others] = versions;
  if (!first) return null;
  return others.reduce(
    (last, version) => ((date(version.date) ?? 0) > (date(last.date) ?? 0) ? version : last),
    first,
  );
}

/** The row of an image whose last version is another, or in another state, than when the row was made. */
export function withVersion(row: ImageRow, version: FandoghVersion | null): ImageRow {
  const uploaded = version && date(version.date);
  return makeRow({
    ...row,
    place: version?.version ?? '',
    state: stateOf(version),
    stateWord: version?.state ?? '',
    since: uploaded,
    size: version?.size ?? null,
    createdAt: uploaded ?? row.createdAt,
    words: wordsOf(row),
  });
}

/** The bytes of these versions together; null when none is known. */
export function sizeOfVersions(versions: readonly FandoghVersion[]): number | null {
  const known = versions.flatMap(({ size }) => (size === null ? [] : [size]));
  return known.length === 0 ? null : known.reduce((sum, size) => sum + size, 0);
}

/** Every field of an image, in groups. */
export function fandoghFields(
  image: FandoghImage,
  versions: readonly FandoghVersion[],
): readonly FieldGroup[] {
  const { last_version: last } = image;
  const count = (state: string): number => versions.filter((version) => version.state === state).length;
  return [
    {
      title: 'images.group.image',
      fields: [
        { name: 'images.field.name', value: textValue(image.name, 'id') },
        { name: 'fandogh.field.namespace', value: textValue(image.namespace, 'id') },
        {
          name: 'fandogh.field.owner',
          value: textValue(image.owner === null ? null : String(image.owner), 'id'),
        },
        { name: 'images.field.created', value: timeValue(date(image.created_at)) },
      ],
    },
    {
      title: 'fandogh.group.lastVersion',
      fields: last
        ? [
            { name: 'fandogh.field.version', value: textValue(last.version, 'id') },
            { name: 'fandogh.field.state', value: textValue(last.state, 'code') },
            { name: 'fandogh.field.uploaded', value: timeValue(date(last.date)) },
            { name: 'images.field.size', value: numberValue(last.size, 'bytes') },
          ]
        : [{ name: 'fandogh.field.version', value: { kind: 'word', word: 'fandogh.noVersion' } }],
    },
    {
      title: 'fandogh.group.versions',
      fields: [
        { name: 'fandogh.field.versionCount', value: numberValue(versions.length) },
        { name: 'fandogh.field.builtCount', value: numberValue(count('BUILT')) },
        {
          name: 'fandogh.field.failedCount',
          value: numberValue(count('FAILED') + count('BUILD_FAILED')),
        },
        { name: 'fandogh.field.totalSize', value: numberValue(sizeOfVersions(versions), 'bytes') },
      ],
    },
  ];
}
