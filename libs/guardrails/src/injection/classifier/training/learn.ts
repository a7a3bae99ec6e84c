import { anyWord, buckets } from '../features.ts';
import { worthOf } from '../passage.ts';
import { type Document, passageOf } from './document.ts';
import { Random } from './random.ts';

/** What the classifier knows. A text is an attack when its best passage is worth more than `threshold`. */
export interface Learned {
  readonly weights: Float64Array;
  readonly threshold: number;
}

const epochs = 8;
/** The share of features that a document lacks when it is learned from. */
const dropped = 0.4;
/** The weights of as many last epochs are averaged, which takes the chance of the order out of them. */
const averaged = 4;
const rate = 0.12;
/** Keeps weights of rare features small, at the end of each epoch. */
const decay = 0.97;
/** An error counts this much at most, so that no single text rules. */
const largestError = 2;
/** A harmless text that is taken for an attack is worse than an attack that is missed. */
const harmlessWeight = 1.3;

/** A document that lacks some features, so that a text is not known by few of them alone (Hinton et al. 2012). */
const thinned = (document: Document, random: Random): Document => {
  const { features, offsets } = document;
  const kept = new Int32Array(features.length);
  const ends = new Int32Array(offsets.length);
  let count = 0;
  for (let word = 0; word + 1 < offsets.length; word += 1) {
    for (let index = offsets[word] ?? 0; index < (offsets[word + 1] ?? 0); index += 1) {
      const feature = features[index] ?? 0;
      if (feature !== anyWord && random.next() < dropped) continue;
      kept[count] = feature;
      count += 1;
    }
    ends[word + 1] = count;
  }
  return { ...document, features: kept.subarray(0, count), offsets: ends };
};

/**
 * Learns weights so that the best passage of an attack is worth one more than the threshold, and that of any other text
 * one less (the squared hinge loss, by AdaGrad; Duchi, Hazan and Singer 2011). Which passage that is changes as weights
 * do (multiple-instance learning; Andrews, Tsochantaridis and Hofmann 2002). Arithmetic that rounds alike everywhere
 * and a fixed order: the result is always the same.
 */
export const learn = (documents: readonly Document[], seed: number): Learned => {
  const random = new Random(seed);
  const weights = new Float64Array(buckets);
  const squares = new Float64Array(buckets).fill(0.1);
  const averages = new Float64Array(buckets);
  let threshold = 0;
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (const whole of random.shuffled(documents)) {
      const document = thinned(whole, random);
      const { from, to, worth } = passageOf(document, weights);
      const side = document.isAttack ? 1 : -1;
      const error = Math.min(1 - side * (worth - threshold), largestError);
      if (error <= 0) continue;
      const gradient = error * side * (document.isAttack ? 1 : harmlessWeight);
      const [start, end] = [document.offsets[from] ?? 0, document.offsets[to] ?? 0];
      const share = worthOf(gradient, end - start);
      for (let index = start; index < end; index += 1) {
        const bucket = document.features[index] ?? 0;
        const square = (squares[bucket] ?? 1) + share * share;
        squares[bucket] = square;
        weights[bucket] = (weights[bucket] ?? 0) + (rate * share) / Math.sqrt(square);
      }
      threshold -= 0.002 * gradient;
    }
    for (let bucket = 0; bucket < buckets; bucket += 1) {
      weights[bucket] = (weights[bucket] ?? 0) * decay;
      if (epoch >= epochs - averaged)
        averages[bucket] = (averages[bucket] ?? 0) + (weights[bucket] ?? 0) / averaged;
    }
  }
  return { weights: averages, threshold };
};
