import type { GcoreProject, GcoreRegion } from '../../contract/gcore/place.ts';
import { gcoreEndpoints } from '../../contract/gcore/endpoints.ts';
import type * as z from 'zod/mini';
import type { Dialect } from '../../contract/endpoint.ts';
import type { Routes } from '../route.ts';
import { mayEnter, type Caller } from './accounts.ts';
import { forbidden, notFound } from './refusals.ts';
import { PROJECTS, REGIONS, type Project, type Region } from './registry.ts';

/** A project in a region: where every image stands. */
export interface Place {
  readonly project: Project;
  readonly region: Region;
}

/**
 * The place that a path names.
 * @throws Refused 404 when there is no such project or region, 403 when the project is not the caller's
 */
export function enter(
  caller: Caller,
  { project_id, region_id }: { project_id: number; region_id: number },
): Place {
  const project = PROJECTS.find(({ id }) => id === project_id);
  const region = REGIONS.find(({ id }) => id === region_id);
  if (!project || !region) throw notFound('Project or region not found');
  if (!mayEnter(caller, project)) throw forbidden(`Project ${project_id} is not available`);
  return { project, region };
}

/** One page of a list, with the number of all pages together. */
function page<T>(all: readonly T[], { limit = 100, offset = 0 }): { count: number; results: T[] } {
  return { count: all.length, results: all.slice(offset, offset + limit) };
}

function projectJson(project: Project): z.input<typeof GcoreProject> {
  return {
    id: project.id,
    client_id: project.clientId,
    name: project.name,
    description: project.description,
    state: 'ACTIVE',
    is_default: project.isDefault,
    created_at: project.created,
    deleted_at: null,
    task_id: null,
  };
}

/** The newest document has the coordinates as texts, the older one as numbers. */
function regionJson(region: Region, dialect: Dialect): z.input<typeof GcoreRegion> {
  const degrees = (value: number): number | string => (dialect === 'observed' ? String(value) : value);
  return {
    id: region.id,
    display_name: region.name,
    keystone_name: region.keystone,
    keystone_id: region.id,
    state: region.state,
    country: region.country,
    zone: region.zone,
    access_level: 'core',
    coordinates: { latitude: degrees(region.latitude), longitude: degrees(region.longitude) },
    endpoint_type: 'public',
    external_network_id: `b3c9e7a2-0000-4000-8000-${String(region.id).padStart(12, '0')}`,
    metrics_database_id: 1,
    vlan_physical_network: 'vlan',
    available_volume_types: ['standard', 'ssd_hiiops', 'ssd_lowlatency'],
    has_kvm: true,
    has_basic_vm: true,
    has_baremetal: region.id === 76,
    has_k8s: true,
    has_sfs: region.zone === 'EMEA',
    has_ai: false,
    has_ai_gpu: region.id === 76,
    has_dbaas: false,
    created_on: region.created,
    task_id: null,
  };
}

const COMPARE: Readonly<Record<string, (a: Project, b: Project) => number>> = {
  'created_at.asc': (a, b) => a.created.localeCompare(b.created),
  'created_at.desc': (a, b) => b.created.localeCompare(a.created),
  'name.asc': (a, b) => a.name.localeCompare(b.name),
  'name.desc': (a, b) => b.name.localeCompare(a.name),
};

/** The pickers: projects of the caller, and all regions. */
export function servePlaces(routes: Routes<Caller>, dialect: Dialect): void {
  routes.on(gcoreEndpoints.listProjects, ({ caller, query }) => {
    const found = PROJECTS.filter(
      (project) =>
        mayEnter(caller, project) &&
        (query.name === undefined || project.name.includes(query.name)) &&
        (query.client_id === undefined || project.clientId === query.client_id),
    ).sort(COMPARE[query.order_by ?? 'created_at.desc']);
    return { status: 200, json: page(found.map(projectJson), query) };
  });

  routes.on(gcoreEndpoints.getProject, ({ caller, params }) => {
    const project = PROJECTS.find(({ id }) => id === params.project_id);
    if (!project) throw notFound(`Project ${params.project_id} could not be found`);
    if (!mayEnter(caller, project)) throw forbidden(`Project ${params.project_id} is not available`);
    return { status: 200, json: projectJson(project) };
  });

  routes.on(gcoreEndpoints.listRegions, ({ query }) => {
    const found = REGIONS.filter(
      ({ name }) => query.display_name === undefined || name === query.display_name,
    );
    return {
      status: 200,
      json: page(
        found.map((region) => regionJson(region, dialect)),
        query,
      ),
    };
  });

  routes.on(gcoreEndpoints.getRegion, ({ params }) => {
    const region = REGIONS.find(({ id }) => id === params.region_id);
    if (!region) throw notFound(`Region ${params.region_id} could not be found`);
    return { status: 200, json: regionJson(region, dialect) };
  });
}
