import { join } from 'node:path';
import { runCommand, UserError } from '../output/index.ts';
import { root } from '../workspace/index.ts';
import { readTrace } from './read-spans.ts';
import { renderTree } from './render-tree.ts';
import { treeOf } from './span-tree.ts';

/** `npm run trace -- ID`: the trace of a task, a request or a trace id, as the services of the local stack wrote it. */
const showTrace = async ([id]: readonly string[]): Promise<number> => {
  if (id === undefined)
    throw new UserError('Say which: npm run trace -- followed by the id of a task, a request or a trace.');
  const folder = process.env['TRACE_FOLDER'] ?? join(root, '.octollm', 'traces');
  const spans = await readTrace(folder, id);
  if (spans.length === 0)
    throw new UserError(
      `No trace of ${id} is in ${folder}. Traces are there half a second after their end, only the latest are kept, and none are written while OTEL_EXPORTER_OTLP_ENDPOINT is set: look in its collector then.`,
    );
  process.stdout.write(`${renderTree(treeOf(spans)).join('\n')}\n`);
  return 0;
};

await runCommand(() => showTrace(process.argv.slice(2)));
