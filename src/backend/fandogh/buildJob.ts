import * as z from 'zod/mini';
import type { Database } from '../database.ts';
import type { FileStore } from '../files.ts';
import type { JobContext, Jobs, Next } from '../jobs.ts';
import { openArchive } from './archive/archive.ts';
import { ArchiveError } from './archive/context.ts';
import { planBuild, planWithoutContext, type BuildPlan } from './build/plan.ts';
import type { BuildRow, Builds } from './builds.ts';

/** The archive says which build is meant: SQLite gives an id again once the newest row is deleted. */
const State = z.object({ build: z.int(), archive: z.string() });
type State = z.output<typeof State>;

/** Builds that run, as jobs. */
export interface BuildJobs {
  /**
   * Queues a build; call it in the transaction that stores it.
   * @param archive the file of its build context
   * @param after milliseconds of life before it begins
   */
  readonly queue: (build: number, archive: string, after: number) => void;
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
  /** By archive, until the build is over. */
  const plans = new Map<string, BuildPlan>();

  /** The build that a job is for; undefined when it is over, or was deleted with its image. */
  const rowOf = ({ build, archive }: State): BuildRow | undefined => {
    const row = builds.find(build);
    return row?.archive === archive ? row : undefined;
  };

  const makePlan = async (
    { build, archive }: State,
    row: BuildRow,
    signal: AbortSignal,
  ): Promise<BuildPlan> => {
    const { image, version } = row;
    try {
      const context = await openArchive(files.path(archive), signal);
      return planBuild(context, { image, version, seed: `${archive} ${build}` });
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ArchiveError)) console.error(`The archive of build ${build} failed:`, error);
      return planWithoutContext(error instanceof ArchiveError ? error.message : 'it could not be read');
    }
  };

  const planOf = async (state: State, row: BuildRow, signal: AbortSignal): Promise<BuildPlan> => {
    const plan = plans.get(state.archive) ?? (await makePlan(state, row, signal));
    plans.set(state.archive, plan);
    return plan;
  };

  /** Appends what is due now: the next line, and those that come with it in the same moment. */
  const advance = (state: State, plan: BuildPlan): Next<State> => {
    const { build } = state;
    const from = builds.linesCount(build);
    let to = Math.min(from + 1, plan.lines.length);
    while (plan.lines[to]?.after === 0) to += 1;
    const at = Date.now();
    builds.append(
      build,
      plan.lines.slice(from, to).map(({ text }) => ({ at, text })),
    );
    const next = plan.lines[to];
    if (next) return { after: next.after, state };
    builds.end(build, plan.outcome, plan.size, at);
    return { done: true };
  };

  const goOn = async (state: State, signal: AbortSignal): Promise<Next<State>> => {
    const row = rowOf(state);
    if (!row) return { done: true };
    if (row.state === 'PENDING') builds.begin(state.build, Date.now());
    const plan = await planOf(state, row, signal);
    // The image may have been deleted while its archive was read.
    return database.transaction(() => (rowOf(state) ? advance(state, plan) : { done: true as const }));
  };

  /** Ends a build for an error that is ours, with a line in its log if that can still be written. */
  const fail = (state: State): void => {
    if (!rowOf(state)) return;
    const at = Date.now();
    try {
      builds.append(state.build, [{ at, text: 'Build failed: internal error' }]);
    } catch (error) {
      console.error(`Build ${state.build} ends without a word in its log:`, error);
    }
    builds.end(state.build, 'FAILED', 0, at);
  };

  const step = async (state: State, { signal }: JobContext): Promise<Next<State>> => {
    try {
      const next = await goOn(state, signal);
      if (!('done' in next)) return next;
    } catch (error) {
      signal.throwIfAborted();
      plans.delete(state.archive);
      fail(state);
      await files.remove(state.archive);
      throw error; // its cause goes to the server's log
    }
    plans.delete(state.archive);
    await files.remove(state.archive);
    return { done: true };
  };

  const queue = surroundings.jobs.define('fandogh.build', (state) => z.parse(State, state), step);
  return { queue: (build, archive, after) => void queue({ build, archive }, after) };
}
