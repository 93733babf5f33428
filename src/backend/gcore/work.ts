import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { CREATION_DEFAULTS, ImageFromUrl, ImageFromVolume } from '../../contract/gcore/image.ts';
import type { Dialect } from '../../contract/endpoint.ts';
import type { Database } from '../database.ts';
import type { JobContext, Jobs, Next } from '../jobs.ts';
import type { Images, NewImage, StoredBytes } from './images.ts';
import type { Labels } from './labels.ts';
import { CLIENTS } from './registry.ts';
import { fetchSource } from './source.ts';
import { TaskFailure, type Task, type Tasks } from './tasks.ts';
import { inUse, volumeOf } from './volumes.ts';

const StoredBytesSchema = z.object({ size: z.number(), disk_format: z.string(), min_disk: z.number() });

/** How far a task has come; `stored` is there once the bytes are. */
const TaskJob = z.object({
  task: z.string(),
  step: z.enum(['start', 'work', 'finish']),
  stored: z.optional(StoredBytesSchema),
});
type TaskJob = z.output<typeof TaskJob>;

/** The image that its task has handed to the store. */
const SettleJob = z.object({ image: z.string(), stored: StoredBytesSchema });
type SettleJob = z.output<typeof SettleJob>;

const DataOfCreation = z.union([ImageFromUrl, ImageFromVolume]);
const DataOfDeletion = z.object({ image_id: z.string() });

/** Milliseconds in life. */
const WAIT = { start: 3_000, work: 2_000, finish: 5_000, settle: 8_000 };

const DONE = { done: true } as const;

interface Parts {
  readonly database: Database;
  readonly images: Images;
  readonly labels: Labels;
  readonly tasks: Tasks;
  readonly dialect: Dialect;
  readonly allowPrivateImports: boolean;
}

/**
 * The work behind tasks, as jobs: NEW, RUNNING, and then FINISHED or ERROR. Every step may run twice: it looks at
 * the rows before it writes, and writes all of them in one transaction.
 */
export class Work {
  readonly #parts: Parts;
  readonly #task: (job: TaskJob, after?: number) => number;
  readonly #settle: (job: SettleJob, after?: number) => number;

