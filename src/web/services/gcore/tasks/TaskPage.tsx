import { Link, useParams } from 'react-router';
import { CallFailure } from '../../../connections/CallFailure.tsx';
import type { SavedConnection } from '../../../connections/store.ts';
import { Bytes } from '../../../i18n/Bytes.tsx';
import { DateTime } from '../../../i18n/Time.tsx';
import { useText } from '../../../i18n/useLanguage.ts';
import { ButtonLink } from '../../../ui/Button.tsx';
import { Card } from '../../../ui/Card.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { KeyValues } from '../../../ui/KeyValues.tsx';
import { usePage } from '../../../ui/page.ts';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { ProgressBar } from '../../../ui/ProgressBar.tsx';
import { SkeletonRows } from '../../../ui/Skeleton.tsx';
import { GcorePage } from '../GcorePage.tsx';
import { usePlaceSearch } from '../place.ts';
import { PlaceSwitch } from '../PlaceSwitch.tsx';
import { useFollowedTask } from './queries.ts';
import { isUnderWay, momentOf, subjectOf } from './stage.ts';
import { StageMark, useTaskType } from './TaskRow.tsx';

/** One task, followed to its end and beyond it, until what it made has come to rest. */
export function Component() {
  const { task = '' } = useParams();
  return <GcorePage>{(connection) => <TaskPage connection={connection} id={task} />}</GcorePage>;
}

function TaskPage({ connection, id }: { readonly connection: SavedConnection; readonly id: string }) {
  const t = useText();
  const place = usePlaceSearch();
  const typeOf = useTaskType();
  const { task, image, stage } = useFollowedTask(connection, id);
  const about = task.data && subjectOf(task.data, () => image.data?.name);
  const title = task.data ? typeOf(task.data.task_type) : t('gcore.task.one');
  usePage({
    title,
    crumbs: [
      { label: connection.label, to: `/c/${connection.id}/images${place}` },
      { label: t('gcore.task.title'), to: `/c/${connection.id}/tasks${place}` },
      { label: title },
    ],
  });
  if (task.error && !task.data) {
    return (
      <CallFailure connectionId={connection.id} error={task.error} onRetry={() => void task.refetch()} />
    );
  }
  if (!task.data || !stage) {
    return (
      <Card flush>
        <SkeletonRows count={4} />
      </Card>
    );
  }
  const moment = (text: string | null) => {
    const at = momentOf(text);
    return at === undefined ? t('gcore.task.notSaid') : <DateTime at={at} />;
  };
  return (
    <>
      <PageHeader title={title}>
        <StageMark stage={stage} />
        {about?.name !== undefined && <bdi>{about.name}</bdi>}
        <PlaceSwitch connection={connection} leadsTo={`/c/${connection.id}/tasks`} />
      </PageHeader>
      <div className="grid max-w-3xl gap-4">
        <Card
          footer={
            <div className="flex w-full flex-wrap justify-end gap-2.5">
              <ButtonLink to={`/c/${connection.id}/tasks${place}`}>{t('gcore.task.all')}</ButtonLink>
              {image.data && (
                <ButtonLink kind="primary" to={`/c/${connection.id}/images/${image.data.id}${place}`}>
                  {t('gcore.task.toImage')}
                </ButtonLink>
              )}
            </div>
          }
        >
          <div className="grid gap-4" aria-live="polite">
            {isUnderWay(stage) && <ProgressBar label={title} fraction={undefined} />}
            <p>{t(`gcore.task.says.${stage}`)}</p>
            {stage === 'failed' && (
              <ErrorNotice
                title={t('gcore.task.failedTitle')}
                detail={task.data.error ?? t('gcore.task.noReason')}
              />
            )}
            {isUnderWay(stage) && task.data.error && (
              <p dir="auto" className="text-sm text-warn">
                {task.data.error}
              </p>
            )}
            <KeyValues
              items={[
                { key: t('gcore.task.began'), value: moment(task.data.created_on) },
                { key: t('gcore.task.endedAt'), value: moment(task.data.finished_on) },
                ...(image.data
                  ? [
                      {
                        key: t('gcore.task.image'),
                        value: (
                          <Link
                            className="text-accent hover:underline"
                            to={`/c/${connection.id}/images/${image.data.id}${place}`}
                          >
                            <bdi>{image.data.name}</bdi>
                          </Link>
                        ),
                      },
                      {
                        key: t('gcore.task.size'),
                        value: image.data.size ? <Bytes count={image.data.size} /> : t('gcore.task.notYet'),
                      },
                    ]
                  : []),
                {
                  key: t('gcore.task.id'),
                  value: <code className="text-xs wrap-anywhere">{task.data.id}</code>,
                },
              ]}
            />
          </div>
        </Card>
      </div>
    </>
  );
}
