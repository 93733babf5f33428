import { queryOptions } from '@tanstack/react-query';
import { gcoreEndpoints } from '../../../../contract/gcore/endpoints.ts';
import { call } from '../../../api/call.ts';
import type { Connection } from '../../../api/connection.ts';
import { requestOf, type WireRequest } from '../../../api/request.ts';
import { placeParams } from '../place.ts';
import type { LabelRequest, ServerLabel } from './plan.ts';
import type { LabelCalls } from './save.ts';

async function readLabels(
  connection: Connection,
  image: string,
  signal?: AbortSignal,
): Promise<ServerLabel[]> {
  const params = { ...placeParams(connection), image_id: image };
  return (await call(connection, gcoreEndpoints.listMetadata, { params }, { signal })).results;
}

/** The labels of an image as its metadata endpoint lists them. */
export function labelsQuery(connection: Connection, image: string) {
  return queryOptions({
    queryKey: [
      'gcore',
      connection.id,
      'metadata',
      connection.base,
      connection.project,
      connection.region,
      image,
    ],
    queryFn: ({ signal }) => readLabels(connection, image, signal),
    enabled: connection.authorization !== null,
    networkMode: 'always',
  });
}

/** The request as it goes over the wire. */
export function wireRequest(connection: Connection, image: string, request: LabelRequest): WireRequest {
  const params = { ...placeParams(connection), image_id: image };
  switch (request.kind) {
    case 'merge':
      return requestOf(connection, gcoreEndpoints.addMetadata, {
        params,
        json: Object.fromEntries(request.labels),
      });
    case 'replace':
      return requestOf(connection, gcoreEndpoints.replaceMetadata, {
        params,
        json: Object.fromEntries(request.labels),
      });
    case 'remove':
      return requestOf(connection, gcoreEndpoints.deleteMetadataItem, {
        params,
        query: { key: request.key },
      });
  }
}

/** What the addresses of all requests about one image begin with. */
export function imageBase({ base, project, region }: Connection, image: string): string {
  return `${base}/v1/images/${project}/${region}/${encodeURIComponent(image)}`;
}

/** Reading and writing the labels of one image. */
export function labelCalls(connection: Connection, image: string): LabelCalls {
  const params = { ...placeParams(connection), image_id: image };
  return {
    read: () => readLabels(connection, image),
    send: async (request) => {
      if (request.kind === 'remove') {
        const query = { key: request.key };
        await call(connection, gcoreEndpoints.deleteMetadataItem, { params, query });
      } else {
        const endpoint =
          request.kind === 'merge' ? gcoreEndpoints.addMetadata : gcoreEndpoints.replaceMetadata;
        await call(connection, endpoint, { params, json: Object.fromEntries(request.labels) });
      }
    },
  };
}
