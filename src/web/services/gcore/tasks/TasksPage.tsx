import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CheckCheck, ListChecks, Plus } from 'lucide-react';
import { gcoreEndpoints } from '../../../../contract/gcore/endpoints.ts';
import { isFinal, type GcoreTask } from '../../../../contract/gcore/task.ts';
import { call } from '../../../api/call.ts';
import { CallFailure } from '../../../connections/CallFailure.tsx';
import type { SavedConnection } from '../../../connections/store.ts';
import { useText } from '../../../i18n/useLanguage.ts';
import { Button, ButtonLink } from '../../../ui/Button.tsx';
import { Card } from '../../../ui/Card.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { usePage } from '../../../ui/page.ts';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { SkeletonRows } from '../../../ui/Skeleton.tsx';
import { GcorePage } from '../GcorePage.tsx';
import { placeImagesQuery } from '../imageList.ts';
import { placeParams, usePlaceSearch } from '../place.ts';
import { PlaceSwitch } from '../PlaceSwitch.tsx';
import { recentTasksQuery, renewTasks, runningTasksQuery } from './queries.ts';
import { sortedTasks } from './stage.ts';
import { TaskRow } from './TaskRow.tsx';

/** The tasks of a project in a region: under way, and finished. */
export function Component() {
  return <GcorePage>{(connection) => <TasksPage connection={connection} />}</GcorePage>;
}

function TasksPage({ connection }: { readonly connection: SavedConnection }) {
  const t = useText();
  const client = useQueryClient();
  const place = usePlaceSearch();
  const running = useQuery(runningTasksQuery(client, connection));
  const recent = useQuery(recentTasksQuery(connection));
  const images = useQuery(placeImagesQuery(connection));
  const names = new Map((images.data ?? []).map(({ id, name }) => [id, name]));
  const nameOf = (id: string): string | undefined => names.get(id);
  usePage({
    title: t('gcore.task.title'),
    crumbs: [
      { label: connection.label, to: `/c/${connection.id}/images${place}` },
      { label: t('gcore.task.title') },
    ],
  });
  const active = sortedTasks(running.data ?? []);
  const known = new Set(active.map(({ id }) => id));
  const ended = sortedTasks(
    (recent.data?.results ?? []).filter((task) => isFinal(task) && !known.has(task.id)),
  );
  const unseen = ended.filter(({ acknowledged_at }) => acknowledged_at === null);
  const acknowledgeAll = useMutation({
    mutationFn: () =>
      call(connection, gcoreEndpoints.acknowledgeAllTasks, { query: placeParams(connection) }),
    onSuccess: () => renewTasks(client, connection),
  });
  const rows = (tasks: readonly GcoreTask[]) => (
    <ul>
      {tasks.map((task) => (
        <TaskRow key={task.id} connection={connection} task={task} nameOf={nameOf} />
      ))}
    </ul>
  );
  return (
    <>
      <PageHeader
        title={t('gcore.task.title')}
        actions={
          <ButtonLink kind="primary" icon={Plus} to={`/c/${connection.id}/new${place}`}>
            {t('gcore.task.newImage')}
          </ButtonLink>
        }
      >
        <PlaceSwitch connection={connection} />
      </PageHeader>
      <div className="grid gap-4">
        <Card flush title={t('gcore.task.underWay', { count: active.length })}>
          {running.error ? (
            <div className="p-4">
              <CallFailure
                connectionId={connection.id}
                error={running.error}
                onRetry={() => void running.refetch()}
              />
            </div>
          ) : running.isPending ? (
            <SkeletonRows count={2} />
          ) : active.length === 0 ? (
            <p className="px-4 py-3 text-sm text-muted">{t('gcore.task.noneUnderWay')}</p>
          ) : (
            rows(active)
          )}
        </Card>
        <Card
          flush
          title={t('gcore.task.ended')}
          aside={
            unseen.length > 0 && (
              <Button
                size="sm"
                kind="quiet"
                icon={CheckCheck}
                busy={acknowledgeAll.isPending}
                onClick={() => acknowledgeAll.mutate()}
              >
                {t('gcore.task.acknowledgeAll', { count: unseen.length })}
              </Button>
            )
          }
        >
          {(recent.error ?? acknowledgeAll.error) ? (
            <div className="p-4">
              <CallFailure
                connectionId={connection.id}
                error={recent.error ?? acknowledgeAll.error}
                onRetry={() => void recent.refetch()}
              />
            </div>
          ) : recent.isPending ? (
            <SkeletonRows count={5} />
          ) : ended.length === 0 ? (
            <EmptyState icon={ListChecks} title={t('gcore.task.noneEnded')} />
          ) : (
            rows(ended)
          )}
        </Card>
      </div>
    </>
  );
}
