import { useQuery } from '@tanstack/react-query';
import { EntityType } from '../../../../contract/gcore/sharing.ts';
import type { Connection } from '../../../api/connection.ts';
import { useText } from '../../../i18n/useLanguage.ts';
import { projectsQuery, regionsQuery } from '../connection.tsx';
import type { Entity } from './record.ts';

/** What the pages of sharing call entities and regions. */
export interface SharingNames {
  /** "Client 77", "Project streaming-production (1337)". */
  readonly entity: (entity: Pick<Entity, 'type' | 'id'>) => string;
  /** "Luxembourg-2", or its number. */
  readonly region: (id: number) => string;
  readonly clientOf: (project: number) => number | undefined;
  readonly regions: readonly { readonly id: number; readonly name: string }[];
}

/** Names from the lists of projects and regions; numbers where those do not say. */
export function useSharingNames(connection: Connection): SharingNames {
  const t = useText();
  const projects = useQuery(projectsQuery(connection)).data?.results ?? [];
  const regions = (useQuery(regionsQuery(connection)).data ?? []).map((one) => ({
    id: one.id,
    name: one.display_name,
  }));
  return {
    entity: ({ type, id }) => {
      const name = type === 'project' ? projects.find((project) => project.id === id)?.name : undefined;
      const number = String(id);
      return t(`gcore.sharing.${type}`, { id: name === undefined ? number : `${name} (${number})` });
    },
    region: (id) =>
      regions.find((region) => region.id === id)?.name ?? t('gcore.sharing.region', { id: String(id) }),
    clientOf: (project) => projects.find(({ id }) => id === project)?.client_id ?? undefined,
    regions,
  };
}

/** The entity whose record an address names; undefined where its parts make none. */
export function entityOf({
  keeper,
  type,
  id = '',
  region = '',
}: Readonly<Record<string, string | undefined>>): Entity | undefined {
  const known = EntityType.options.find((option) => option === type);
  if ((keeper !== 'shared' && keeper !== 'reseller') || !known) return undefined;
  if (!/^[1-9]\d{0,14}$/.test(id) || !/^[1-9]\d{0,14}$/.test(region)) return undefined;
  return { keeper, type: known, id: Number(id), region: Number(region) };
}

/** The page of an entity's record; `search` is what keeps the page where it is. */
export function recordPath(connection: string, search: string, { keeper, type, id, region }: Entity): string {
  return `/c/${connection}/sharing/${keeper}/${type}/${id}/${region}${search}`;
}
