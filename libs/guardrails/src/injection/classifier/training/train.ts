import type { Origin } from '../../injection-signal.ts';
import type { Model } from '../model.ts';
import { calibrationOf, type Judged, worthAt } from './calibrate.ts';
import { corpusFor, folds } from './corpus.ts';
import { type Document, documentOf, passageOf } from './document.ts';
import { learn } from './learn.ts';

const seed = 1;
/** The greatest weight that has a number of its own; the few above are taken for it. */
const largest = 127;
/**
 * The shares of our harmless texts that may be recorded and blocked. Those of users are made of the words of attacks, so
 * that others are mistaken less often; passages are not, and mails are many.
 */
const shares: Readonly<Record<Origin, { readonly recorded: number; readonly blocked: number }>> = {
  user: { recorded: 0.02, blocked: 0.004 },
  content: { recorded: 0.005, blocked: 0.001 },
};

/** Weights as whole numbers of eight bits. */
const quantised = (weights: Float64Array): { readonly weights: Int8Array; readonly scale: number } => {
  const most = weights.reduce((max, weight) => Math.max(max, Math.abs(weight)), 0);
  const scale = Math.round((most / largest) * 1e6) / 1e6;
  return { weights: Int8Array.from(weights, (weight) => Math.round(weight / scale)), scale };
};

/** Every text judged by what was learned from the other lines of the data. */
export const judgedAcrossFolds = (documents: readonly Document[]): readonly (Judged & { group: number })[] =>
  Array.from({ length: folds }, (_, fold) => fold).flatMap((fold) => {
    const { weights } = learn(
      documents.filter(({ group }) => group % folds !== fold),
      seed,
    );
    return documents
      .filter(({ group }) => group % folds === fold)
      .map((document) => ({
        group: document.group,
        isAttack: document.isAttack,
        worth: passageOf(document, weights).worth,
      }));
  });

/** The documents of an origin, in a fixed order. */
export const documentsFor = (origin: Origin): readonly Document[] => corpusFor(origin).map(documentOf);

/**
 * Learns the model for an origin: weights from all lines of the data, the calibration and the thresholds from texts
 * judged by what was learned from other lines. The same every time, to the bit; some seconds.
 *
 * @param judged - the documents of the origin judged across the folds, for who has done that already
 */
export const train = (
  origin: Origin,
  judged: readonly Judged[] = judgedAcrossFolds(documentsFor(origin)),
): Model => ({
  ...quantised(learn(documentsFor(origin), seed).weights),
  calibration: calibrationOf(judged),
  recordsFrom: worthAt(judged, shares[origin].recorded),
  blocksFrom: worthAt(judged, shares[origin].blocked),
});
