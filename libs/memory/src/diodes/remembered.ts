import { parseRequest, Ratio, text } from '@octollm/contracts';
import { z } from 'zod';
import { NewEntity, type Properties } from '../knowledge/new-entity.ts';
import { unrestricted } from './restricted.ts';

const line = z.string().max(500);
const paragraph = z.string().max(5_000);
const names = z.array(z.string().min(1).max(200)).max(50);
const level = z.enum(['low', 'medium', 'high', 'critical']);

/** Code that did what was asked. */
export const Solution = z.strictObject({
  language: text(64),
  instruction: text(10_000),
  code: text(100_000),
});
export type Solution = Readonly<z.infer<typeof Solution>>;

/** What is known of each type of thing that arms remember. */
const schemas = {
  task: z.strictObject({
    goal: text(10_000),
    outcome: z.enum(['succeeded', 'failed', 'cancelled', 'timed_out']),
    summary: paragraph.optional(),
    arms: names.optional(),
    quality_score: Ratio.optional(),
    cost_usd: z.number().min(0).optional(),
    session_id: line.optional(),
  }),
  tool: z.strictObject({
    description: text(5_000),
    arm: line.optional(),
    risk: level.optional(),
    read_only: z.boolean().optional(),
  }),
  library: z.strictObject({
    language: text(64),
    description: paragraph.optional(),
    version: line.optional(),
    url: line.optional(),
  }),
  concept: z.strictObject({ definition: text(5_000), aliases: names.optional() }),
  vulnerability: z.strictObject({
    description: text(5_000),
    severity: level,
    cve: z
      .string()
      .regex(/^CVE-\d{4}-\d{4,}$/)
      .optional(),
    affected: names.optional(),
    fixed_in: line.optional(),
    exploit: paragraph.optional(),
  }),
  endpoint: z.strictObject({
    url: text(2_000),
    method: line.optional(),
    description: paragraph.optional(),
    authentication: line.optional(),
  }),
  solution: Solution,
};

/** A type of thing that arms remember. */
export type MemoryType = keyof typeof schemas;
export const memoryTypes = Object.keys(schemas) as readonly MemoryType[];
export const isMemoryType = (type: string): type is MemoryType => Object.hasOwn(schemas, type);

/** A thing of a known type, with what its type has. */
export interface Remembered extends NewEntity {
  readonly type: MemoryType;
}

/** @throws InvalidRequestError that points at what is not as its type has it. */
export const parseRemembered = (raw: unknown): Remembered => {
  const entity = parseRequest(NewEntity.extend({ type: z.enum(memoryTypes) }), raw, 'memory');
  const properties: unknown = parseRequest(
    z.strictObject({ properties: schemas[entity.type] }),
    { properties: entity.properties },
    'memory',
  ).properties;
  return { ...entity, properties: properties as Properties };
};

/** The text whose meaning a memory is found by: what was asked, of a solution, and of other things all that every reader may see. */
export const meaningOf = ({ type, name, properties }: Remembered): string =>
  type === 'solution'
    ? Solution.parse(properties).instruction
    : [name, ...Object.values(unrestricted(properties)).flatMap((value) => value)]
        .filter((value) => typeof value === 'string')
        .join('\n');

/** What memories of a meaning can be narrowed down by. */
export const payloadOf = ({ type, properties }: Remembered): Readonly<Record<string, string>> => {
  const { language } = properties;
  return { type, ...(typeof language === 'string' ? { language } : {}) };
};
