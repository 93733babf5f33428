import * as z from 'zod/mini';
import { isFinalState } from '../../contract/fandogh/rules.ts';
import type { Database } from '../database.ts';
import type { FileStore } from '../files.ts';
import type { JobContext, Jobs, Next } from '../jobs.ts';
import { openArchive } from './archive/archive.ts';
import { ArchiveError } from './archive/context.ts';
import { planBuild, planWithoutContext, type BuildPlan } from './build/plan.ts';
import type { BuildRow, Builds } from './builds.ts';

const State = z.object({ build: z.int() });
type State = z.output<typeof State>;

/** Builds that run, as jobs. */
export interface BuildJobs {
  /**
   * Queues a build; call it in the transaction that stores it.
   * @param after milliseconds of life before it begins
   */
  readonly queue: (build: number, after: number) => void;
}

/**
 * Declares how a build runs: it waits, begins, prints its log line by line in its own time, and ends. Where it
 * stands is told by its rows alone: the plan comes out the same from the same archive, and the lines already in
 * the log say how much of it is done. So a killed process goes on with the next line, and doubles none.
 */
export function defineBuilds(surroundings: {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly files: FileStore;
  readonly builds: Builds;
}): BuildJobs {
  const { database, files, builds } = surroundings;
  const plans = new Map<number, BuildPlan>();

  const makePlan = async (build: number, row: BuildRow, signal: AbortSignal): Promise<BuildPlan> => {
    const { image, version, archive } = row;
    try {
      const context = await openArchive(files.path(archive ?? ''), signal);
      return planBuild(context, { image, version, seed: `${archive} ${build}` });
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ArchiveError)) console.error(`The archive of build ${build} failed:`, error);
      return planWithoutContext(error instanceof ArchiveError ? error.message : 'it could not be read');
    }
  };

  const planOf = async (build: number, row: BuildRow, signal: AbortSignal): Promise<BuildPlan> => {
    const plan = plans.get(build) ?? (await makePlan(build, row, signal));
    plans.set(build, plan);
    return plan;
  };

  /** Appends what is due now: the next line, and those that come with it in the same moment. */
  const advance = (build: number, plan: BuildPlan): Next<State> => {
    const from = builds.linesCount(build);
    let to = Math.min(from + 1, plan.lines.length);
    while (plan.lines[to]?.after === 0) to += 1;
    const at = Date.now();
    builds.append(
      build,
      plan.lines.slice(from, to).map(({ text }) => ({ at, text })),
    );
    const next = plan.lines[to];
    if (next) return { after: next.after, state: { build } };
    builds.end(build, plan.outcome, plan.size, at);
    return { done: true };
  };

  const step = async ({ build }: State, { signal }: JobContext): Promise<Next<State>> => {
    const row = builds.find(build);
    if (!row || isFinalState(row.state)) return { done: true };
    if (row.state === 'PENDING') builds.begin(build, Date.now());
    const plan = await planOf(build, row, signal);
    // The image may have been deleted while its archive was read.
    const next = database.transaction(() =>
      builds.find(build) ? advance(build, plan) : { done: true as const },
    );
    if ('done' in next) {
      plans.delete(build);
      if (row.archive !== null) await files.remove(row.archive);
    }
    return next;
  };

  const queue = surroundings.jobs.define('fandogh.build', (state) => z.parse(State, state), step);
  return { queue: (build, after) => void queue({ build }, after) };
}
