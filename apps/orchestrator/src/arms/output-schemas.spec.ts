import { UnprocessableError } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { OutputSchemas } from './output-schemas.ts';

const wind = { type: 'object', properties: { wind: { type: 'number' } }, required: ['wind'] };
const schemas = (output_schema: Record<string, unknown>, capabilities = ['forecast', 'history']) =>
  new OutputSchemas({ capabilities, output_schema });

describe('the schemas of the outputs of an arm', () => {
  it('are one for each capability that they name', () => {
    const byName = schemas({ forecast: wind });
    expect(byName.problem('forecast', { wind: 7 })).toBeUndefined();
    expect(byName.problem('forecast', { wind: 'strong' })).toMatch(/^\/output\/wind: /);
    expect(byName.problem('history', 'anything')).toBeUndefined();
  });

  it('or one for all of them', () => {
    const forAll = schemas(wind);
    for (const name of ['forecast', 'history']) {
      expect(forAll.problem(name, { wind: 7, rain: 1 })).toBeUndefined();
      expect(forAll.problem(name, {})).toMatch(/^\/output\/wind: /);
    }
  });

  it('are a schema for all when a capability happens to be called like a word of JSON Schema', () => {
    expect(schemas(wind, ['type']).problem('type', 7)).toMatch(/^\/output: /);
  });

  it('say nothing when they are empty', () => {
    expect(schemas({}).problem('forecast', 7)).toBeUndefined();
  });

  it.each([
    ['/output_schema', { type: 'nonsense' }],
    ['/output_schema', { $ref: 'https://elsewhere.example/schema' }],
    ['/output_schema/forecast', { forecast: { type: 'string', pattern: '(' } }],
  ])('are refused with a pointer to %s when they cannot be read', (pointer, output_schema) => {
    expect(() => schemas(output_schema)).toThrow(UnprocessableError);
    expect(() => schemas(output_schema)).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ pointer })] }),
    );
  });
});
