import type { JudgeInput, SearchResult } from '@octollm/contracts';
import { citationMarkers } from '@octollm/text';
import type { PlantedAnswer, PlantedClass, PlantedWorld } from './world.ts';

/** An answer to judge, and what is wrong with it. */
export interface PlantedCase {
  /** Null for a clean answer. */
  readonly planted: PlantedClass | null;
  readonly input: JudgeInput;
}

/** An id for a chunk or document: any id does, so that runs are alike it is counted. */
const idOf = (kind: string, index: number): string =>
  `018f2b6c-0000-7000-8000-${kind}${String(index).padStart(11, '0')}`;

const passageOf = (text: string, index: number): SearchResult => {
  const [chunk_id, document_id] = [idOf('c', index), idOf('d', index)];
  return {
    chunk_id,
    document_id,
    text,
    score: 0.5,
    scores: {},
    metadata: {},
    citation: {
      index: index + 1,
      chunk_id,
      document_id,
      title: null,
      source: null,
      passage: text,
      score: 0.5,
    },
  };
};

const inputOf = (world: PlantedWorld, answer: PlantedAnswer): JudgeInput => {
  const passages = world.passages.map(passageOf);
  const cited = new Set(citationMarkers(answer.output).map(({ index }) => index));
  return {
    goal: answer.goal ?? world.goal,
    answer: {
      output: answer.output,
      answerable: true,
      confidence: 0.9,
      citations: passages.map(({ citation }) => citation).filter(({ index }) => cited.has(index)),
      artifacts: [],
    },
    passages,
    acceptance_criteria: answer.criteria,
    ...(answer.schema === undefined ? {} : { output_schema: answer.schema }),
  };
};

/** A planted error that changes nothing, or a clean answer that is not there. */
export class PlantedDataError extends Error {
  constructor(world: PlantedWorld, change: readonly unknown[]) {
    super(`${JSON.stringify(change)} changes nothing in the answers to: ${world.goal}`);
    this.name = 'PlantedDataError';
  }
}

const changed = (world: PlantedWorld, change: readonly [number, string, string]): PlantedAnswer => {
  const [index, from, to] = change;
  const answer = world.clean[index];
  if (answer === undefined || !answer.output.includes(from) || from === to)
    throw new PlantedDataError(world, change);
  return { ...answer, output: answer.output.replace(from, () => to) };
};

/** The answers of a world, clean and planted. @throws PlantedDataError */
export const casesOf = (world: PlantedWorld): PlantedCase[] => [
  ...world.clean.map((answer): PlantedCase => ({ planted: null, input: inputOf(world, answer) })),
  ...Object.entries(world.planted).flatMap(([planted, entries]) =>
    entries.map(
      (entry): PlantedCase => ({
        planted: planted as PlantedClass,
        input: inputOf(world, Array.isArray(entry) ? changed(world, entry) : entry),
      }),
    ),
  ),
];
