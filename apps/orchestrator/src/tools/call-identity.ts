import { type ExecutorInput, HttpGetArgs } from '@octollm/contracts';
import { callIdentity } from '@octollm/engine';

/**
 * What makes two calls of tools the same one: the tool and all its arguments. An argument that is left out is the same
 * as its default.
 */
export const toolIdentity = ({ tool, args }: ExecutorInput): string => {
  const known = tool === 'http_get' ? HttpGetArgs.safeParse(args).data : undefined;
  return callIdentity(tool, known ?? args);
};
