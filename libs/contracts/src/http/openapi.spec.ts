import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { OpenApi } from '../fixtures/openapi.ts';
import * as contracts from '../index.ts';
import { openApiDocument } from './openapi.ts';
import { defaultBodyLimit } from './route.ts';
import { allRoutes, routes } from './routes.ts';

const document = OpenApi.parse(openApiDocument('1.2.3'));
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
);
const operationOf = (id: string) => {
  const found = operations.find(({ operation }) => operation.operationId === id);
  if (found === undefined) throw new Error(`There is no operation ${id}.`);
  return found.operation;
};
const bodyOf = (id: string) => operationOf(id).requestBody?.content['application/json']?.schema;

/** Every value in the document with its name, at any depth. */
const walk = function* (value: unknown): Generator<readonly [string, unknown]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    yield [key, inner];
    yield* walk(inner);
  }
};

const resolves = (reference: string): boolean => {
  const parts = reference.split('/').slice(1);
  const target = parts.reduce<unknown>(
    (value, part) => (value as Readonly<Record<string, unknown>>)[part],
    document,
  );
  return target !== undefined;
};

describe('the OpenAPI document', () => {
  it('says its version, and is JSON', () => {
    expect(document.info).toMatchObject({ title: 'OctoLLM', version: '1.2.3' });
    expect(JSON.parse(JSON.stringify(openApiDocument('1.2.3')))).toEqual(openApiDocument('1.2.3'));
  });

  it('holds every route once, with an id of its own', () => {
    expect(operations.map(({ path, method }) => `${method.toUpperCase()} ${path}`).sort()).toEqual(
      allRoutes.map(({ path, method }) => `${method} ${path}`).sort(),
    );
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(allRoutes.length);
    for (const [id, route] of Object.entries(routes)) expect(route.id).toBe(id);
  });

  it('declares every parameter of a path, as required, and no other', () => {
    for (const { path, operation } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = operation.parameters.filter((parameter) => parameter.in === 'path');
      expect(declared.map(({ name }) => name)).toEqual(inPath);
      expect(declared.every(({ required }) => required)).toBe(true);
    }
  });

  it('has no reference that leads nowhere', () => {
    const references = [...walk(document)]
      .filter(([key]) => key === '$ref')
      .map(([, target]) => String(target));
    expect(references.length).toBeGreaterThan(0);
    expect(references.filter((reference) => !reference.startsWith('#/') || !resolves(reference))).toEqual([]);
  });

  it("answers every route with problem details, or with OpenAI's or JSON-RPC's error, when nothing else fits", () => {
    const shapes = {
      problem: ['application/problem+json', 'Problem'],
      openai: ['application/json', 'OpenAiError'],
      'json-rpc': ['application/json', 'JsonRpcError'],
    } as const;
    for (const route of allRoutes) {
      const { responses } = operationOf(route.id);
      expect(Object.keys(responses).some((status) => /^2\d\d$/.test(status))).toBe(true);
      const [mediaType, model] = shapes[route.errors ?? 'problem'];
      expect(responses.default?.content?.[mediaType]?.schema).toEqual({
        $ref: `#/components/schemas/${model}`,
      });
    }
  });

  it('says which scope each route needs', () => {
    for (const route of allRoutes)
      expect(operationOf(route.id).security).toEqual([{ key: route.scope === 'any' ? [] : [route.scope] }]);
    expect(document.components.securitySchemes).toHaveProperty('key');
  });

  it('shows the limits and defaults of a task', () => {
    const properties = bodyOf('submitTask')?.properties;
    expect(bodyOf('submitTask')).toMatchObject({ required: ['goal'], additionalProperties: false });
    expect(properties).toMatchObject({
      goal: { maxLength: 10_000 },
      constraints: { maxItems: 20, items: { maxLength: 1_000 } },
      context: { anyOf: [{ type: 'string', maxLength: 50_000 }, { type: 'object' }] },
      acceptance_criteria: { maxItems: 10 },
      priority: { enum: ['low', 'medium', 'high', 'critical'], default: 'medium' },
      required_capabilities: { maxItems: 10 },
      metadata: { maxProperties: 50, propertyNames: { maxLength: 64 } },
      approval: { enum: ['none', 'plan', 'high_risk'], default: 'none' },
      budget: {
        additionalProperties: false,
        properties: {
          max_tokens: { type: 'integer', minimum: 1, maximum: 100_000, default: 10_000 },
          max_time_seconds: { type: 'integer', minimum: 1, maximum: 3_600, default: 300 },
          max_cost_usd: { minimum: 0, maximum: 100, default: 1 },
          max_retries: { type: 'integer', minimum: 0, maximum: 10, default: 3 },
        },
      },
    });
  });

  it('shows the limits of documents, searches and pages', () => {
    expect(bodyOf('createDocument')).toMatchObject({
      oneOf: [{ required: ['text'] }, { required: ['content_base64'] }],
      properties: { text: { maxLength: 1_048_576 }, content_base64: { contentEncoding: 'base64' } },
    });
    expect(bodyOf('search')?.properties).toMatchObject({
      query: { maxLength: 500 },
      limit: { minimum: 1, maximum: 100, default: 10 },
      min_score: { minimum: 0, maximum: 1, default: 0 },
    });
    const { parameters } = operationOf('listTasks');
    expect(parameters.find(({ name }) => name === 'limit')?.schema).toMatchObject({
      minimum: 1,
      maximum: 100,
      default: 20,
    });
    expect(parameters.every(({ required }) => !required)).toBe(true);
  });

  it('shows that a document may be uploaded as a file', () => {
    expect(operationOf('createDocument').requestBody?.content['multipart/form-data']?.schema).toMatchObject({
      required: ['file'],
      additionalProperties: false,
      properties: {
        file: { type: 'string', format: 'binary', maxLength: 52_428_800 },
        media_type: { enum: expect.arrayContaining(['application/pdf', 'text/html']) },
      },
    });
    const uploads = operations.filter(
      ({ operation }) => operation.requestBody?.content['multipart/form-data'] !== undefined,
    );
    expect(uploads.map(({ operation }) => operation.operationId)).toEqual(['createDocument']);
  });

  it('lets a cancellation and a rotation come without a body, and nothing else', () => {
    const optional = operations.filter(({ operation }) => operation.requestBody?.required === false);
    expect(optional.map(({ operation }) => operation.operationId).sort((a, b) => a.localeCompare(b))).toEqual(
      ['cancelTask', 'deleteTask', 'rotateKey'],
    );
  });

  it('streams events, whose model stands among the schemas', () => {
    expect(operationOf('streamEvents').responses['200']?.content).toHaveProperty(['text/event-stream']);
    expect(document.components.schemas).toHaveProperty('TaskEvent');
  });
});

describe('the models of the contract', () => {
  const exported: readonly [string, unknown][] = Object.entries(contracts);
  const schemas = exported.flatMap(([name, value]) =>
    value instanceof z.ZodType ? [[name, value] as const] : [],
  );

  it('are many', () => {
    expect(schemas.length).toBeGreaterThan(50);
  });

  it.each(schemas)('%s can be written as a JSON schema', (_name, schema) => {
    expect(() => z.toJSONSchema(schema, { io: 'input' })).not.toThrow();
  });
});

describe('the routes', () => {
  it('take bodies of 1 MiB; a document more because JSON escapes make it longer, a conversation because it is repeated whole', () => {
    expect(defaultBodyLimit).toBe(1_048_576);
    const larger = allRoutes.filter((route) => (route.bodyLimit ?? defaultBodyLimit) > defaultBodyLimit);
    expect(larger.map(({ id }) => id)).toEqual([
      'createDocument',
      'createChatCompletion',
      'createResponse',
      'createEmbeddings',
    ]);
  });
});