  constructor(jobs: Jobs, parts: Parts) {
    this.#parts = parts;
    this.#task = jobs.define(
      'gcore.task',
      (state) => z.parse(TaskJob, state),
      (job, context) => this.#step(job, context),
    );
    this.#settle = jobs.define(
      'gcore.settle',
      (state) => z.parse(SettleJob, state),
      ({ image, stored }): Next<SettleJob> => {
        parts.images.activate(image, stored, Date.now());
        return DONE;
      },
    );
  }

  /** Queues the work of a new task. Call it in the transaction that stores the task. */
  begin(taskId: string): void {
    this.#task({ task: taskId, step: 'start' }, WAIT.start);
  }

  /** Queues the rest of a task that is under way. */
  resume(job: TaskJob, after: number): void {
    this.#task(job, after);
  }

  /** Queues the storing of an image whose task has finished. */
  settle(image: string, stored: StoredBytes, after: number): void {
    this.#settle({ image, stored }, after);
  }

  async #step(job: TaskJob, context: JobContext): Promise<Next<TaskJob>> {
    const task = this.#parts.tasks.get(job.task);
    if (!task || task.state === 'FINISHED' || task.state === 'ERROR') return DONE;
    try {
      switch (job.step) {
        case 'start':
          return this.#start(task);
        case 'work':
          return await this.#doWork(task, context);
        case 'finish':
          return this.#finish(task, job.stored);
      }
    } catch (error) {
      context.signal.throwIfAborted();
      // The cause of anything else is ours: it goes to the log, and the task must end all the same.
      const reason = error instanceof TaskFailure ? error.message : 'Internal error';
      this.#fail(task, reason);
      if (error instanceof TaskFailure) return DONE;
      throw error;
    }
  }

  #start(task: Task): Next<TaskJob> {
    const { database, images, tasks } = this.#parts;
    database.transaction(() => {
      tasks.run(task.id, Date.now());
      if (task.task_type !== 'delete_image' && !images.madeBy(task.id)) this.#queueImage(task);
    });
    return { after: WAIT.work, state: { task: task.id, step: 'work' } };
  }

  /** From now on the image is in the lists, locked and without a size. */
  #queueImage(task: Task): void {
    const data = z.parse(DataOfCreation, task.data);
    const now = Date.now();
    const volume = 'volume_id' in data ? volumeOf(data.volume_id) : undefined;
    const raw = 'url' in data && data.cow_format === true;
    const image: NewImage = {
      id: randomUUID(),
      project_id: task.project_id,
      region_id: task.region_id,
      name: data.name,
      status: 'queued',
      // The product's guide says shared, third parties report private.
      visibility: this.#parts.dialect === 'observed' ? 'private' : 'shared',
      description: null,
      display_order: null,
      architecture: data.architecture ?? CREATION_DEFAULTS.architecture,
      disk_format: raw ? 'raw' : 'qcow2',
      size: 0,
      min_disk: 0,
      min_ram: 0,
      os_type: data.os_type ?? CREATION_DEFAULTS.os_type,
      os_distro: volume?.osDistro ?? ('url' in data ? (data.os_distro ?? '') : ''),
      os_version: volume?.osVersion ?? ('url' in data ? (data.os_version ?? '') : ''),
      ssh_key: data.ssh_key ?? CREATION_DEFAULTS.ssh_key,
      hw_firmware_type: data.hw_firmware_type ?? null,
      hw_machine_type: data.hw_machine_type ?? null,
      is_baremetal: data.is_baremetal ?? CREATION_DEFAULTS.is_baremetal,
      gpu_driver: null,
      creator_task_id: task.id,
      task_id: task.id,
      created_at: now,
      updated_at: now,
    };
    this.#parts.images.insert(image);
    this.#parts.labels.merge(image.id, { ...data.metadata, ...data.tags });
  }

  async #doWork(task: Task, { signal }: JobContext): Promise<Next<TaskJob>> {
    const state = { task: task.id, step: 'finish' } as const;
    if (task.task_type === 'delete_image') return { after: WAIT.finish, state };
    const image = this.#parts.images.madeBy(task.id);
    if (!image) throw new Error(`Task ${task.id} lost its image`);
    this.#parts.images.setStatus(image.id, 'saving', Date.now());
    const data = z.parse(DataOfCreation, task.data);
    const stored = 'url' in data ? await this.#fetch(task, data, signal) : this.#copy(data);
    return { after: WAIT.finish, state: { ...state, stored } };
  }

  #fetch(task: Task, data: ImageFromUrl, signal: AbortSignal): Promise<StoredBytes> {
    const limit = CLIENTS.find(({ id }) => id === task.client_id)?.imageBytes ?? 0;
    const allowPrivate = this.#parts.allowPrivateImports;
    return fetchSource(data.url, { allowPrivate, signal, limit, raw: data.cow_format ?? false });
  }

  #copy({ volume_id }: ImageFromVolume): StoredBytes {
    const volume = volumeOf(volume_id);
    if (!volume) throw new TaskFailure(`Volume ${volume_id} could not be found`);
    if (!volume.bootable) throw new TaskFailure(`Volume ${volume_id} is not bootable`);
    return { size: volume.imageBytes, disk_format: 'qcow2', min_disk: volume.disk };
  }

  #finish(task: Task, stored: StoredBytes | undefined): Next<TaskJob> {
    const { database, images, tasks } = this.#parts;
    const now = Date.now();
    if (task.task_type === 'delete_image') {
      const { image_id } = z.parse(DataOfDeletion, task.data);
      const reason = inUse(image_id);
      if (reason !== undefined) throw new TaskFailure(reason);
      database.transaction(() => {
        images.remove(image_id);
        tasks.finish(task.id, null, now);
      });
      return DONE;
    }
    const image = images.madeBy(task.id);
    if (!image || !stored) throw new Error(`Task ${task.id} lost its image`);
    database.transaction(() => {
      images.lock(image.id, null);
      // Of downloads one in four is handed to the image store before it is stored (gcore-python, images_custom).
      const lingers = task.task_type === 'download_image' && tasks.downloadNumber(task) % 4 === 0;
      if (lingers) this.settle(image.id, stored, WAIT.settle);
      else images.activate(image.id, stored, now);
      tasks.finish(task.id, image.id, now);
    });
    return DONE;
  }

  /** The task ends with its reason: what it was making is gone, what it was deleting is free again. */
  #fail(task: Task, reason: string): void {
    const { database, images, tasks } = this.#parts;
    database.transaction(() => {
      const made = images.madeBy(task.id);
      if (made) images.remove(made.id);
      const deleting = z.safeParse(DataOfDeletion, task.data);
      if (deleting.success) images.lock(deleting.data.image_id, null);
      tasks.fail(task.id, reason, Date.now());
    });
  }
}
