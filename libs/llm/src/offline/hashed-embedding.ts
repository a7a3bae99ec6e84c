import { fold, terms, words } from '@octollm/text';

/** The name of the embedding; part of the name of every collection that holds its vectors. */
export const hashedEmbeddingModel = 'octollm-hash-v1';
export const hashedEmbeddingDimensions = 384;

/** FNV-1a over UTF-16 code units (http://www.isthe.com/chongo/tech/comp/fnv/), mixed so that all bits depend on all. */
const hash = (text: string): number => {
  let value = 0x81_1c_9d_c5;
  for (let index = 0; index < text.length; index++)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01_00_01_93);
  value = Math.imul(value ^ (value >>> 16), 0x85_eb_ca_6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2_b2_ae_35);
  return (value ^ (value >>> 16)) >>> 0;
};

const add = (vector: Float64Array, feature: string, weight: number): void => {
  const value = hash(feature);
  const at = value % hashedEmbeddingDimensions;
  vector[at] = (vector[at] ?? 0) + (value >= 0x80_00_00_00 ? -weight : weight);
};

/** A text of stop words alone is told apart by them. */
const featuresOf = (text: string): string[] => {
  const found = terms(text);
  return found.length > 0 ? found : words(text).map((word) => fold(word.text));
};

const normalised = (vector: Float64Array): Float32Array => {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return Float32Array.from(vector, (value) => (length === 0 ? 0 : value / length));
};

/**
 * A vector for a text without a model: signed feature hashing (Weinberger et al. 2009) of its stems, damped by the
 * logarithm of their count. Length 1, or 0 for a text without a word. The same text gives the same vector everywhere.
 * Pairs of neighbouring stems are left out: with them fewer of the Cranfield collection's questions are answered well.
 *
 * @param weightOf how much a stem counts, for a query whose rare words tell more; 1 for every stem when left out
 */
export const hashedEmbedding = (text: string, weightOf: (stem: string) => number = () => 1): Float32Array => {
  const counts = new Map<string, number>();
  for (const feature of featuresOf(text)) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const vector = new Float64Array(hashedEmbeddingDimensions);
  for (const [feature, count] of counts) add(vector, feature, (1 + Math.log(count)) * weightOf(feature));
  return normalised(vector);
};
