import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { median } from '../bench/median.ts';
import { residentMegabytes } from '../bench/resident-memory.ts';
import { single } from '../scripted-arms/index.ts';
import { Api } from './fixtures/api.ts';
import { EngineStack } from './fixtures/engine-stack.ts';
import { inTurn } from './fixtures/in-turn.ts';
import { byLength } from './fixtures/length.ts';
import { PatientClient } from './fixtures/patient-client.ts';

const tasks = byLength(300, 20_000);
const samples = byLength(20, 100);
const width = 40;
/** What the collector of garbage leaves for later. A few hundred tasks say nothing about memory. */
const slackMegabytes = byLength(Number.POSITIVE_INFINITY, 24);

let stack: EngineStack;
let client: PatientClient;

beforeAll(async () => {
  stack = await EngineStack.start({
    scenarios: { quick: single(), held: single({ held: true }) },
    replicas: 1,
    redis: true,
    recording: false,
    environment: { LOG_LEVEL: 'warn', ORCHESTRATOR_CONCURRENCY: String(width) },
  });
  client = new PatientClient(stack, new Api(stack), 120_000);
});
afterAll(() => stack?.stop());

/** Moments at which a reader of events goes away. */
const moments = ['at once', 'after the head', 'after an event'] as const;

/** Opens the events of a task on a connection of its own and closes it. `fetch` would keep an aborted one for a while. */
const followAndLeave = (id: string, moment: (typeof moments)[number]): Promise<void> =>
  new Promise((resolve) => {
    const client = request(`${stack.gateway}/api/v1/tasks/${id}/events`, {
      agent: false,
      headers: { authorization: `Bearer ${stack.keys.default}` },
    });
    client.on('error', () => undefined).once('close', () => resolve());
    client.once('response', (response) => {
      response.on('error', () => undefined);
      if (moment === 'after an event') response.once('data', () => client.destroy());
      else client.destroy();
    });
    if (moment === 'at once') client.end(() => setTimeout(() => client.destroy(), 2));
    else client.end();
  });

const momentOf = (index: number) => moments[index % moments.length] ?? 'at once';

const untilStreamsAreClosed = async (): Promise<void> => {
  for (const service of [stack.gatewayProcess, ...stack.replicas.map(({ process: replica }) => replica)])
    await expect.poll(() => service.metric('http_requests_in_flight'), { timeout: 10_000 }).toBe(0);
};

const quarter = (values: readonly number[], n: number): number =>
  median(values.slice((values.length / 4) * n, (values.length / 4) * (n + 1)));

describe('streams of events', () => {
  it('are closed when their readers go away, while the tasks go on', async () => {
    const ids = await inTurn(Array.from({ length: 10 }), 10, () => client.submit('held task'));
    const readers = ids.flatMap((id) => moments.map((moment) => ({ id, moment })));
    await inTurn(readers, 10, ({ id, moment }) => followAndLeave(id, moment));
    await untilStreamsAreClosed();
    for (const { arms } of stack.replicas) arms.release();
    const ended = await inTurn(ids, 10, (id) => client.ended(id));
    expect(ended.filter(({ status }) => status !== 'succeeded')).toEqual([]);
  });
});

describe(`after ${tasks.toLocaleString('en')} tasks whose event streams were aborted`, () => {
  it('every stream is closed, and memory is flat', { timeout: 3_600_000 }, async () => {
    const [replica] = stack.replicas;
    if (replica === undefined) throw new Error('There is no replica.');
    const resident: number[] = [];
    const ended = await inTurn(Array.from({ length: tasks }), width, async (_, index) => {
      const id = await client.submit('quick task');
      await followAndLeave(id, momentOf(index));
      if (index % (tasks / samples) === 0) resident.push(await residentMegabytes(replica.process.metricsUrl));
      return (await client.ended(id)).status;
    });
    expect(ended.filter((status) => status !== 'succeeded')).toEqual([]);
    await untilStreamsAreClosed();
    const [second, last] = [quarter(resident, 1), quarter(resident, 3)];
    process.stdout.write(
      `resident memory of the orchestrator: ${second.toFixed(1)} MB in the second quarter of ${tasks} tasks, ${last.toFixed(1)} MB in the last\n`,
    );
    expect(last).toBeLessThan(second + slackMegabytes);
  });
});
