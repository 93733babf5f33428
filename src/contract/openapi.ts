import * as z from 'zod/mini';
import type { Answer, Endpoint, Service } from './endpoint.ts';

const TITLES: Readonly<Record<Service, string>> = {
  fandogh: 'Fandogh images',
  djinn: 'Djinn CI images',
  gcore: 'Gcore Cloud images',
};

type Json = Readonly<Record<string, unknown>>;

/** The wire form of a schema: its input, because what the page works with may be something else. */
function schemaOf(schema: z.ZodMiniType): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest;
}

function parametersOf(schema: z.ZodMiniType | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

function contentOf({ json, bytes }: Answer): Json {
  if (!json && !bytes) return {};
  return {
    content: {
      ...(json && { 'application/json': { schema: schemaOf(json) } }),
      ...(bytes && { [bytes]: { schema: { type: 'string', format: 'binary' } } }),
    },
  };
}

function bodyOf(endpoint: Endpoint): Json {
  if (!endpoint.body) return {};
  const { json, bytes, form } = endpoint.body;
  const fields = form && schemaOf(form.fields);
  return {
    requestBody: {
      content: {
        ...(json && { 'application/json': { schema: schemaOf(json) } }),
        ...(bytes && { [bytes]: { schema: { type: 'string', format: 'binary' } } }),
        ...(form && {
          'multipart/form-data': {
            schema: {
              allOf: [
                fields,
                { type: 'object', properties: { [form.file]: { type: 'string', format: 'binary' } } },
              ],
            },
          },
        }),
      },
    },
  };
}

/**
 * The OpenAPI 3.1 document of one service, made from its contract.
 * @param server the base address its paths stand under
 */
export function openapi(
  service: Service,
  endpoints: Readonly<Record<string, Endpoint>>,
  server: string,
): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const endpoint of Object.values(endpoints)) {
    const operations = (paths[endpoint.path] ??= {});
    operations[endpoint.method.toLowerCase()] = {
      operationId: endpoint.name,
      summary: endpoint.summary,
      description: `Source: ${endpoint.source}`,
      ...(endpoint.deprecated && { deprecated: true }),
      ...(endpoint.permission === null ? { security: [] } : { 'x-permission': endpoint.permission }),
      parameters: [...parametersOf(endpoint.params, 'path'), ...parametersOf(endpoint.query, 'query')],
      ...bodyOf(endpoint),
      responses: Object.fromEntries(
        Object.entries(endpoint.answers).map(([status, answer]) => [
          status,
          {
            description: answer.when,
            ...(answer.only && { 'x-dialect': answer.only }),
            ...contentOf(answer),
          },
        ]),
      ),
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: TITLES[service], version: '1' },
    servers: [{ url: server }],
    security: [{ token: [] }],
    paths,
    components: { securitySchemes: { token: { type: 'apiKey', in: 'header', name: 'Authorization' } } },
  };
}
