import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Pencil, Tags } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { gcoreEndpoints } from '../../../../contract/gcore/endpoints.ts';
import type { GcoreImage } from '../../../../contract/gcore/image.ts';
import { isFailure } from '../../../api/error.ts';
import { requestOf } from '../../../api/request.ts';
import { CallFailure } from '../../../connections/CallFailure.tsx';
import type { SavedConnection } from '../../../connections/store.ts';
import { useText } from '../../../i18n/useLanguage.ts';
import { announce } from '../../../ui/announce.ts';
import { Notice } from '../../../ui/Banner.tsx';
import { Button, ButtonLink } from '../../../ui/Button.tsx';
import { SelectField } from '../../../ui/SelectField.tsx';
import { SkeletonRows } from '../../../ui/Skeleton.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { nameProblem } from '../create/form.ts';
import { gcoreImageQuery } from '../imageList.ts';
import { placeParams, placeSearch } from '../place.ts';
import { RequestLines } from '../RequestLines.tsx';
import { changesOf, fieldsOf, mergeFields, type FieldName, type FieldsForm } from './changes.ts';
import { saveFields, type FieldsSaved } from './save.ts';

interface FieldsPanelProps {
  /** At the place of the image. */
  readonly connection: SavedConnection;
  readonly id: string;
  /** May its fields be changed? Images of other projects may not. */
  readonly writable: boolean;
}

/** In the panel of an image: the way to its metadata, and its fields to be changed in place. */
export function FieldsPanel({ connection, id, writable }: FieldsPanelProps) {
  const t = useText();
  const [editing, setEditing] = useState(false);
  return (
    <div className="mb-4 grid gap-3">
      <div className="flex flex-wrap gap-2.5">
        {writable && !editing && (
          <Button size="sm" icon={Pencil} onClick={() => setEditing(true)}>
            {t('gcore.fields.edit')}
          </Button>
        )}
        <ButtonLink
          size="sm"
          icon={Tags}
          to={`/c/${connection.id}/images/${encodeURIComponent(id)}/metadata${placeSearch(connection)}`}
        >
          {t('gcore.tab.metadata')}
        </ButtonLink>
      </div>
      {editing && <Loaded connection={connection} id={id} onClose={() => setEditing(false)} />}
    </div>
  );
}

interface LoadedProps {
  readonly connection: SavedConnection;
  readonly id: string;
  readonly onClose: () => void;
}

function Loaded({ connection, id, onClose }: LoadedProps) {
  const image = useQuery(gcoreImageQuery(connection, id));
  if (image.error && !image.data) {
    return (
      <CallFailure connectionId={connection.id} error={image.error} onRetry={() => void image.refetch()} />
    );
  }
  if (!image.data) return <SkeletonRows count={3} />;
  return <FieldsEditor connection={connection} image={image.data} onClose={onClose} />;
}

interface FieldsEditorProps {
  readonly connection: SavedConnection;
  readonly image: GcoreImage;
  readonly onClose: () => void;
}

