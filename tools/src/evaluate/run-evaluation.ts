import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { Output, UserError } from '../output/index.ts';
import type { Evaluation } from './evaluation.ts';

const usage = 'npm run eval -- <name> [--data <folder>] [--json <file>] [--long]';

const listOf = (evaluations: readonly Evaluation[]): string =>
  [`${usage}`, ...evaluations.map(({ name, description }) => `  ${name.padEnd(10)} ${description}`)].join(
    '\n',
  );

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        data: { type: 'string' },
        json: { type: 'string' },
        long: { type: 'boolean' },
        help: { type: 'boolean' },
      },
      allowPositionals: true,
    });
  } catch (error) {
    throw new UserError(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
};

/**
 * `npm run eval`: runs an evaluation by name on a folder of data, its own unless told, and ends with one line of JSON, which `--json` also writes to a file, or lists what
 * there is.
 * @returns the exit code
 * @throws UserError when there is no such evaluation, or no folder is given and it has none of its own
 */
export const runEvaluation = async (
  args: readonly string[],
  evaluations: readonly Evaluation[],
  output = new Output(),
): Promise<number> => {
  const { values, positionals } = parse(args);
  const [name, ...others] = positionals;
  if (name === undefined || values.help === true) {
    output.line(listOf(evaluations));
    return 0;
  }
  const evaluation = evaluations.find((candidate) => candidate.name === name);
  if (evaluation === undefined || others.length > 0)
    throw new UserError(`There is no evaluation ${positionals.join(' ')}.\n${listOf(evaluations)}`);
  const folder = values.data ?? evaluation.folder;
  if (folder === undefined) throw new UserError(`Say where the data are.\n${usage}`);
  output.line(`${evaluation.name}: ${evaluation.description}`);
  const results = await evaluation.run(output, folder, { long: values.long === true });
  const report = JSON.stringify({ name: evaluation.name, results });
  if (values.json !== undefined) await writeFile(values.json, `${report}\n`);
  output.line(report);
  return 0;
};
