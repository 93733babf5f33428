import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { gcoreEndpoints } from '../../../contract/gcore/endpoints.ts';
import { call } from '../../api/call.ts';
import type { Connection } from '../../api/connection.ts';
import type { ConnectionKind, CredentialsProps, PlaceProps } from '../../connections/kind.ts';
import { TokenField } from '../../connections/TokenField.tsx';
import { useText } from '../../i18n/useLanguage.ts';
import { SelectField } from '../../ui/SelectField.tsx';
import { NumberField } from '../../ui/NumberField.tsx';

/** Services cut lists of projects and regions at 100 unless told otherwise. */
const ALL = { limit: 1000 };

const SCHEMES = ['APIKey', 'Bearer'] as const;

/** Reseller accounts have no API tokens and sign in with one of the admin portal, so the scheme is chosen. */
function Credentials({ onChange }: CredentialsProps) {
  const t = useText();
  const [scheme, setScheme] = useState<(typeof SCHEMES)[number]>('APIKey');
  const [token, setToken] = useState('');
  const tell = (word: string, typed: string): void => {
    const trimmed = typed.trim();
    onChange(trimmed === '' ? null : `${word} ${trimmed}`);
  };
  return (
    <div className="grid gap-4">
      <SelectField
        label={t('connections.gcore.scheme')}
        hint={t('connections.gcore.schemeHint')}
        value={scheme}
        options={SCHEMES.map((value) => ({ value, label: value }))}
        onChange={(chosen) => {
          setScheme(chosen);
          tell(chosen, token);
        }}
      />
      <TokenField
        value={token}
        onChange={(typed) => {
          setToken(typed);
          tell(scheme, typed);
        }}
      />
    </div>
  );
}

/** The projects that a token sees. */
export function projectsQuery(connection: Connection) {
  return {
    queryKey: ['gcore', 'projects', connection.base, connection.authorization],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      call(connection, gcoreEndpoints.listProjects, { query: ALL }, { signal }),
  };
}

/** The regions that one can work in. */
export function regionsQuery(connection: Connection) {
  return {
    queryKey: ['gcore', 'regions', connection.base, connection.authorization],
    queryFn: async ({ signal }: { signal: AbortSignal }) => {
      const { results } = await call(connection, gcoreEndpoints.listRegions, { query: ALL }, { signal });
      return results.filter((region) => region.state === null || region.state === 'ACTIVE');
    },
  };
}

interface NumberedProps {
  readonly label: string;
  readonly value: number | undefined;
  readonly known: readonly { readonly id: number; readonly name: string }[];
  readonly onChange: (id: number | undefined) => void;
}

/** A choice from the service's list; by number where it gives none, or where the wanted one is not on it. */
function Numbered({ label, value, known, onChange }: NumberedProps) {
  const t = useText();
  const listed = value === undefined || known.some(({ id }) => id === value);
  const [byNumber, setByNumber] = useState(!listed);
  const number = (text: string): number | undefined => (/^\d{1,15}$/.test(text) ? Number(text) : undefined);
  return (
    <div className="grid gap-2">
      {known.length > 0 && (
        <SelectField
          label={label}
          value={byNumber ? 'number' : String(value ?? '')}
          options={[
            ...(value === undefined ? [{ value: '', label: t('connections.gcore.choose') }] : []),
            ...known.map(({ id, name }) => ({ value: String(id), label: `${name} (${id})` })),
            { value: 'number', label: t('connections.gcore.byNumber') },
          ]}
          onChange={(chosen) => {
            setByNumber(chosen === 'number');
            onChange(number(chosen));
          }}
        />
      )}
      {(byNumber || known.length === 0) && (
        <NumberField
          label={t('connections.gcore.number', { what: label })}
          value={String(value ?? '')}
          onChange={(text) => onChange(number(text))}
        />
      )}
    </div>
  );
}

function Place({ connection, onChange }: PlaceProps) {
  const t = useText();
  const projects = useQuery(projectsQuery(connection));
  const regions = useQuery(regionsQuery(connection));
  const { project, region } = connection;
  const place = (changed: { project?: number | undefined; region?: number | undefined }): void => {
    const next = { project, region, ...changed };
    onChange(
      {
        ...(next.project !== undefined && { project: next.project }),
        ...(next.region !== undefined && { region: next.region }),
      },
      // Roles are given by project.
      next.project === project ? connection.may : undefined,
    );
  };
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Numbered
        label={t('connections.gcore.project')}
        value={project}
        known={projects.data?.results ?? []}
        onChange={(id) => place({ project: id })}
      />
      <Numbered
        label={t('connections.gcore.region')}
        value={region}
        known={regions.data?.map(({ id, display_name }) => ({ id, name: display_name })) ?? []}
        onChange={(id) => place({ region: id })}
      />
    </div>
  );
}

/** Connections to Gcore Cloud: a token of either scheme, and the project and region that its paths name. */
export const gcoreConnection: ConnectionKind = {
  service: 'gcore',
  name: 'Gcore Cloud',
  letter: 'G',
  Credentials,
  Place,
  isPlaced: ({ project, region }) => project !== undefined && region !== undefined,
  check: async (connection, signal) => {
    const { results: projects } = await call(
      connection,
      gcoreEndpoints.listProjects,
      { query: ALL },
      { signal },
    );
    const { results: regions } = await call(
      connection,
      gcoreEndpoints.listRegions,
      { query: ALL },
      { signal },
    );
    const project = connection.project ?? (projects.find((one) => one.is_default) ?? projects[0])?.id;
    const region = connection.region ?? regions.find(({ state }) => state === null || state === 'ACTIVE')?.id;
    return {
      user: undefined,
      may: undefined,
      place: { ...(project !== undefined && { project }), ...(region !== undefined && { region }) },
    };
  },
};
