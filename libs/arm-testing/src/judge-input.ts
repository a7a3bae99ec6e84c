import type { Answer, Citation, JudgeInput, SearchResult } from '@octollm/contracts';

/** Two texts that a judge is asked about. */
export const bridgeText =
  'The Halden bridge was opened in 1938. Its main span measures 412 metres. Maintenance of the bridge costs 1.2 million kroner a year. The bridge is closed when the wind is above 28 metres per second.';
export const ferryText =
  'The ferry to Skarv leaves at 10:30 every Saturday. A ticket costs 240 kroner, and children travel free.';

const ids = {
  bridge: '018f2b6c-0000-7000-8000-00000000000a',
  ferry: '018f2b6c-0000-7000-8000-00000000000b',
  document: '018f2b6c-0000-7000-8000-0000000000d0',
};

/** A citation of one of the texts. */
export const citation = (index: number, passage: string, chunk: 'bridge' | 'ferry' = 'bridge'): Citation => ({
  index,
  document_id: ids.document,
  chunk_id: ids[chunk],
  title: null,
  source: null,
  passage,
  score: 0.5,
});

const passage = (chunk: 'bridge' | 'ferry', text: string): SearchResult => ({
  chunk_id: ids[chunk],
  document_id: ids.document,
  text,
  score: 0.5,
  scores: {},
  metadata: {},
  citation: citation(1, text, chunk),
});

/** Both texts as a search found them. */
export const passages = [passage('bridge', bridgeText), passage('ferry', ferryText)];

const goal = 'How long is the main span of the Halden bridge, and when was it opened?';

/** An answer to a question about the bridge, right unless something is changed. */
export const inputWith = (
  answer: Partial<Answer> = {},
  rest: Partial<Omit<JudgeInput, 'answer'>> = {},
): JudgeInput => ({
  goal,
  answer: {
    output: 'The Halden bridge was opened in 1938. [1] Its main span measures 412 metres. [1]',
    answerable: true,
    confidence: 0.9,
    citations: [citation(1, bridgeText)],
    artifacts: [],
    ...answer,
  },
  passages,
  acceptance_criteria: [],
  ...rest,
});
