import { describe, expect, it } from 'vitest';
import { UserError } from '../../output/index.ts';
import { parseEngineOptions } from './options.ts';

describe('the options of the engine benchmark', () => {
  it('measure every contender at 1, 20 and 50 in flight unless told otherwise', () => {
    expect(parseEngineOptions([], {})).toMatchObject({
      only: [],
      inFlight: [1, 20, 50],
      rounds: 3,
      models: false,
      quick: false,
    });
  });

  it('are read from flags', () => {
    const args = [
      '--only',
      'octollm,dbos',
      '--in-flight',
      '8',
      '--seconds',
      '0.5',
      '--rounds=1',
      '--models',
      '--quick',
    ];
    expect(parseEngineOptions(args, {})).toMatchObject({
      only: ['octollm', 'dbos'],
      inFlight: [8],
      seconds: 0.5,
      rounds: 1,
      models: true,
      quick: true,
    });
  });

  it('take the folder of CPU profiles from the flag, else from the environment', () => {
    const environment = { OCTOLLM_BENCH_CPU_PROFILE: '/tmp/a' };
    expect(parseEngineOptions([], environment).cpuProfile).toBe('/tmp/a');
    expect(parseEngineOptions(['--cpu-profile', '/tmp/b'], environment).cpuProfile).toBe('/tmp/b');
    expect(parseEngineOptions([], {}).cpuProfile).toBeUndefined();
  });

  it.each([[['--fast']], [['--rounds', '0']], [['--in-flight', '1,none']], [['octollm']]])(
    'refuse %j and say what there is',
    (args) => {
      expect(() => parseEngineOptions(args, {})).toThrow(UserError);
      expect(() => parseEngineOptions(args, {})).toThrow('--in-flight');
    },
  );
});
