import { fileURLToPath } from 'node:url';
import type { Output } from '../../output/index.ts';
import type { Evaluation } from '../evaluation.ts';
import { type Share, shareOf } from '../wilson.ts';
import { behaviours, copies } from './behaviours.ts';
import { openArms } from './bundled-arms.ts';
import { readDocuments, type SourceDocument } from './documents.ts';
import { partOf, readQuestions } from './labelled-question.ts';
import { markOf, type StoredDocuments } from './mark.ts';
import { printOutcomes, printShares } from './report.ts';
import type { Retriever, RunningArms } from './running-arms.ts';
import { byPart, type Marked } from './shares.ts';
import { type Asked, isFlagged, type Outcome, tryBehaviour } from './try-behaviour.ts';

/** Where the questions of the project and the texts that they are about are. */
export const ownQuestions = fileURLToPath(new URL('data', import.meta.url));

const ingest = async (
  retriever: Retriever,
  documents: readonly SourceDocument[],
): Promise<StoredDocuments> => {
  const stored = new Map<string, SourceDocument>();
  for (const document of documents) {
    const { path, title, text, mediaType } = document;
    const id = await retriever.ingest({ text, media_type: mediaType, metadata: { title, source: path } });
    stored.set(id, document);
  }
  return stored;
};

interface Offline {
  readonly stored: StoredDocuments;
  readonly marked: readonly Marked[];
  /** Answers that the rules of the judge find invalid. */
  readonly flagged: Share;
}

const askOffline = async (
  arms: RunningArms,
  asked: readonly Asked[],
  documents: readonly SourceDocument[],
): Promise<Offline> => {
  const retriever = await arms.startRetriever();
  try {
    const stored = await ingest(retriever, documents);
    const marked: Marked[] = [];
    let flagged = 0;
    for (const { label, inquiry } of asked) {
      const reply = await retriever.ask(inquiry);
      marked.push({ label, mark: markOf(label, reply.answer, stored) });
      if (isFlagged(label, reply.answer, reply.passages)) flagged += 1;
    }
    return { stored, marked, flagged: shareOf(flagged, asked.length) };
  } finally {
    await retriever.stop();
  }
};

interface WithModel {
  /** By what the model does. */
  readonly outcomes: Readonly<Record<string, Outcome>>;
  /** The answers of the model that copies what it found. */
  readonly copied: readonly Marked[];
}

const askModel = async (
  arms: RunningArms,
  asked: readonly Asked[],
  stored: StoredDocuments,
): Promise<WithModel> => {
  await using model = await arms.model();
  // The model repeats word for word what it is shown, so nothing is hidden from it.
  const retriever = await arms.startRetriever({ ...model.environment, MODEL_PERSONAL_DATA: 'pass' });
  try {
    const outcomes: Record<string, Outcome> = {};
    let copied: readonly Marked[] = [];
    for (const behaviour of behaviours) {
      const { outcome, marked } = await tryBehaviour(behaviour, asked, { model, retriever }, stored);
      outcomes[behaviour.name] = outcome;
      if (behaviour === copies) copied = marked;
    }
    return { outcomes, copied };
  } finally {
    await retriever.stop();
  }
};

/** Those of the other parts are not shown, so that nobody improves the product with them. */
const listWrong = (output: Output, marked: readonly Marked[]): void => {
  const wrong = marked.filter(({ label, mark }) => !mark.isRight && partOf(label) === 'development');
  output.line('  wrong offline in the development part');
  for (const { label } of wrong) output.line(`    ${label.id.padEnd(16)} ${label.question}`);
};

/**
 * How well the retriever arm answers labelled questions: without a model, and with a scripted one that answers right and in
 * several ways wrong. Everything runs as it does in the product: the planner says what to search for, the arm ingests,
 * searches and answers over a real PostgreSQL, and the rules of the judge look at what it says.
 */
export const qa: Evaluation = {
  name: 'qa',
  description:
    'answers to labelled questions (accuracy, exact citations, refusals), offline and with a model',
  folder: ownQuestions,
  run: async (output, folder) => {
    const [labels, documents] = await Promise.all([readQuestions(folder), readDocuments(folder)]);
    const arms = await openArms();
    try {
      const inquiries = await arms.plan(labels.map(({ question }) => question));
      const asked = labels.flatMap((label, index) => {
        const inquiry = inquiries[index];
        return inquiry === undefined ? [] : [{ label, inquiry }];
      });
      output.line(`  ${labels.length} questions, ${documents.length} documents`);
      const { stored, marked, flagged } = await askOffline(arms, asked, documents);
      const offline = byPart(marked);
      printShares(output, 'offline', offline);
      listWrong(output, marked);
      output.line(`  the judge finds ${flagged.hits} of ${flagged.total} of these answers invalid`);
      const { outcomes, copied } = await askModel(arms, asked, stored);
      const model = byPart(copied);
      printShares(output, `a model that ${copies.name}`, model);
      printOutcomes(output, outcomes);
      return { questions: labels.length, documents: documents.length, offline, flagged, model, outcomes };
    } finally {
      await arms.close();
    }
  },
};
