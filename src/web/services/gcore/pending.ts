import type { GcoreImage } from '../../../contract/gcore/image.ts';
import type { GcoreTask } from '../../../contract/gcore/task.ts';
import type { Connection } from '../../api/connection.ts';
import { placeOf } from '../../connections/place.ts';
import { textValue, timeValue } from '../../images/fieldValue.ts';
import { makeRow, type ImageRow, type ImageState } from '../../images/row.ts';
import type { FieldGroup } from '../../images/service.ts';
import { momentOf, textIn } from './tasks/stage.ts';

/** Ids of images are UUIDs, which have no colon. */
const PREFIX = 'task:';

const MAKES: ReadonlySet<string> = new Set(['create_image', 'download_image']);

/** The task behind a row that stands for an image still to come; undefined for images. */
export function pendingTask(id: string): string | undefined {
  return id.startsWith(PREFIX) ? id.slice(PREFIX.length) : undefined;
}

function stateOf(task: GcoreTask): ImageState {
  if (task.state === 'ERROR') return 'failed';
  if (task.state !== 'RUNNING') return 'queued';
  return task.task_type === 'download_image' ? 'importing' : 'saving';
}

/** The row of an image that a task is to make, until the service lists the image itself. */
export function pendingRow(connection: Connection, task: GcoreTask): ImageRow {
  const name = textIn(task.data, 'name') ?? task.id;
  const failed = task.state === 'ERROR';
  return makeRow({
    connection: connection.id,
    at: placeOf(connection),
    service: 'gcore',
    id: `${PREFIX}${task.id}`,
    name,
    place: textIn(task.data, 'architecture') ?? '',
    state: stateOf(task),
    stateWord: task.state,
    reason: failed ? (task.error ?? task.state) : '',
    since: momentOf(task.created_on) ?? null,
    task: task.id,
    size: null,
    createdAt: momentOf(task.created_on) ?? null,
    price: null,
    visibility: null,
    owner: task.project_id === null ? '' : String(task.project_id),
    download: 'notOffered',
    remove: failed ? 'neverMade' : 'locked',
    words: [task.id, textIn(task.data, 'url') ?? '', textIn(task.data, 'os_distro') ?? ''],
  });
}

/** Rows for what tasks are making and the list does not have yet. */
export function pendingRows(
  connection: Connection,
  tasks: readonly GcoreTask[],
  images: readonly GcoreImage[],
): ImageRow[] {
  const made = new Set(images.map(({ creator_task_id }) => creator_task_id));
  return tasks
    .filter(({ id, task_type }) => MAKES.has(task_type) && !made.has(id))
    .map((task) => pendingRow(connection, task));
}

/** What is known of an image to come: what was asked for. */
export function pendingFields(task: GcoreTask): readonly FieldGroup[] {
  return [
    {
      title: 'gcore.group.tasks',
      fields: [
        { name: 'images.field.name', value: textValue(textIn(task.data, 'name'), 'id') },
        { name: 'gcore.create.address', value: textValue(textIn(task.data, 'url'), 'url') },
        { name: 'gcore.create.volumeId', value: textValue(textIn(task.data, 'volume_id'), 'id') },
        { name: 'gcore.task.id', value: textValue(task.id, 'id') },
        { name: 'gcore.task.began', value: timeValue(momentOf(task.created_on) ?? null) },
      ],
    },
  ];
}
