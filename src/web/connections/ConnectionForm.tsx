import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { Service } from '../../contract/endpoint.ts';
import { useFormats, useText } from '../i18n/useLanguage.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { RadioCards } from '../ui/RadioCards.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { failureText } from './failureText.ts';
import { useConnectionKind, useConnectionKinds, type Checked } from './kind.ts';
import { accountsQuery, serverInfoQuery } from './server.ts';
import { freeId, type SavedConnection } from './store.ts';

type Check =
  | { readonly kind: 'none' | 'asking' }
  | { readonly kind: 'accepted'; readonly checked: Checked }
  | { readonly kind: 'failed'; readonly error: unknown };

/** A connection that is being made: nothing is chosen yet but the service. */
export function draftOf(service: Service): SavedConnection {
  return { id: '', label: '', service, target: '', base: '', authorization: null, keep: 'tab' };
}

interface FormProps {
  /** What the form starts with; an empty id makes a new connection. */
  readonly initial: SavedConnection;
  readonly onSave: (connection: SavedConnection) => void;
}

/**
 * Adds or edits a connection: the service, where it is, whose token, and where in it to work. The token is
 * tried before it is kept, and everything typed stays whatever the service says.
 */
export function ConnectionForm({ initial, onSave }: FormProps) {
  const t = useText();
  const format = useFormats();
  const [draft, setDraft] = useState(initial);
  const [check, setCheck] = useState<Check>({ kind: 'none' });
  const [nameMissing, setNameMissing] = useState(false);
  const [saving, setSaving] = useState(false);
  const testing = useRef<AbortController>(undefined);
  useEffect(() => () => testing.current?.abort(), []);
  const kinds = useConnectionKinds();
  const kind = useConnectionKind(draft.service);
  const server = useQuery(serverInfoQuery);
  const targets = server.data?.targets.filter((target) => target.service === draft.service) ?? [];
  const target = targets.find(({ name }) => name === draft.target) ?? targets[0];
  const connection: SavedConnection = {
    ...draft,
    target: target?.name ?? '',
    base: target?.base ?? draft.base,
  };

  const change = (changed: Partial<SavedConnection>): void => {
    testing.current?.abort();
    const renewed = 'authorization' in changed || 'target' in changed;
    // What the token before might do says nothing of this one.
    setDraft(({ may, ...now }) => ({ ...now, ...(may && !renewed && { may }), ...changed }));
    setCheck((now) => (renewed || now.kind === 'asking' ? { kind: 'none' } : now));
  };

  /** Gives the connection as the service has accepted it; undefined if it has not, or if another was wanted meanwhile. */
  const test = async (): Promise<SavedConnection | undefined> => {
    testing.current?.abort();
    const { signal } = (testing.current = new AbortController());
    setCheck({ kind: 'asking' });
    try {
      // Each call gives a silent service up by itself, and says so.
      const checked = await kind.check(connection, signal);
      if (signal.aborted) return undefined;
      const told = { ...checked.place, ...(checked.may && { may: checked.may }) };
      setCheck({ kind: 'accepted', checked });
      setDraft((now) => ({ ...now, ...told }));
      return { ...connection, ...told };
    } catch (error) {
      if (!signal.aborted) setCheck({ kind: 'failed', error });
      return undefined;
    }
  };

  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (saving) return;
    setNameMissing(draft.label.trim() === '');
    if (draft.label.trim() === '') return;
    setSaving(true);
    const accepted = check.kind === 'accepted' ? connection : await test();
    if (accepted && kind.isPlaced(accepted)) {
      // The form stays busy until its page is left: a second press would save a second connection.
      onSave({ ...accepted, label: draft.label.trim(), id: initial.id || freeId(draft.label) });
    } else setSaving(false);
  };

  const failure = check.kind === 'failed' ? failureText(check.error, t, format) : undefined;
  return (
    <form onSubmit={(event) => void save(event)} className="max-w-3xl">
      <Card
        footer={
          <div className="flex flex-1 flex-wrap justify-end gap-2.5">
            <Button
              busy={check.kind === 'asking'}
              disabled={connection.authorization === null || !target}
              onClick={() => void test()}
            >
              {t('connections.test')}
            </Button>
            <Button
              type="submit"
              kind="primary"
              busy={saving}
              disabled={connection.authorization === null || !target}
            >
              {t('connections.save')}
            </Button>
          </div>
        }
      >
        <div className="grid gap-5">
          {initial.id === '' && (
            <RadioCards
              legend={t('connections.service')}
              value={draft.service}
              cards={kinds.map(({ service, name }) => ({ value: service, title: name }))}
              onChange={(service) => {
                testing.current?.abort();
                setDraft({ ...draftOf(service), label: draft.label });
                setCheck({ kind: 'none' });
              }}
            />
          )}
          {server.data && targets.length === 0 ? (
            <Banner
              tone="warn"
              title={t('connections.noTarget', {
                service: kind.name,
                flag: `--upstream NAME=${kind.service},URL`,
              })}
            />
          ) : (
            <SelectField
              label={t('connections.target')}
              value={target?.name ?? ''}
              options={targets.map(({ name }) => ({
                value: name,
                label: name === 'embedded' ? t('connections.embedded') : name,
              }))}
              onChange={(name) => change({ target: name, authorization: null })}
            />
          )}
          <TextField
            label={t('connections.label')}
            hint={t('connections.labelHint')}
            error={nameMissing ? t('connections.labelMissing') : undefined}
            value={draft.label}
            onChange={(event) => change({ label: event.currentTarget.value })}
          />
          <Token key={`${draft.service}/${target?.name ?? ''}`} connection={connection} onChange={change} />
          {check.kind === 'accepted' && (
            <Banner
              tone="ok"
              title={
                check.checked.user === undefined
                  ? t('connections.accepted')
                  : t('connections.acceptedAs', { user: check.checked.user })
              }
            >
              {check.checked.may && t('connections.may', { list: format.list(check.checked.may) })}
            </Banner>
          )}
          {failure && (
            <Banner tone="bad" title={failure.title}>
              {failure.advice}
              {failure.words && (
                <span dir="auto" className="mt-1 block">
                  {failure.words}
                </span>
              )}
            </Banner>
          )}
          {check.kind === 'accepted' && kind.Place && (
            <kind.Place
              connection={connection}
              onChange={(place, may) =>
                setDraft(({ namespace: _n, project: _p, region: _r, may: _m, ...now }) => ({
                  ...now,
                  ...place,
                  ...(may && { may }),
                }))
              }
            />
          )}
          {check.kind === 'accepted' && !kind.isPlaced(connection) && (
            <p className="text-sm text-warn">{t('connections.choosePlace')}</p>
          )}
          <RadioCards
            legend={t('connections.keep')}
            value={draft.keep}
            cards={[
              { value: 'tab', title: t('connections.keep.tab'), description: t('connections.keep.tabHint') },
              {
                value: 'device',
                title: t('connections.keep.device'),
                description: t('connections.keep.deviceHint'),
              },
            ]}
            onChange={(keep) => change({ keep })}
          />
        </div>
      </Card>
    </form>
  );
}

