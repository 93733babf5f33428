import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { DEMO_VOLUMES } from '../../../../contract/gcore/demo.ts';
import { gcoreEndpoints } from '../../../../contract/gcore/endpoints.ts';
import { CREATION_DEFAULTS } from '../../../../contract/gcore/image.ts';
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
import { CheckboxField } from '../../../ui/Checkbox.tsx';
import { usePage } from '../../../ui/page.ts';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { RadioCards } from '../../../ui/RadioCards.tsx';
import { SelectField } from '../../../ui/SelectField.tsx';
import { TextAreaField, TextField } from '../../../ui/TextField.tsx';
import { placeParams, useGcoreConnection, usePlaceSearch } from '../place.ts';
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

/** Makes an image of a volume, or has one fetched. */
export function Component() {
  const connection = useGcoreConnection();
  return connection ? <NewImage connection={connection} /> : null;
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
const FIELDS = { name: 'name', url: 'url', volume: 'volume_id', labels: 'metadata' } as const;

function NewImage({ connection }: { readonly connection: SavedConnection }) {
  const t = useText();
  const navigate = useNavigate();
  const client = useQueryClient();
  const place = usePlaceSearch();
  const volumes = useId();
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
  const said = (field: keyof typeof FIELDS): string | undefined => fields[FIELDS[field]]?.join(' ');
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
  const arm = form.architecture === 'aarch64';
  const suggested = DEMO_VOLUMES.filter(
    ({ projectId, regionId }) => projectId === connection.project && regionId === connection.region,
  );
  const observer = connection.may?.includes('Project Observer') ?? false;
  const word = (value: string): string => t('gcore.create.isDefault', { value });
  return (
    <>
      <PageHeader title={t('gcore.create.title')}>
        <PlaceSwitch connection={connection} />
      </PageHeader>
      <form onSubmit={submit} className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid min-w-0 gap-4">
          <Card title={t('gcore.create.what')}>
            <div className="grid gap-4">
              <RadioCards
                legend={t('gcore.create.source')}
                value={source}
                cards={[
                  { value: 'url', title: t('gcore.create.url'), description: t('gcore.create.urlCard') },
                  {
                    value: 'volume',
                    title: t('gcore.create.volume'),
                    description: t('gcore.create.volumeCard'),
                  },
                ]}
                onChange={chooseSource}
              />
              {source === 'url' ? (
                <TextField
                  code
                  label={t('gcore.create.address')}
                  hint={t('gcore.create.addressHint')}
                  inputMode="url"
                  error={
                    said('url') ??
                    (form.url !== '' && problems.url ? t('gcore.create.notAddress') : undefined)
                  }
                  value={form.url}
                  onChange={(event) => set({ url: event.currentTarget.value })}
                />
              ) : (
                <>
                  <TextField
                    code
                    label={t('gcore.create.volumeId')}
                    hint={t('gcore.create.volumeHint')}
                    list={volumes}
                    error={
                      said('volume') ??
                      (form.volume !== '' && problems.volume ? t('gcore.create.notUuid') : undefined)
                    }
                    value={form.volume}
                    onChange={(event) => set({ volume: event.currentTarget.value })}
                  />
                  <datalist id={volumes}>
                    {connection.base.startsWith('/embedded/') &&
                      suggested.map(({ id, name }) => (
                        <option key={id} value={id}>
                          {name}
                        </option>
                      ))}
                  </datalist>
                </>
              )}
              <TextField
                code
                label={t('gcore.create.name')}
                hint={t('gcore.create.nameHint')}
                error={
                  said('name') ??
                  (form.name !== '' && problems.name ? t(`gcore.create.name.${problems.name}`) : undefined)
                }
                value={form.name}
                onChange={(event) => set({ name: event.currentTarget.value })}
              />
            </div>
          </Card>
          <Card title={t('gcore.create.system')}>
            <div className="grid gap-4 sm:grid-cols-2">
              <SelectField
                label={t('gcore.field.osType')}
                hint={t('gcore.create.osTypeHint')}
                value={form.osType}
                options={[
                  { value: 'linux', label: word('Linux') },
                  { value: 'windows', label: 'Windows' },
                ]}
                onChange={(osType) => set({ osType })}
              />
              <SelectField
                label={t('gcore.field.architecture')}
                hint={t('gcore.create.architectureHint')}
                value={form.architecture}
                options={[
                  { value: 'x86_64', label: word(CREATION_DEFAULTS.architecture) },
                  { value: 'aarch64', label: 'aarch64 (ARM)' },
                ]}
                onChange={(architecture) => set({ architecture })}
              />
              {source === 'url' && (
                <>
                  <TextField
                    code
                    optional
                    label={t('gcore.field.osDistro')}
                    hint={t('gcore.create.distroHint')}
                    placeholder="ubuntu"
                    value={form.osDistro}
                    onChange={(event) => set({ osDistro: event.currentTarget.value })}
                  />
                  <TextField
                    code
                    optional
                    label={t('gcore.field.osVersion')}
                    hint={t('gcore.create.versionHint')}
                    placeholder="24.04"
                    value={form.osVersion}
                    onChange={(event) => set({ osVersion: event.currentTarget.value })}
                  />
                </>
              )}
              <SelectField
                label={t('gcore.field.sshKey')}
                hint={t('gcore.create.sshHint')}
                value={form.sshKey}
                options={[
                  { value: 'allow', label: word(t('gcore.create.ssh.allow')) },
                  { value: 'deny', label: t('gcore.create.ssh.deny') },
                  { value: 'required', label: t('gcore.create.ssh.required') },
                ]}
                onChange={(sshKey) => set({ sshKey })}
              />
            </div>
          </Card>
          <Card title={t('gcore.group.machine')}>
            <div className="grid gap-4 sm:grid-cols-2">
              <SelectField
                label={t('gcore.field.firmware')}
                hint={t('gcore.create.firmwareHint')}
                value={form.firmware}
                options={[
                  { value: '', label: word(t('gcore.create.unsaid')) },
                  { value: 'uefi', label: 'UEFI' },
                  ...(form.bareMetal ? [] : [{ value: 'bios' as const, label: 'BIOS' }]),
                ]}
                onChange={(firmware) => set({ firmware })}
              />
              <SelectField
                label={t('gcore.field.machineType')}
                hint={t(arm ? 'gcore.create.machineArm' : 'gcore.create.machineHint')}
                disabled={arm}
                value={form.machine}
                options={[
                  { value: '', label: word(t('gcore.create.unsaid')) },
                  { value: 'q35', label: 'q35' },
                  { value: 'i440', label: 'i440' },
                ]}
                onChange={(machine) => set({ machine })}
              />
              <CheckboxField
                label={t('gcore.field.bareMetal')}
                hint={t('gcore.create.bareMetalHint')}
                checked={form.bareMetal}
                onChange={(bareMetal) => set({ bareMetal })}
              />
              {source === 'url' && (
                <CheckboxField
                  label={t('gcore.create.cow')}
                  hint={t('gcore.create.cowHint')}
                  checked={form.cowFormat}
                  onChange={(cowFormat) => set({ cowFormat })}
                />
              )}
            </div>
          </Card>
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
