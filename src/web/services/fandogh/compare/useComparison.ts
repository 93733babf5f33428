import { useQuery } from '@tanstack/react-query';
import type { Comparison } from '../../../../buildlog/compare.ts';
import type { Connection } from '../../../api/connection.ts';
import type { LogHost } from '../../../logs/host.ts';
import type { BuildFacts } from '../../../logs/protocol.ts';
import { useLogHost } from '../../../logs/useLogHost.ts';
import { readBuilds, sourceOf } from '../builds/useBuilds.ts';
import type { BuildPlace } from '../paths.ts';

/** Builds of one version, and the place of the one that began last. */
export interface BuildsRead {
  readonly builds: readonly BuildFacts[];
  readonly current: number;
}

/** Two builds beside each other, as far as it has come. */
interface ComparisonState {
  readonly host: LogHost;
  readonly leftBuilds: BuildsRead | undefined;
  readonly rightBuilds: BuildsRead | undefined;
  /** Null when one of the two is not there any more. */
  readonly comparison: Comparison | null | undefined;
  readonly error: Error | null;
  readonly isWaiting: boolean;
  /** Reads both anew. */
  readonly again: () => void;
}

/** Reads the builds of both versions, then compares the two that are meant. */
export function useComparison(
  of: { readonly connection: Connection; readonly image: string },
  left: BuildPlace | undefined,
  right: BuildPlace | undefined,
): ComparisonState {
  const { connection, image } = of;
  const host = useLogHost();
  const scope = ['fandogh', connection.id, connection.namespace ?? '', 'compare', image];
  // What was read is in this page's worker, which goes with the page: nothing of it may be taken from a cache later.
  const once = { staleTime: 'static', gcTime: 0, retry: false } as const;
  const buildsQuery = (version: string | undefined) => ({
    ...once,
    queryKey: [...scope, 'builds', version],
    queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
      readBuilds(host, { ...of, version: version ?? '', hasTimes: false }, signal),
    enabled: version !== undefined && connection.authorization !== null,
  });
  const leftBuilds = useQuery(buildsQuery(left?.version));
  const rightBuilds = useQuery(buildsQuery(right?.version));
  const keyOf = ({ version, start }: BuildPlace) => ({
    source: sourceOf({ version, hasTimes: false }),
    startDate: start,
  });
  const comparison = useQuery({
    ...once,
    queryKey: [...scope, left, right, leftBuilds.dataUpdatedAt, rightBuilds.dataUpdatedAt],
    queryFn: () =>
      left && right ? host.ask({ kind: 'compare', left: keyOf(left), right: keyOf(right) }) : null,
    enabled: left !== undefined && right !== undefined && leftBuilds.isSuccess && rightBuilds.isSuccess,
  });
  const again = (): void => {
    void leftBuilds.refetch();
    if (right?.version !== left?.version) void rightBuilds.refetch();
  };
  const isReading = leftBuilds.isFetching || rightBuilds.isFetching;
  const error = isReading ? null : (leftBuilds.error ?? rightBuilds.error ?? comparison.error);
  return {
    host,
    leftBuilds: leftBuilds.data,
    rightBuilds: rightBuilds.data,
    comparison: error === null ? comparison.data : undefined,
    error,
    isWaiting: isReading || comparison.isFetching,
    again,
  };
}
