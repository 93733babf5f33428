import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { gcoreEndpoints } from '../../../../contract/gcore/endpoints.ts';
import { call } from '../../../api/call.ts';
import { isFailure } from '../../../api/error.ts';
import { requestOf } from '../../../api/request.ts';
import { CallFailure } from '../../../connections/CallFailure.tsx';
import type { SavedConnection } from '../../../connections/store.ts';
import { useText } from '../../../i18n/useLanguage.ts';
import { announce } from '../../../ui/announce.ts';
import { Notice } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Card } from '../../../ui/Card.tsx';
import { usePage } from '../../../ui/page.ts';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { TextAreaField } from '../../../ui/TextField.tsx';
import { GcorePage } from '../GcorePage.tsx';
import { placeParams, usePlaceSearch } from '../place.ts';
import { PlaceSwitch } from '../PlaceSwitch.tsx';
import { RequestLines } from '../RequestLines.tsx';
import { renewTasks } from '../tasks/queries.ts';
import {
  changeForm,
  EMPTY_FORM,
  problemsOf,
  urlBody,
  volumeBody,
  type CreateForm,
  type Source,
} from './form.ts';
import { MachineFields } from './MachineFields.tsx';
import { SourceFields, type SaidField } from './SourceFields.tsx';

/** Makes an image of a volume, or has one fetched. */
export function Component() {
  return <GcorePage>{(connection) => <NewImage connection={connection} />}</GcorePage>;
}

/** The call that the form stands for, as a request and as what sends it. */
function creationOf(connection: SavedConnection, form: CreateForm, source: Source) {
  const params = placeParams(connection);
  if (source === 'volume') {
    const input = { params, json: volumeBody(form) };
    return {
      request: requestOf(connection, gcoreEndpoints.createImage, input),
      send: () => call(connection, gcoreEndpoints.createImage, input),
    };
  }
  const input = { params, json: urlBody(form) };
  return {
    request: requestOf(connection, gcoreEndpoints.downloadImage, input),
    send: () => call(connection, gcoreEndpoints.downloadImage, input),
  };
}

/** Where the service's messages about a field stand in the form. */
const FIELDS = {
  name: 'name',
  url: 'url',
  volume: 'volume_id',
  labels: 'metadata',
} as const satisfies Record<SaidField, string>;

function NewImage({ connection }: { readonly connection: SavedConnection }) {
  const t = useText();
  const navigate = useNavigate();
  const client = useQueryClient();
  const place = usePlaceSearch();
  const [search, setSearch] = useSearchParams();
  const [form, setForm] = useState(EMPTY_FORM);
  const source: Source = search.get('from') === 'volume' ? 'volume' : 'url';
  const problems = problemsOf(form, source);
  const { request, send } = creationOf(connection, form, source);
  const set = (change: Partial<CreateForm>): void => setForm(changeForm(form, change));
  usePage({
    title: t('gcore.create.title'),
    crumbs: [
      { label: connection.label, to: `/c/${connection.id}/images${place}` },
      { label: t('app.images'), to: `/c/${connection.id}/images${place}` },
      { label: t('gcore.create.title') },
    ],
  });
  const create = useMutation({
    mutationFn: send,
    onSuccess: ({ tasks }) => {
      announce(t('gcore.create.started', { name: form.name }));
      renewTasks(client, connection);
      const [task] = tasks;
      void navigate(`/c/${connection.id}/tasks${task === undefined ? '' : `/${task}`}${place}`);
    },
  });
  const fields = isFailure(create.error, 'invalid') ? create.error.failure.fields : {};
  const said = (field: SaidField): string | undefined => fields[FIELDS[field]]?.join(' ');
  // A failure that names a field of the form is told there.
  const placed = said('name') ?? said('labels') ?? said(source);
  const chooseSource = (from: Source): void => {
    const next = new URLSearchParams(search);
    next.set('from', from);
    setSearch(next, { replace: true });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    create.mutate();
  };
  const observer = connection.may?.includes('Project Observer') ?? false;
  return (
    <>
      <PageHeader title={t('gcore.create.title')}>
        <PlaceSwitch connection={connection} />
      </PageHeader>
      <form onSubmit={submit} className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid min-w-0 gap-4">
          <SourceFields
            connection={connection}
            form={form}
            source={source}
            problems={problems}
            said={said}
            onChange={set}
            onSource={chooseSource}
          />
          <MachineFields form={form} source={source} onChange={set} />
          <Card title={t('gcore.tab.metadata')}>
            <TextAreaField
              code
              optional
              label={t('gcore.create.labels')}
              placeholder={'env=prod\nowner_team=platform'}
              error={
                said('labels') ??
                (problems.labels &&
                  ('line' in problems.labels
                    ? t('gcore.metadata.unread', { lines: String(problems.labels.line) })
                    : t('gcore.create.labelLong', { key: problems.labels.key })))
              }
              value={form.labels}
              onChange={(event) => set({ labels: event.currentTarget.value })}
            />
          </Card>
        </div>
        <div className="grid min-w-0 gap-4 lg:sticky lg:top-[calc(var(--topbar)+16px)]">
          <Card title={t('gcore.metadata.willBeSent')}>
            <div className="grid gap-4">
              <RequestLines base={connection.base} requests={[{ request }]} />
              <p className="text-sm text-faint">{t('gcore.create.defaultsHint')}</p>
              {observer && <Notice tone="warn" title={t('gcore.create.observer')} />}
              {create.error && !placed && (
                <CallFailure
                  connectionId={connection.id}
                  error={create.error}
                  onRetry={() => create.mutate()}
                />
              )}
              <div className="flex justify-end">
                <Button
                  type="submit"
                  kind="primary"
                  busy={create.isPending}
                  disabled={Object.keys(problems).length > 0}
                >
                  {t(source === 'url' ? 'gcore.create.fetch' : 'gcore.create.make')}
                </Button>
              </div>
            </div>
          </Card>
        </div>
      </form>
    </>
  );
}
