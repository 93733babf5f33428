import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { PageCountProps } from '../../../connections/kind.ts';
import { runningTasksQuery } from './queries.ts';

/** How many tasks are under way at a place, for the frame; nothing while there are none. */
export function RunningCount({ connection, children }: PageCountProps) {
  const { data = [] } = useQuery(runningTasksQuery(useQueryClient(), connection));
  return data.length > 0 && children(data.length);
}
