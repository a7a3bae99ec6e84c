import { base64, type Decoder, entity, escape, lookalike, percent } from './decoders.ts';
import { Edits } from './edits.ts';
import { Layer } from './layer.ts';

const decoders: readonly Decoder[] = [percent, entity, escape, lookalike, base64];

const decodeWith = (layer: Layer, decoder: Decoder): Layer => {
  const edits = new Edits(layer);
  decoder(layer.text, edits);
  return edits.build();
};

/** Nothing honest is wrapped deeper than this. */
export const maxDepth = 8;

/** A text and what it reads as when it is decoded again and again. */
export interface Layers {
  readonly all: readonly Layer[];
  /** Whether something encoded is left after `maxDepth` rounds. */
  readonly isTooDeep: boolean;
}

/**
 * The layers of a text, the text itself first, until nothing in it is encoded or `maxDepth` is reached. No layer is
 * longer than the one before, so that the time is linear.
 */
export const layersOf = (text: string): Layers => {
  const all = [new Layer(text)];
  for (let depth = 0; ; depth += 1) {
    const last = all[depth];
    if (last === undefined) return { all, isTooDeep: false };
    const next = decoders.reduce(decodeWith, last);
    if (next === last) return { all, isTooDeep: false };
    if (depth === maxDepth) return { all, isTooDeep: true };
    all.push(next);
  }
};
