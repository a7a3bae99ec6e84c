import type { Benchmark } from './benchmark.ts';
import { boot } from './boot.ts';
import { engine } from './engine/engine.ts';
import { gateway } from './gateway/gateway.ts';
import { sandbox } from './sandbox.ts';
import { synth } from './synth/synth.ts';
import { telemetry } from './telemetry/telemetry.ts';
import { tools } from './tools/tools.ts';

/** Every benchmark of the project, in the order in which they are listed. */
export const benchmarks: readonly Benchmark[] = [boot, synth, engine, gateway, tools, sandbox, telemetry];
