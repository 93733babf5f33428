import { useEffect, useRef, useState } from 'react';
import { fandoghEndpoints } from '../../../../contract/fandogh/endpoints.ts';
import { readAnswer } from '../../../api/answer.ts';
import type { Connection } from '../../../api/connection.ts';
import { noteFailure } from '../../../api/ended.ts';
import { ApiError, isCancelled, isFailure } from '../../../api/error.ts';
import { record } from '../../../api/journal.ts';
import { requestOf } from '../../../api/request.ts';
import type { LogHost } from '../../../logs/host.ts';
import type { BuildFacts, Results } from '../../../logs/protocol.ts';
import { uploadedAt } from '../../../uploads/theQueue.ts';
import { buildPath } from '../paths.ts';
import { afterAnswer, startPolling, type Outcome } from './polling.ts';

/** The builds of a version, with or without times in front of their lines: those are other texts. */
export interface BuildsOf {
  readonly connection: Connection;
  readonly image: string;
  readonly version: string;
  readonly hasTimes: boolean;
}

/** Under which name the host keeps these builds. */
export function sourceOf({ version, hasTimes }: Pick<BuildsOf, 'version' | 'hasTimes'>): string {
  return `${hasTimes ? 'times' : 'plain'}:${version}`;
}

type Builds = Extract<Results['read'], { kind: 'builds' }>;

/**
 * Reads builds into the host's worker: all of them, or what is new of the current one.
 * @throws ApiError when the service refuses or cannot be understood; `AbortError` when `signal` gave it up
 */
export async function readBuilds(host: LogHost, of: BuildsOf, signal: AbortSignal): Promise<Builds> {
  const { connection, image, version, hasTimes } = of;
  const endpoint = fandoghEndpoints.listBuilds;
  const { reading, offset } = await host.ask({ kind: 'begin', source: sourceOf(of) });
  const request = requestOf(connection, endpoint, {
    params: { image_name: image, image_version: version },
    // The documented answer holds all builds; with an offset only the current one may come.
    query: { ...(offset > 0 && { image_offset: offset }), ...(hasTimes && { with_timestamp: 'True' }) },
  });
  const end = record(connection, endpoint, request.url);
  const cancel = (): void => void host.ask({ kind: 'cancel', reading });
  signal.addEventListener('abort', cancel);
  try {
    const url = new URL(request.url, document.baseURI).href;
    const result = await host.ask({ kind: 'read', reading, url, headers: request.headers });
    switch (result.kind) {
      case 'builds':
        end('done', 200);
        return result;
      case 'refused': {
        const { status, text, headers } = result;
        readAnswer(endpoint, { status, text, header: (name) => headers[name] ?? null });
        throw new ApiError({ kind: 'notUnderstood', where: 'status' }, endpoint, { status });
      }
      case 'misfit': {
        const { build, member, problem } = result.fault;
        const where = [...(build < 0 ? [] : [build]), ...(member === '' ? [] : [member])].join('.');
        throw new ApiError({ kind: 'notUnderstood', where: `${where || 'body'}: ${problem}` }, endpoint, {
          status: result.status,
        });
      }
      case 'unreachable':
        throw new ApiError({ kind: 'unreachable', because: result.because }, endpoint);
      case 'cancelled':
        throw new DOMException('listBuilds was cancelled', 'AbortError');
    }
  } catch (error) {
    noteFailure(connection, end, error);
    throw error;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

/** The builds of a version as they are known. */
export interface BuildsState {
  readonly builds: readonly BuildFacts[];
  /** The place of the one that began last, -1 when there is none. */
  readonly current: number;
  /** What the last reading failed with. */
  readonly error: unknown;
  /** The service does not know yet what was uploaded from here; it is asked again for a while. */
  readonly isAwaited: boolean;
  /** Whether anything has been answered. */
  readonly isKnown: boolean;
  readonly retry: () => void;
}

function outcomeOf(error: unknown): Outcome {
  if (isFailure(error, 'forbiddenOrMissing')) return { kind: error.status === 404 ? 'missing' : 'forbidden' };
  return { kind: 'failed', retryAt: isFailure(error, 'rateLimited') ? error.failure.retryAt : undefined };
}

type Known = Omit<BuildsState, 'retry'>;
const NOTHING: Known = { builds: [], current: -1, error: undefined, isAwaited: false, isKnown: false };

/** Reads the builds of a version, again and again while the current one is under way and the tab is looked at. */
export function useBuilds(host: LogHost, of: BuildsOf): BuildsState {
  const [known, setKnown] = useState(NOTHING);
  const again = useRef<() => void>(() => {});
  const { connection, image, version, hasTimes } = of;

  useEffect(() => {
    if (connection.authorization === null) return undefined;
    const abort = new AbortController();
    const start = () => startPolling(uploadedAt(buildPath(connection.id, image, version)));
    let polling = start();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isAsking = false;
    const plan = (): void => {
      clearTimeout(timer);
      if (isAsking || polling.wait === undefined || abort.signal.aborted || document.hidden) return;
      timer = setTimeout(() => void ask(), polling.wait);
    };
    const ask = async (): Promise<void> => {
      let outcome: Outcome;
      let error: unknown;
      isAsking = true;
      try {
        outcome = await readBuilds(host, { connection, image, version, hasTimes }, abort.signal);
      } catch (caught) {
        if (isCancelled(caught)) return;
        error = caught;
        outcome = outcomeOf(caught);
      }
      isAsking = false;
      if (abort.signal.aborted) return;
      polling = afterAnswer(polling, outcome, Date.now());
      const isAwaited = outcome.kind === 'missing' && polling.wait !== undefined;
      setKnown((before) => ({
        ...(outcome.kind === 'builds' ? outcome : before),
        error: isAwaited ? undefined : error,
        isAwaited,
        isKnown: before.isKnown || outcome.kind === 'builds',
      }));
      // Without a token there is nothing to ask with; a new one starts all this again.
      if (!isFailure(error, 'unauthorised')) plan();
    };
    void ask();
    again.current = () => {
      polling = start();
      plan();
    };
    document.addEventListener('visibilitychange', plan);
    return () => {
      clearTimeout(timer);
      abort.abort();
      document.removeEventListener('visibilitychange', plan);
    };
  }, [host, connection, image, version, hasTimes]);

  return { ...known, retry: () => again.current() };
}
