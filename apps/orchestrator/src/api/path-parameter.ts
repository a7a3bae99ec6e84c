import type { PipeTransform } from '@nestjs/common';
import { NotFoundError } from '@octollm/contracts';
import type { z } from 'zod';

/** Reads a name out of the path. @throws NotFoundError for a text that nothing is called by */
export class PathParameter implements PipeTransform<string, string> {
  constructor(private readonly schema: z.ZodType<string>) {}

  transform(value: string): string {
    const parsed = this.schema.safeParse(value);
    if (parsed.success) return parsed.data;
    throw new NotFoundError('There is nothing by this name.');
  }
}
