import { Output, Progress, UserError } from '../output/index.ts';
import { dataFolderAt } from '../stack/index.ts';
import { checkAnswer } from './check-answer.ts';
import { followTask } from './follow-task.ts';
import { GatewayClient } from './gateway-client.ts';
import { ingest } from './ingest.ts';
import { reportLines } from './report.ts';
import { readSourceDocuments, type SourceDocument } from './source-documents.ts';
import { stackToUse } from './stack-to-use.ts';

const defaultGoal = 'What does the platform do when Redis is lost, and which component notices?';

export const help = `npm run demo                      ingests README.md and docs, asks a question about them and checks the answer
npm run demo -- "a question"      asks another question

It uses the stack that runs in this folder, or starts one and stops it at the end. The exit code is 0 when the
answer rests on passages that stand word for word in the ingested files.`;

/** The goal among the arguments. @throws UserError when there are others */
const goalFrom = ([goal, ...others]: readonly string[]): string => {
  if (goal === undefined) return defaultGoal;
  if (goal.startsWith('-') || goal.trim() === '' || others.length > 0)
    throw new UserError(`The demo takes one argument, the question, in quotation marks.\n\n${help}`);
  return goal;
};

const ask = async (client: GatewayClient, goal: string, output: Output) => {
  const { id, trace_id } = await client.submit(goal);
  output.line();
  output.line(`Question: ${goal}`);
  output.line(output.paint('gray', `  task ${id}, trace ${trace_id}`));
  await followTask(client, id, output);
  const task = await client.task(id);
  // A task that ended before it was planned has no plan.
  const plan = task.progress.total_steps === 0 ? undefined : await client.plan(id);
  for (const line of reportLines(task, plan, output)) output.line(line);
  return task;
};

const verdict = (problems: readonly string[], output: Output): number => {
  if (problems.length === 0) {
    output.line(output.paint('green', 'Every citation stands word for word in the file it names.'));
    return 0;
  }
  for (const problem of problems) output.line(output.paint('red', problem));
  return 1;
};

const textIn = (documents: readonly SourceDocument[]) => (source: string) =>
  documents.find((document) => document.source === source)?.text;

export interface DemoPlace {
  readonly root: string;
  readonly dataFolder: string;
  readonly signal: AbortSignal;
}

/**
 * `npm run demo`.
 * @returns the exit code: 0 when the answer is there and can be checked, else 1
 */
export const runDemo = async (
  args: readonly string[],
  { root, dataFolder, signal }: DemoPlace,
): Promise<number> => {
  const output = new Output();
  if (args[0] === '--help') {
    output.line(help);
    return 0;
  }
  const goal = goalFrom(args);
  const progress = new Progress(output);
  const documents = await readSourceDocuments(root);
  if (documents.length === 0)
    throw new UserError('There is no README.md and no Markdown file below docs to ask about.');
  const stack = await stackToUse({ root, dataFolder, output, progress, signal });
  try {
    const client = new GatewayClient(stack.gateway, stack.key, signal);
    await progress.phase('documents indexed', (detail) =>
      ingest({
        client,
        documents,
        memory: dataFolderAt(dataFolder).demo,
        progress: (indexed) => detail(`${indexed} of ${documents.length}`),
      }),
    );
    const task = await ask(client, goal, output);
    return verdict(checkAnswer(task, textIn(documents)), output);
  } finally {
    await stack.release();
  }
};
