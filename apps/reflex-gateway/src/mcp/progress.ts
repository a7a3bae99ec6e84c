import type { ServerContext } from '@modelcontextprotocol/server';
import type { Task } from '@octollm/contracts';

/** Tells the client how far its call is. */
export type Report = (message: string) => Promise<void>;

/** The shortest time between two reports: a plan of a hundred steps must not become hundreds of messages. */
export const reportMs = 500;

/** How far a task is, in a line for a person. */
export const describeProgress = ({ status, progress }: Task): string => {
  const { completed_steps, total_steps, current_step } = progress;
  const steps = total_steps === 0 ? '' : `, ${completed_steps} of ${total_steps} steps`;
  return `${status}${steps}${current_step === null ? '' : `, at ${current_step}`}`;
};

/**
 * Reports to the client of a request, when it asked for that. `progress` counts the reports: the specification wants it to
 * grow with each, and a long step would let it stand still until the client gives up.
 */
export const reportTo = ({ mcpReq }: ServerContext): Report | undefined => {
  const progressToken = mcpReq._meta?.progressToken;
  if (progressToken === undefined) return undefined;
  let progress = 0;
  return async (message) => {
    progress += 1;
    await mcpReq.notify({ method: 'notifications/progress', params: { progressToken, progress, message } });
  };
};
