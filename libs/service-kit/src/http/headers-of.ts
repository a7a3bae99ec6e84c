import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { parseRequest } from '@octollm/contracts';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';

/** Injects the headers that a schema names. @throws InvalidRequestError that points at every wrong one */
export const HeadersOf = (schema: z.ZodType): ParameterDecorator => {
  const decorator = createParamDecorator((_: unknown, context: ExecutionContext) =>
    parseRequest(schema, context.switchToHttp().getRequest<FastifyRequest>().headers, 'headers'),
  );
  // Not as data of the decorator: Nest takes an object with a method `transform`, as schemas have, for a pipe.
  return decorator();
};
