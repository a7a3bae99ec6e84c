import { allRoutes } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { errorShapesOf } from './error-shapes.ts';

const shapeOf = errorShapesOf(allRoutes);

describe('the shape of an error', () => {
  it.each(['/v1/chat/completions', '/v1/models/gpt?x=1', '/v1/no/such/path', '/v1', '/v1?x', '/v1/%zz'])(
    "is OpenAI's for %s",
    (url) => {
      expect(shapeOf(url)).toBe('openai');
    },
  );

  it.each(['/api/v1/tasks', '/v10/models', '/V1/models', '/', '', '/process?next=/v1/models', '//v1/models'])(
    'is that of problem details for %j',
    (url) => {
      expect(shapeOf(url)).toBe('problem');
    },
  );

  it.each(['/mcp', '/mcp?x', '/mcp/none'])('is that of JSON-RPC for %s', (url) => {
    expect(shapeOf(url)).toBe('json-rpc');
  });

  it('is that of problem details everywhere in a service without routes of OpenAI', () => {
    expect(errorShapesOf([])('/v1/models')).toBe('problem');
  });
});
