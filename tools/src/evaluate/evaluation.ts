import type { Output } from '../output/index.ts';

/** What an evaluation found: figures by name. */
export type EvaluationResult = Readonly<Record<string, unknown>>;

/** An evaluation that `npm run evaluate` can run on data that the project does not ship. */
export interface Evaluation {
  readonly name: string;
  /** One line: what is measured. */
  readonly description: string;
  /** @param folder where the data are */
  run(output: Output, folder: string): Promise<EvaluationResult>;
}
