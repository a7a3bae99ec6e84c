import { z } from 'zod';
import { Problem, problemMediaType } from '../errors/problem.ts';
import { JsonRpcError } from '../mcp/json-rpc.ts';
import { LimitHeaders } from '../models/limit-mode.ts';
import { OpenAiError } from '../openai/open-ai-error.ts';
import { type Route, uploadMediaType } from './route.ts';
import { allRoutes, extraModels } from './routes.ts';

type Json = Record<string, unknown>;

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, { target: 'draft-2020-12', io }) as Json;
  return json;
};

const parameters = (place: 'path' | 'query' | 'header', schema: z.ZodObject | undefined): Json[] => {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
};

const responseOf = (response: Route['responses'][number]): Json => {
  if (response.body === null) return { description: response.description };
  if (response.body === 'stream')
    return {
      description: response.description,
      content: { 'text/event-stream': { schema: { type: 'string' } } },
    };
  return {
    description: response.description,
    content: { 'application/json': { schema: schemaOf(response.body, 'output') } },
  };
};

const errorResponses: Readonly<Record<'problem' | 'openai' | 'json-rpc', Json>> = {
  problem: {
    description: 'A problem (RFC 9457)',
    content: { [problemMediaType]: { schema: { $ref: '#/components/schemas/Problem' } } },
  },
  openai: {
    description: "An error in OpenAI's shape",
    content: { 'application/json': { schema: { $ref: '#/components/schemas/OpenAiError' } } },
  },
  'json-rpc': {
    description: 'An error of JSON-RPC 2.0',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/JsonRpcError' } } },
  },
};

const operation = (route: Route): Json => ({
  operationId: route.id,
  summary: route.summary,
  tags: [route.tag],
  security: [{ key: route.scope === 'any' ? [] : [route.scope] }],
  parameters: [
    ...parameters('path', route.params),
    ...parameters('query', route.query),
    ...parameters('header', route.headers),
    ...parameters('header', LimitHeaders),
  ],
  ...(route.body === undefined
    ? {}
    : {
        requestBody: {
          required: route.bodyOptional !== true,
          content: {
            'application/json': { schema: schemaOf(route.body, 'input') },
            ...(route.upload === undefined
              ? {}
              : { [uploadMediaType]: { schema: schemaOf(route.upload, 'input') } }),
          },
        },
      }),
  responses: {
    ...Object.fromEntries(
      Object.entries(route.responses).map(([status, response]) => [status, responseOf(response)]),
    ),
    default: errorResponses[route.errors ?? 'problem'],
  },
});

/** The OpenAPI 3.1 document of the public API, made from the routes and the models. */
export const openApiDocument = (version: string): Json => {
  const paths: Record<string, Json> = {};
  for (const route of allRoutes)
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) };
  const models = { Problem, OpenAiError, JsonRpcError, ...extraModels };
  return {
    openapi: '3.1.0',
    info: {
      title: 'OctoLLM',
      version,
      description: 'Runs multi-agent LLM work: tasks, their events, documents and search.',
    },
    paths,
    components: {
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description:
            'An API key (octollm_live_..., octollm_test_... or octollm_admin_...), or a JWT of the identity provider',
        },
      },
      schemas: Object.fromEntries(
        Object.entries(models).map(([name, schema]) => [name, schemaOf(schema, 'output')]),
      ),
    },
  };
};