/** A token: a demo user's where the embedded services tell them, or one's own. */
function Token({
  connection,
  onChange,
}: {
  readonly connection: SavedConnection;
  readonly onChange: (changed: Partial<SavedConnection>) => void;
}) {
  const t = useText();
  const { Credentials } = useConnectionKind(connection.service);
  const accounts = useQuery({ ...accountsQuery, enabled: connection.target === 'embedded' });
  const known = accounts.data?.filter(({ service }) => service === connection.service) ?? [];
  const [own, setOwn] = useState(false);
  const chosen = known.findIndex(({ authorization }) => authorization === connection.authorization);
  const offersAccounts = connection.target === 'embedded' && known.length > 0;
  return (
    <div className="grid gap-4">
      {offersAccounts && (
        <SelectField
          label={t('connections.account')}
          value={own ? 'own' : String(chosen)}
          options={[
            ...(chosen === -1 && !own ? [{ value: '-1', label: '—' }] : []),
            ...known.map((account, index) => ({
              value: String(index),
              label: `${account.user}: ${account.label}`,
            })),
            { value: 'own', label: t('connections.ownToken') },
          ]}
          onChange={(value) => {
            setOwn(value === 'own');
            const account = known[Number(value)];
            onChange({ authorization: account?.authorization ?? null, ...(account && { may: account.may }) });
          }}
        />
      )}
      {(own || !offersAccounts) && (
        <Credentials connection={connection} onChange={(authorization) => onChange({ authorization })} />
      )}
    </div>
  );
}
