import type { Task } from '@octollm/contracts';

/** The text of an ingested file; undefined when there is no such file. */
export type ReadSource = (source: string) => string | undefined;

type Ended = Pick<Task, 'status' | 'result' | 'error'>;

const markersIn = (text: string): ReadonlySet<number> =>
  new Set([...text.matchAll(/\[(\d+)\]/g)].map(([, number]) => Number(number)));

const citationProblems = (result: NonNullable<Ended['result']>, read: ReadSource): string[] =>
  result.citations.flatMap(({ index, source, passage }) => {
    const text = source === null ? undefined : read(source);
    if (text === undefined)
      return [`Citation [${index}] names ${source ?? 'no source'}, which was not ingested.`];
    if (passage.trim() === '') return [`Citation [${index}] has no passage.`];
    return text.includes(passage) ? [] : [`The passage of citation [${index}] does not stand in ${source}.`];
  });

/**
 * What is wrong with the outcome of a task that asked about ingested files; nothing when it succeeded with an answer
 * whose every `[n]` leads to a passage that stands word for word in its file.
 */
export const checkAnswer = ({ status, result, error }: Ended, read: ReadSource): readonly string[] => {
  if (status !== 'succeeded')
    return [`The task ended as ${status}${error === null ? '.' : `: ${error.message} (${error.code})`}`];
  if (result === null) return ['The task succeeded without a result.'];
  if (!result.answerable) return [`The platform found no answer in the documents: ${result.output}`];
  const indexes = new Set(result.citations.map(({ index }) => index));
  const markers = markersIn(result.output);
  return [
    ...(indexes.size === 0 ? ['The answer has no citations.'] : []),
    ...(markers.size === 0 ? ['The answer refers to no citation.'] : []),
    ...[...markers]
      .filter((marker) => !indexes.has(marker))
      .map((marker) => `[${marker}] in the answer leads to no citation.`),
    ...citationProblems(result, read),
  ];
};
