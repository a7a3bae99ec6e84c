import { ServiceClient } from '@octollm/service-kit';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Arm } from './arm.ts';
import { ArmRegistry } from './arm-registry.ts';
import type { BuiltInArms } from './built-in-arms.ts';
import {
  answerOf,
  armAt,
  callOptions,
  capabilityOf,
  failureOf,
  ScriptedArm,
} from './fixtures/scripted-arm.ts';
import type { ForeignArms } from './foreign-arms.ts';

const capabilities = ['search', 'recall', 'remember', 'solutions', 'keep'];
const memory = { allows: 'memory.write', onBehalfOf: 'coder-arm' } as const;

const ableArm = (armId: string, origin: string): Arm =>
  armAt(armId, origin, {
    capability: capabilityOf(armId, origin, { capabilities }),
    target: {
      armId,
      http: new ServiceClient(armId, origin),
      path: (action) => (capabilities.includes(action) ? `/${action}` : undefined),
    },
  });

let retriever: ScriptedArm;
let notes: ScriptedArm;
let registry: ArmRegistry;
beforeAll(async () => {
  retriever = await ScriptedArm.start(({ path }) =>
    path === '/search' ? answerOf('retriever-arm') : failureOf('retriever-arm', 'internal'),
  );
  notes = await ScriptedArm.start(() => answerOf('notes'));
  registry = new ArmRegistry(
    { all: [ableArm('retriever-arm', retriever.origin)] } as unknown as BuiltInArms,
    { all: [ableArm('notes', notes.origin)] } as unknown as ForeignArms,
    pino({ level: 'silent' }),
  );
});
afterAll(async () => {
  await retriever.stop();
  await notes.stop();
});

describe('the arms that a plan may use', () => {
  it('have no actions of memory, unless it is a memory of their own', () => {
    expect(registry.plannable).toEqual([
      { arm_id: 'retriever-arm', capabilities: ['search'] },
      { arm_id: 'notes', capabilities },
    ]);
  });
});

describe('a call of memory', () => {
  it('that fails leaves the circuit of the arm closed: tasks need it for other things', async () => {
    for (let n = 0; n < 6; n++) {
      const call = callOptions({ action: 'remember', memory });
      expect(await registry.call('retriever-arm', call)).toMatchObject({ success: false });
    }
    expect(registry.breakers()[0]).toMatchObject({ arm_id: 'retriever-arm', state: 'closed' });
    const search = await registry.call('retriever-arm', callOptions({ action: 'search' }));
    expect(search).toMatchObject({ success: true, warnings: [] });
  });

  it('goes to no other arm, although one has an action of that name', async () => {
    await retriever.stop();
    const remember = callOptions({ action: 'remember', memory, idempotent: true });
    expect(await registry.call('retriever-arm', remember)).toMatchObject({ success: false });
    expect(notes.calls).toEqual([]);
    await registry.call('retriever-arm', callOptions({ action: 'search', idempotent: true }));
    expect(notes.calls).toHaveLength(1);
  });
});
