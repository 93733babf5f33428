import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ListChecks } from 'lucide-react';
import { useParams } from 'react-router';
import { CallFailure } from '../../../connections/CallFailure.tsx';
import type { SavedConnection } from '../../../connections/store.ts';
import { useText } from '../../../i18n/useLanguage.ts';
import { Card } from '../../../ui/Card.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { SkeletonRows } from '../../../ui/Skeleton.tsx';
import { GcorePage } from '../GcorePage.tsx';
import { gcoreImageQuery } from '../imageList.ts';
import { ImageHead } from '../ImageHead.tsx';
import { recentTasksQuery, runningTasksQuery } from './queries.ts';
import { sortedTasks, subjectOf } from './stage.ts';
import { TaskRow } from './TaskRow.tsx';

/** What tasks did, and are doing, to one image. */
export function Component() {
  const { id = '' } = useParams();
  return <GcorePage>{(connection) => <ImageTasksPage connection={connection} id={id} />}</GcorePage>;
}

function ImageTasksPage({ connection, id }: { readonly connection: SavedConnection; readonly id: string }) {
  const t = useText();
  const client = useQueryClient();
  const image = useQuery(gcoreImageQuery(connection, id));
  const running = useQuery(runningTasksQuery(client, connection));
  const recent = useQuery(recentTasksQuery(connection));
  const nameOf = (one: string): string | undefined => (one === id ? image.data?.name : undefined);
  const all = new Map(
    [...(recent.data?.results ?? []), ...(running.data ?? [])].map((task) => [task.id, task]),
  );
  const made = image.data?.creator_task_id;
  const tasks = sortedTasks(
    [...all.values()].filter((task) => task.id === made || subjectOf(task, nameOf).image === id),
  );
  const failed = image.error ?? recent.error ?? running.error;
  return (
    <>
      <ImageHead
        connection={connection}
        id={id}
        image={image.data}
        title={(name) => t('gcore.task.ofImage', { name })}
      />
      {failed ? (
        <CallFailure
          connectionId={connection.id}
          error={failed}
          onRetry={() => void Promise.all([image.refetch(), recent.refetch(), running.refetch()])}
        />
      ) : (
        <Card flush title={t('gcore.task.title')}>
          {recent.isPending || running.isPending ? (
            <SkeletonRows count={3} />
          ) : tasks.length === 0 ? (
            <EmptyState icon={ListChecks} title={t('gcore.task.noneOfImage')}>
              {t('gcore.task.noneOfImageHint')}
            </EmptyState>
          ) : (
            <ul>
              {tasks.map((task) => (
                <TaskRow key={task.id} connection={connection} task={task} nameOf={nameOf} />
              ))}
            </ul>
          )}
        </Card>
      )}
    </>
  );
}
