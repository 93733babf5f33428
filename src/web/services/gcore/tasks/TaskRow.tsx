import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Check, CircleCheck, CircleDashed, CircleX, LoaderCircle } from 'lucide-react';
import { Link } from 'react-router';
import { gcoreEndpoints } from '../../../../contract/gcore/endpoints.ts';
import { isFinal, type GcoreTask } from '../../../../contract/gcore/task.ts';
import { call } from '../../../api/call.ts';
import { CallFailure } from '../../../connections/CallFailure.tsx';
import type { SavedConnection } from '../../../connections/store.ts';
import { Time } from '../../../i18n/Time.tsx';
import { useFormats, useText } from '../../../i18n/useLanguage.ts';
import { Button } from '../../../ui/Button.tsx';
import { Name } from '../../../ui/Name.tsx';
import { StatePill } from '../../../ui/StatePill.tsx';
import { usePlaceSearch } from '../place.ts';
import { renewTasks } from './queries.ts';
import { momentOf, stageOf, subjectOf, type Stage } from './stage.ts';

const LOOKS = {
  waiting: { tone: 'warn', icon: CircleDashed },
  running: { tone: 'busy', icon: LoaderCircle },
  storing: { tone: 'busy', icon: LoaderCircle },
  ready: { tone: 'ok', icon: CircleCheck },
  finished: { tone: 'ok', icon: CircleCheck },
  failed: { tone: 'bad', icon: CircleX },
  spoilt: { tone: 'bad', icon: CircleX },
} as const;

/** The stage of a task by icon and word. */
export function StageMark({ stage }: { readonly stage: Stage }) {
  const t = useText();
  const { tone, icon } = LOOKS[stage];
  return (
    <StatePill tone={tone} icon={icon} turning={tone === 'busy'}>
      {t(`gcore.task.${stage}`)}
    </StatePill>
  );
}

const TYPES = {
  create_image: 'gcore.task.create',
  download_image: 'gcore.task.download',
  delete_image: 'gcore.task.delete',
} as const;

/** What a task does, in words where it is about images. */
export function useTaskType(): (type: string) => string {
  const t = useText();
  return (type) => {
    const known = Object.entries(TYPES).find(([name]) => name === type);
    return known ? t(known[1]) : type;
  };
}

interface TaskRowProps {
  readonly connection: SavedConnection;
  readonly task: GcoreTask;
  readonly nameOf: (image: string) => string | undefined;
}

/** One task: what it does, to which image, how far it is, and its error in full. */
export function TaskRow({ connection, task, nameOf }: TaskRowProps) {
  const t = useText();
  const format = useFormats();
  const client = useQueryClient();
  const place = usePlaceSearch();
  const typeOf = useTaskType();
  const { image, name } = subjectOf(task, nameOf);
  // The list tells nothing of the image store; the page of the task does.
  const stage = task.state === 'FINISHED' ? 'finished' : stageOf(task);
  const began = momentOf(task.created_on);
  const ended = momentOf(task.finished_on);
  const acknowledge = useMutation({
    mutationFn: () => call(connection, gcoreEndpoints.acknowledgeTask, { params: { task_id: task.id } }),
    onSuccess: () => renewTasks(client, connection),
  });
  const shown = name ?? image ?? '';
  const exists = image !== undefined && nameOf(image) !== undefined;
  return (
    <li className="border-line px-4 py-2.5 not-first:border-t">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
        <span className="w-28 shrink-0">
          <StageMark stage={stage} />
        </span>
        <div className="min-w-52 flex-1">
          <Link
            to={`/c/${connection.id}/tasks/${task.id}${place}`}
            className="inline-block leading-6 font-medium text-text hover:text-accent hover:underline"
          >
            {typeOf(task.task_type)}
          </Link>
          {shown !== '' && (
            <div className="text-sm text-muted">
              {exists ? (
                <Link
                  className="inline-block leading-6 hover:text-accent hover:underline"
                  to={`/c/${connection.id}/images/${image}${place}`}
                >
                  <Name>{shown}</Name>
                </Link>
              ) : (
                <span className="inline-block leading-6">
                  <Name>{shown}</Name>
                </span>
              )}
            </div>
          )}
        </div>
        <div className="text-sm text-muted tabular-nums">
          {began !== undefined && <Time at={began} />}
          {began !== undefined && ended !== undefined && ` · ${format.duration(Math.max(0, ended - began))}`}
        </div>
        {isFinal(task) && task.acknowledged_at === null && (
          <Button size="sm" icon={Check} busy={acknowledge.isPending} onClick={() => acknowledge.mutate()}>
            {t('gcore.task.acknowledge')}
          </Button>
        )}
      </div>
      {task.error !== null && task.error !== '' && (
        <p
          dir="auto"
          className="mt-2 border-s-2 border-bad/40 ps-3 text-sm wrap-anywhere whitespace-pre-wrap text-muted"
        >
          {task.error}
        </p>
      )}
      {task.state === 'ERROR' && !task.error && (
        <p className="mt-2 text-sm text-muted">{t('gcore.task.noReason')}</p>
      )}
      {acknowledge.error && (
        <div className="mt-2">
          <CallFailure
            connectionId={connection.id}
            error={acknowledge.error}
            onRetry={() => acknowledge.mutate()}
          />
        </div>
      )}
    </li>
  );
}
