import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { fandoghEndpoints } from '../../../contract/fandogh/endpoints.ts';
import type { FandoghMembership } from '../../../contract/fandogh/models.ts';
import { call } from '../../api/call.ts';
import type { Connection } from '../../api/connection.ts';
import { failureText } from '../../connections/failureText.ts';
import type { ConnectionKind, CredentialsProps, PlaceProps } from '../../connections/kind.ts';
import { TokenField } from '../../connections/TokenField.tsx';
import { useFormats, useText } from '../../i18n/useLanguage.ts';
import { Button } from '../../ui/Button.tsx';
import { RadioCards } from '../../ui/RadioCards.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { TextField } from '../../ui/TextField.tsx';

/** Fandogh's word is JWT, not Bearer. */
function authorizationOf(token: string): string | null {
  const trimmed = token.trim();
  return trimmed === '' ? null : `JWT ${trimmed}`;
}

type Exchange =
  | { readonly kind: 'idle' | 'busy' | 'done' }
  | { readonly kind: 'failed'; readonly error: unknown };

function PasswordFields({ connection, onChange }: CredentialsProps) {
  const t = useText();
  const format = useFormats();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [exchange, setExchange] = useState<Exchange>({ kind: 'idle' });
  const asking = useRef<AbortController>(undefined);
  // The token that comes after these fields have gone would be taken for what the form is about then.
  useEffect(() => () => asking.current?.abort(), []);
  const signIn = async (): Promise<void> => {
    const { signal } = (asking.current = new AbortController());
    setExchange({ kind: 'busy' });
    try {
      const { token } = await call(
        connection,
        fandoghEndpoints.createToken,
        { json: { username, password } },
        { signal },
      );
      setPassword('');
      setExchange({ kind: 'done' });
      onChange(authorizationOf(token));
    } catch (error) {
      if (!signal.aborted) setExchange({ kind: 'failed', error });
    }
  };
  const failure = exchange.kind === 'failed' ? failureText(exchange.error, t, format) : undefined;
  return (
    <div className="grid gap-4">
      <TextField
        label={t('connections.fandogh.username')}
        autoComplete="off"
        dir="ltr"
        value={username}
        onChange={(event) => setUsername(event.currentTarget.value)}
      />
      <TextField
        label={t('connections.fandogh.password')}
        hint={
          exchange.kind === 'done' ? t('connections.fandogh.signedIn') : t('connections.fandogh.passwordHint')
        }
        error={failure && <span dir="auto">{failure.words || failure.title}</span>}
        type="password"
        autoComplete="off"
        dir="ltr"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <div>
        <Button
          busy={exchange.kind === 'busy'}
          disabled={username === '' || password === ''}
          onClick={() => void signIn()}
        >
          {t('connections.fandogh.signIn')}
        </Button>
      </div>
    </div>
  );
}

function Credentials({ connection, onChange }: CredentialsProps) {
  const t = useText();
  const [way, setWay] = useState<'token' | 'password'>('token');
  const [token, setToken] = useState('');
  return (
    <div className="grid gap-4">
      <RadioCards
        legend={t('connections.fandogh.way')}
        value={way}
        cards={[
          { value: 'token', title: t('connections.fandogh.way.token') },
          { value: 'password', title: t('connections.fandogh.way.password') },
        ]}
        onChange={(chosen) => {
          setWay(chosen);
          onChange(chosen === 'token' ? authorizationOf(token) : null);
        }}
      />
      {way === 'password' ? (
        <PasswordFields connection={connection} onChange={onChange} />
      ) : (
        <TokenField
          value={token}
          onChange={(typed) => {
            setToken(typed);
            onChange(authorizationOf(typed));
          }}
        />
      )}
    </div>
  );
}

function namespacesQuery(connection: Connection) {
  return {
    queryKey: ['fandogh', 'namespaces', connection.base, connection.authorization],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      call(connection, fandoghEndpoints.listNamespaces, {}, { signal }),
  };
}

/** What the token may do in a namespace. */
function roleIn(namespace: FandoghMembership | undefined): readonly string[] | undefined {
  return namespace?.user_role ? [namespace.user_role] : undefined;
}

/** Accounts with several namespaces must say in which one they work; with one, nothing is to choose. */
function Place({ connection, onChange }: PlaceProps) {
  const t = useText();
  const namespaces = useQuery(namespacesQuery(connection));
  if (!namespaces.data || namespaces.data.length < 2) return null;
  return (
    <SelectField
      label={t('connections.fandogh.namespace')}
      value={connection.namespace ?? ''}
      options={[
        { value: '', label: t('connections.fandogh.chooseNamespace') },
        ...namespaces.data.map(({ name }) => ({ value: name, label: name })),
      ]}
      onChange={(name) =>
        onChange(
          name === '' ? {} : { namespace: name },
          roleIn(namespaces.data?.find((one) => one.name === name)),
        )
      }
    />
  );
}

/** Connections to Fandogh: a token, or a user name and a password that are exchanged for one. */
export const fandoghConnection: ConnectionKind = {
  service: 'fandogh',
  name: 'Fandogh',
  letter: 'F',
  Credentials,
  Place,
  isPlaced: () => true,
  check: async (connection, signal) => {
    const namespaces = await call(connection, fandoghEndpoints.listNamespaces, {}, { signal });
    const chosen = namespaces.find(({ name }) => name === connection.namespace) ?? namespaces[0];
    const place = namespaces.length > 1 && chosen ? { namespace: chosen.name } : {};
    await call({ ...connection, ...place }, fandoghEndpoints.listImages, {}, { signal });
    return { user: undefined, may: roleIn(chosen), place };
  },
};