function FieldsEditor({ connection, image, onClose }: FieldsEditorProps) {
  const t = useText();
  const client = useQueryClient();
  const [before, setBefore] = useState(() => fieldsOf(image));
  const [form, setForm] = useState(before);
  const changes = changesOf(before, form);
  const input = { params: { ...placeParams(connection), image_id: image.id }, json: changes };
  const nothing = Object.keys(changes).length === 0;
  const bad = form.name === before.name ? undefined : nameProblem(form.name);
  const set = (change: Partial<FieldsForm>): void => setForm({ ...form, ...change });
  const save = useMutation({
    mutationFn: () => saveFields(connection, image.id, before, form),
    onSuccess: (saved) => {
      client.setQueryData(gcoreImageQuery(connection, image.id).queryKey, saved.image);
      void client.invalidateQueries({ queryKey: ['images', connection.id] });
      void client.invalidateQueries({ queryKey: ['image', connection.id] });
      if (saved.outcome === 'asSent') {
        announce(t('gcore.fields.saved'));
        onClose();
      } else {
        const now = fieldsOf(saved.image);
        setForm((current) => mergeFields(before, current, now));
        setBefore(now);
      }
    },
  });
  const said = isFailure(save.error, 'invalid') ? save.error.failure.fields['name']?.join(' ') : undefined;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!nothing && bad === undefined) save.mutate();
  };
  const unsaid = { value: '' as const, label: t('gcore.fields.unsaid') };
  // What the service cannot take back is offered as "not said" only while it is.
  const unsaidIf = (was: string) => (was === '' ? [unsaid] : []);
  return (
    <form onSubmit={submit} className="grid gap-4 rounded-md border border-line p-4">
      <TextField
        code
        label={t('gcore.create.name')}
        error={said ?? (bad && t(`gcore.create.name.${bad}`))}
        value={form.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          label={t('gcore.field.osType')}
          value={form.osType}
          options={[
            ...unsaidIf(before.osType),
            { value: 'linux', label: 'Linux' },
            { value: 'windows', label: 'Windows' },
          ]}
          onChange={(osType) => set({ osType })}
        />
        <SelectField
          label={t('gcore.field.sshKey')}
          value={form.sshKey}
          options={[
            ...unsaidIf(before.sshKey),
            { value: 'allow', label: t('gcore.create.ssh.allow') },
            { value: 'deny', label: t('gcore.create.ssh.deny') },
            { value: 'required', label: t('gcore.create.ssh.required') },
          ]}
          onChange={(sshKey) => set({ sshKey })}
        />
        <SelectField
          label={t('gcore.field.firmware')}
          value={form.firmware}
          options={[
            ...unsaidIf(before.firmware),
            { value: 'uefi', label: 'UEFI' },
            { value: 'bios', label: 'BIOS' },
          ]}
          onChange={(firmware) => set({ firmware })}
        />
        <SelectField
          label={t('gcore.field.machineType')}
          disabled={image.architecture === 'aarch64'}
          value={form.machine}
          options={[
            ...unsaidIf(before.machine),
            { value: 'q35', label: 'q35' },
            { value: 'i440', label: 'i440' },
          ]}
          onChange={(machine) => set({ machine })}
        />
        <SelectField
          label={t('gcore.field.bareMetal')}
          hint={form.bareMetal === '' && before.bareMetal !== '' ? t('gcore.fields.takesAway') : undefined}
          value={form.bareMetal}
          options={[
            { value: 'yes', label: t('gcore.fields.yes') },
            { value: 'no', label: t('gcore.fields.no') },
            unsaid,
          ]}
          onChange={(bareMetal) => set({ bareMetal })}
        />
      </div>
      {!nothing && (
        <RequestLines
          base={connection.base}
          requests={[{ request: requestOf(connection, gcoreEndpoints.updateImage, input) }]}
        />
      )}
      {save.data && save.data.outcome !== 'asSent' && <NotAsWanted saved={save.data} />}
      {save.error && said === undefined && (
        <CallFailure connectionId={connection.id} error={save.error} onRetry={() => save.mutate()} />
      )}
      <div className="flex justify-end gap-2.5">
        <Button onClick={onClose}>{t('gcore.metadata.cancel')}</Button>
        <Button type="submit" kind="primary" busy={save.isPending} disabled={nothing || bad !== undefined}>
          {t('gcore.fields.save')}
        </Button>
      </div>
    </form>
  );
}

const LABELS = {
  name: 'gcore.create.name',
  osType: 'gcore.field.osType',
  sshKey: 'gcore.field.sshKey',
  firmware: 'gcore.field.firmware',
  machine: 'gcore.field.machineType',
  bareMetal: 'gcore.field.bareMetal',
} as const satisfies Record<FieldName, string>;

/** Why the form is still there after saving, and what its fields say at the service. */
function NotAsWanted({ saved }: { readonly saved: Exclude<FieldsSaved, { outcome: 'asSent' }> }) {
  const t = useText();
  const now = fieldsOf(saved.image);
  const said = (field: FieldName): string =>
    now[field] === ''
      ? t('gcore.fields.unsaid')
      : field === 'bareMetal'
        ? t(now.bareMetal === 'yes' ? 'gcore.fields.yes' : 'gcore.fields.no')
        : now[field];
  return (
    <Notice tone="warn" title={t(`gcore.fields.${saved.outcome}`)}>
      <ul>
        {saved.fields.map((field) => (
          <li key={field}>
            {t.rich('gcore.fields.is', {
              field: t(LABELS[field]),
              value: <bdi>{said(field)}</bdi>,
            })}
          </li>
        ))}
      </ul>
      {saved.outcome === 'overtaken' && t('gcore.fields.overtakenHint')}
    </Notice>
  );
}
