import type { Stack } from './stack.ts';

const json = "-H 'content-type: application/json'";
const goal = 'What happens when Redis is lost?';

/** What a person needs to know to use a stack that has just become ready. */
export const welcome = ({ gateway, keys }: Pick<Stack, 'gateway' | 'keys'>): readonly string[] => {
  const tasks = `${gateway}/api/v1/tasks`;
  const key = `-H 'authorization: Bearer ${keys.default}'`;
  const body = `-d '{"goal": "${goal}"}'`;
  return [
    '',
    `  gateway          ${gateway}`,
    `  development key  ${keys.default}`,
    '  (.octollm/dev.json has it too, with keys for another tenant, for reading only and for an administrator)',
    '',
    'Try in another terminal:',
    '',
    '  # ingest the documentation, ask a question about it and follow the plan',
    '  npm run demo',
    '',
    '  # ask and wait for the answer',
    `  curl -s ${tasks} ${key} ${json} -H 'prefer: wait=30' ${body}`,
    '',
    '  # ask and follow the events',
    `  id=$(curl -s ${tasks} ${key} ${json} ${body} | grep -o '"id":"[^"]*"' | head -n 1 | cut -d '"' -f 4)`,
    `  curl -sN ${tasks}/$id/events ${key}`,
    '',
    'Ctrl-C stops everything.',
    '',
  ];
};
