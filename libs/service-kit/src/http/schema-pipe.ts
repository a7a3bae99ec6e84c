import type { PipeTransform } from '@nestjs/common';
import { parseRequest } from '@octollm/contracts';
import type { z } from 'zod';

/** Parses a body, a query or parameters with a schema. @throws InvalidRequestError that points at every wrong field */
export class SchemaPipe<Schema extends z.ZodType> implements PipeTransform<unknown, z.output<Schema>> {
  readonly #schema: Schema;
  readonly #what: string;

  constructor(schema: Schema, what = 'body') {
    this.#schema = schema;
    this.#what = what;
  }

  transform(value: unknown): z.output<Schema> {
    return parseRequest(this.#schema, value, this.#what);
  }
}
