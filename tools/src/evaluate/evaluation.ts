import type { Output } from '../output/index.ts';

/** What an evaluation found: figures by name. */
export type EvaluationResult = Readonly<Record<string, unknown>>;

/** An evaluation that `npm run eval` can run. */
export interface Evaluation {
  readonly name: string;
  /** One line: what is measured. */
  readonly description: string;
  /** Where the data are unless a folder is named; left out when the project does not ship them. */
  readonly folder?: string;
  /**
   * @param folder where the data are
   * @param options.long whether to measure what takes many minutes too
   */
  run(output: Output, folder: string, options?: { readonly long: boolean }): Promise<EvaluationResult>;
}
