import { citationMarkers } from '@octollm/text';

/** A stretch of an answer and the citations that follow it. */
export interface Statement {
  readonly text: string;
  /** The `[n]` that it ends with; none for what stands after the last of an answer. */
  readonly cites: readonly number[];
}

/** Cuts an answer behind each run of citations: `One. Two. [1][2] Three.` is two statements. */
export const statementsOf = (answer: string): readonly Statement[] => {
  const statements: { text: string; cites: number[] }[] = [];
  let at = 0;
  for (const { index, start, end } of citationMarkers(answer)) {
    const text = answer.slice(at, start).trim();
    const last = statements.at(-1);
    if (text === '' && last !== undefined) last.cites.push(index);
    else statements.push({ text, cites: [index] });
    at = end;
  }
  const rest = answer.slice(at).trim();
  return /[\p{L}\p{N}]/u.test(rest) ? [...statements, { text: rest, cites: [] }] : statements;
};
