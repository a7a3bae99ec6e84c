import { describe, expect, it } from 'vitest';
import { ArmCapability } from './arm.ts';

const weather = {
  arm_id: 'weather-arm',
  name: 'Weather',
  description: 'Forecasts',
  capabilities: ['forecast'],
  input_schema: {},
  output_schema: { type: 'object' },
  cost_tier: 2,
  average_latency_ms: 120,
  success_rate: 0.99,
  endpoint: 'https://weather.example:8443/arm',
  max_concurrent_tasks: 10,
  version: '1.0.0',
};
const accepts = (change: object) => ArmCapability.safeParse({ ...weather, ...change }).success;
const names = (count: number) => Array.from({ length: count }, (_, n) => `c${n}`);
const schemaOf = (characters: number) => ({ d: 'x'.repeat(characters - '{"d":""}'.length) });

describe('the description of an arm', () => {
  it('is taken as it is', () => expect(ArmCapability.parse(weather)).toEqual(weather));

  it.each([
    { arm_id: 'a' },
    { arm_id: `a${'b'.repeat(63)}` },
    { name: 'x'.repeat(100) },
    { description: 'x'.repeat(1_000) },
    { description: '' },
    { capabilities: names(50) },
    { capabilities: [`a${'_'.repeat(63)}`] },
    { output_schema: schemaOf(50_000) },
    { cost_tier: 1 },
    { cost_tier: 5 },
    { average_latency_ms: 0 },
    { success_rate: 0 },
    { success_rate: 1 },
    { endpoint: 'http://10.0.0.7' },
    { max_concurrent_tasks: 1_000 },
    { version: 'x'.repeat(64) },
  ])('may hold %j', (change) => expect(accepts(change)).toBe(true));

  it.each([
    { arm_id: '' },
    { arm_id: `a${'b'.repeat(64)}` },
    { arm_id: 'Weather' },
    { arm_id: 'a/b' },
    { name: ' ' },
    { name: 'x'.repeat(101) },
    { description: 'x'.repeat(1_001) },
    { capabilities: [] },
    { capabilities: names(51) },
    { capabilities: ['../admin'] },
    { capabilities: [`a${'_'.repeat(64)}`] },
    { input_schema: 'object' },
    { output_schema: schemaOf(50_001) },
    { cost_tier: 0 },
    { cost_tier: 6 },
    { cost_tier: 1.5 },
    { average_latency_ms: -1 },
    { success_rate: 1.01 },
    { endpoint: 'weather' },
    { endpoint: 'ftp://weather.example' },
    { endpoint: `http://weather.example/${'x'.repeat(2_048)}` },
    { max_concurrent_tasks: 0 },
    { max_concurrent_tasks: 1_001 },
    { version: '' },
    { version: undefined },
    { colour: 'blue' },
  ])('may not hold %j', (change) => expect(accepts(change)).toBe(false));
});
