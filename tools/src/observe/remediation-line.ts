import { z } from 'zod';

/** The lines that the remediator logs of what it decides and does. */
const Line = z.discriminatedUnion('message', [
  z.object({
    message: z.literal('decided on an alert'),
    decision: z.enum(['act', 'dry_run']),
    action: z.string(),
    target: z.string(),
    reason: z.string(),
  }),
  z.object({
    message: z.literal('an action ended'),
    action: z.string(),
    target: z.string(),
    outcome: z.string(),
  }),
]);

const parsed = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

/** What a line of the remediator's log tells people; undefined when it is none of theirs. */
export const remediationLine = (line: string): string | undefined => {
  const { data } = Line.safeParse(parsed(line));
  if (data === undefined) return undefined;
  const what = `${data.action.replaceAll('_', ' ')} of ${data.target}`;
  if (data.message === 'an action ended') return `remediation ${what}: ${data.outcome}`;
  return data.decision === 'act'
    ? `remediation ${what}, because ${data.reason}`
    : `remediation would be: ${what}, because ${data.reason}`;
};
