import { queryOptions } from '@tanstack/react-query';
import { fandoghEndpoints } from '../../../../contract/fandogh/endpoints.ts';
import type { FandoghVersion } from '../../../../contract/fandogh/models.ts';
import { isFinalState, parseFandoghDate } from '../../../../contract/fandogh/rules.ts';
import { call } from '../../../api/call.ts';
import type { Connection } from '../../../api/connection.ts';

/** Never asks more often than this, in milliseconds; and this seldom when nothing seems to happen any more. */
const SOONEST = 1000;
const RAREST = 15_000;
/** A version is asked for again after this part of the time it has been on its way. */
const PATIENCE = 0.1;

/**
 * When to ask for versions again, in milliseconds: soon while the youngest of those under way is fresh, more and more
 * rarely as it takes longer; false when none is under way.
 */
export function askAgainAfter(versions: readonly FandoghVersion[] | undefined, now: number): number | false {
  const moving = (versions ?? []).filter(({ state }) => !isFinalState(state));
  if (moving.length === 0) return false;
  const youngest = Math.max(...moving.map(({ date }) => parseFandoghDate(date) ?? now));
  return Math.min(Math.max((now - youngest) * PATIENCE, SOONEST), RAREST);
}

function keyOf(connection: Connection): readonly string[] {
  return ['fandogh', connection.id, connection.base, connection.namespace ?? ''];
}

/** All versions of an image; asked for again as long as one of them is under way and the page is looked at. */
export function versionsQuery(connection: Connection, image: string) {
  return queryOptions({
    queryKey: [...keyOf(connection), 'versions', image],
    queryFn: ({ signal }) =>
      call(connection, fandoghEndpoints.listVersions, { params: { image_name: image } }, { signal }),
    enabled: connection.authorization !== null,
    refetchInterval: ({ state }) => (state.error ? RAREST : askAgainAfter(state.data, Date.now())),
  });
}

/** Beyond the end of any log: a service that knows `image_offset` answers with no line at all. */
const BEYOND = 2_000_000_000;

/** The bases of services that send whole logs whatever is asked: too much to read for a table. */
const sendsWholeLogs = new Set<string>();

/**
 * How long the last build of a version took, in milliseconds: null while it runs, and where only a whole log
 * would tell. It is one request for each, so it is asked only for versions that are `isSeen`.
 */
export function lastBuildQuery(
  connection: Connection,
  image: string,
  { version, state }: FandoghVersion,
  isSeen: boolean,
) {
  return queryOptions({
    queryKey: [...keyOf(connection), 'lastBuild', image, version, state],
    queryFn: async ({ signal }) => {
      if (sendsWholeLogs.has(connection.base)) return null;
      const params = { image_name: image, image_version: version };
      const builds = await call(
        connection,
        fandoghEndpoints.listBuilds,
        { params, query: { image_offset: BEYOND } },
        { signal },
      );
      if (builds.some(({ logs }) => logs !== '')) sendsWholeLogs.add(connection.base);
      const [last] = builds;
      const from = parseFandoghDate(last?.start_date ?? null);
      const to = parseFandoghDate(last?.end_date ?? null);
      return from === undefined || to === undefined ? null : Math.max(0, to - from);
    },
    enabled: isSeen && connection.authorization !== null && isFinalState(state),
    // What is over does not change, whatever else of the connection is read again.
    staleTime: 'static',
    retry: false,
  });
}
