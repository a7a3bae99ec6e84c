import { inBase, isYear, type Quantity, sameUnit } from '@octollm/text';

/** How far a figure may be from the one it rounds, when it says so. */
const hedgedShare = 0.05;
/** How far over or under a figure one may be that is only said to be over or under it. */
const overShare = 0.5;
const underShare = 0.3;
/** How exact a conversion is whatever is shown, and at least. */
const exactShare = 0.002;
const leastExactShare = 0.02;
const tiny = 1e-9;

const near = (a: number, b: number, share: number): boolean =>
  Math.abs(a - b) <= Math.max(Math.abs(a), Math.abs(b)) * share + Number.MIN_VALUE;

/** Whether a claimed value stands for another one in the same unit, given how it is hedged and rounded. */
const standsFor = (claimed: Quantity, value: number): boolean => {
  if (near(claimed.value, value, tiny)) return true;
  switch (claimed.hedge) {
    case 'about':
      return near(claimed.value, value, hedgedShare);
    case 'over':
      return value >= claimed.value && value <= claimed.value * (1 + overShare);
    case 'under':
      return value <= claimed.value && value >= claimed.value * (1 - underShare);
    case null:
      // `1.2 million` says how far it is rounded.
      return (
        claimed.scale >= 1e6 &&
        claimed.step < claimed.scale &&
        Math.abs(claimed.value - value) <= claimed.step / 2
      );
  }
};

/** Whether two figures count things of one kind, as far as their units and nouns tell. */
const isComparable = (claimed: Quantity, source: Quantity): boolean => {
  if (claimed.unit !== null && source.unit !== null) return sameUnit(claimed.unit, source.unit);
  if (claimed.unit === null && source.unit === null) return true;
  const bare = claimed.unit === null ? claimed : source;
  return bare.noun === null && !isYear(bare);
};

const perSecond = ({ value, per }: Quantity): number | undefined =>
  per === null ? undefined : value / (inBase(1, per) ?? Number.NaN);

/** Whether a rate is another one in other units: 600 a minute is 10 a second. */
export const sameRate = (claimed: Quantity, source: Quantity): boolean => {
  if (claimed.per === null || source.per === null || sameUnit(claimed.per, source.per)) return false;
  const [a, b] = [perSecond(claimed), perSecond(source)];
  return a !== undefined && b !== undefined && near(a, b, exactShare);
};

const isConverted = (claimed: Quantity, source: Quantity): boolean => {
  if (claimed.unit === null || source.unit === null || sameUnit(claimed.unit, source.unit))
    return sameRate(claimed, source);
  if (claimed.unit.dimension !== source.unit.dimension) return false;
  const one = (inBase(1, claimed.unit) ?? 0) - (inBase(0, claimed.unit) ?? 0);
  const [a, b] = [inBase(claimed.value, claimed.unit), inBase(source.value, source.unit)];
  if (a === undefined || b === undefined) return false;
  // A share of a temperature means nothing: its zero is far away.
  if (claimed.unit.dimension === 'temperature') return Math.abs(a - b) <= claimed.step * one;
  const shown = Math.min((claimed.step / 2) * one, Math.abs(b) * leastExactShare);
  const allowed = claimed.hedge === null ? shown : Math.abs(b) * hedgedShare;
  return Math.abs(a - b) <= Math.max(allowed, Math.abs(b) * exactShare);
};

const asPercent = ({ kind, value, unit }: Quantity): number | undefined => {
  if (kind === 'fraction') return value * 100;
  return unit?.dimension === 'share' ? value : undefined;
};

const sameShare = (claimed: Quantity, source: Quantity): boolean => {
  const [a, b] = [asPercent(claimed), asPercent(source)];
  const isMixed = (claimed.kind === 'fraction') !== (source.kind === 'fraction');
  return (
    isMixed && a !== undefined && b !== undefined && near(a, b, claimed.hedge === null ? 0.02 : hedgedShare)
  );
};

const differingRates = (a: Quantity, b: Quantity): boolean =>
  a.per !== null && b.per !== null && !sameUnit(a.per, b.per);

/** Whether a figure of a source says what a claimed one says: the same, rounded as stated, or converted. */
export const backs = (source: Quantity, claimed: Quantity): boolean => {
  if (sameShare(claimed, source)) return true;
  if (claimed.kind !== source.kind) return false;
  if (claimed.kind !== 'number') return near(claimed.value, source.value, tiny);
  if (isConverted(claimed, source)) return true;
  if (!isComparable(claimed, source) || differingRates(claimed, source)) return false;
  // `above 25` is no rounding of `above 28`: both say where something begins.
  const isBound = claimed.hedge !== null && claimed.hedge === source.hedge;
  return isBound ? near(claimed.value, source.value, tiny) : standsFor(claimed, source.value);
};

/** Whether only the unit or the scale of a claimed figure is wrong: the number is that of the source. */
export const hasOtherUnit = (source: Quantity, claimed: Quantity): boolean => {
  if (claimed.kind !== 'number' || source.kind !== 'number') return false;
  const mantissa = near(claimed.value / claimed.scale, source.value / source.scale, tiny);
  const unitDiffers = claimed.unit !== null && (source.unit === null || !sameUnit(claimed.unit, source.unit));
  return mantissa && (unitDiffers || claimed.scale !== source.scale || differingRates(claimed, source));
};
