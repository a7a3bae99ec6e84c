import { type ArmCapability, fieldProblems, UnprocessableError } from '@octollm/contracts';
import { z } from 'zod';

type JsonSchema = Parameters<typeof z.fromJSONSchema>[0];
type Schemas = ArmCapability['output_schema'];

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'boolean' || (typeof value === 'object' && value !== null && !Array.isArray(value));

/** Whether the keys are names of capabilities, and not the words of one JSON Schema for all of them. */
const isByCapability = (schemas: Schemas, capabilities: readonly string[]): boolean =>
  Object.entries(schemas).every(([key, value]) => capabilities.includes(key) && isSchema(value));

const read = (schema: JsonSchema, pointer: string): z.ZodType => {
  try {
    return z.fromJSONSchema(schema);
  } catch (error) {
    const detail = error instanceof Error ? error.message : 'cannot be read';
    throw new UnprocessableError(`The schema of the output cannot be used: ${detail}.`, {
      errors: [{ pointer, detail }],
    });
  }
};

/** The JSON Schemas that an arm gives for its outputs, ready to check them. */
export class OutputSchemas {
  readonly #byCapability: ReadonlyMap<string, z.ZodType>;

  /** @throws UnprocessableError that points at a schema that cannot be read: it is none, or uses what is not supported */
  constructor({ capabilities, output_schema }: Pick<ArmCapability, 'capabilities' | 'output_schema'>) {
    if (isByCapability(output_schema, capabilities)) {
      this.#byCapability = new Map(
        Object.entries(output_schema).map(([name, schema]) => [
          name,
          read(schema as JsonSchema, `/output_schema/${name}`),
        ]),
      );
      return;
    }
    const schema = read(output_schema, '/output_schema');
    this.#byCapability = new Map(capabilities.map((name) => [name, schema]));
  }

  /** What is wrong with an output; undefined when it fits, or when nothing was said of it. */
  problem(capability: string, output: unknown): string | undefined {
    const checked = this.#byCapability.get(capability)?.safeParse(output);
    if (checked === undefined || checked.success) return undefined;
    const [problem] = fieldProblems(checked.error);
    return `/output${problem?.pointer ?? ''}: ${problem?.detail ?? 'does not fit its schema'}`;
  }
}
