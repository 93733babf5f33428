import { isFinalState } from '../../../../contract/fandogh/rules.ts';
import type { BuildFacts } from '../../../logs/protocol.ts';

/** Never asks more often than this, in milliseconds; and this seldom when nothing changes any more. */
const SOONEST = 1000;
const RAREST = 10_000;
const GROWTH = 1.3;
/** Right after an upload the service may not know the version yet: so long after it a 404 is taken for that. */
const PATIENCE = 30_000;

/** What came of asking for the builds of a version. */
export type Outcome =
  | { readonly kind: 'builds'; readonly builds: readonly BuildFacts[]; readonly current: number }
  /** 404: it is not there, or not yet. */
  | { readonly kind: 'missing' }
  /** 403: asking again changes nothing. */
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'failed'; readonly retryAt: number | undefined };

/** How the polling of one version stands. */
export interface Polling {
  /** When to ask again, in milliseconds from now; undefined: not by itself. */
  readonly wait: number | undefined;
  /** What the last answer said, to see whether anything changes. */
  readonly seen: string;
  /** When the version was uploaded from here, in milliseconds since 1970; undefined: not from here. */
  readonly uploadedAt: number | undefined;
  /** Whether any build has ever been read. */
  readonly hasBuilds: boolean;
}

export function startPolling(uploadedAt: number | undefined): Polling {
  return { wait: 0, seen: '', uploadedAt, hasBuilds: false };
}

/**
 * Decides when to ask again: a second after something changed, then ever more rarely; not at all when the build is over
 * or the version is gone. Each answer is waited for, so questions never overlap.
 */
export function afterAnswer(polling: Polling, outcome: Outcome, now: number): Polling {
  const slower = Math.min(Math.max((polling.wait ?? 0) * GROWTH, SOONEST), RAREST);
  switch (outcome.kind) {
    case 'missing': {
      const { uploadedAt, hasBuilds } = polling;
      const mayCome = !hasBuilds && uploadedAt !== undefined && now - uploadedAt < PATIENCE;
      return { ...polling, wait: mayCome ? slower : undefined };
    }
    case 'forbidden':
      return { ...polling, wait: undefined };
    case 'failed':
      return { ...polling, wait: Math.max(slower, (outcome.retryAt ?? 0) - now) };
    case 'builds': {
      const build = outcome.builds[outcome.current];
      const seen = JSON.stringify(build ?? null);
      // Without any build yet, one is about to begin.
      const isOver = build !== undefined && isFinalState(build.state?.toUpperCase() ?? '');
      const wait = isOver ? undefined : seen === polling.seen ? slower : SOONEST;
      return { ...polling, wait, seen, hasBuilds: polling.hasBuilds || build !== undefined };
    }
  }
}
