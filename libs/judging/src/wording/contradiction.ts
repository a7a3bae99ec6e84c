import type { Subject } from '../answer/subject.ts';
import { beginningsOf } from './beginnings.ts';
import type { Clause } from './clause.ts';

/** What the clauses must have in common before it is said that one denies the other. */
const neededShare = 0.6;
/** Of what the other one says: a long sentence that happens to hold all the words is about something else. */
const neededOfOther = 0.4;
/** Words beside the subject that they must share; one where the subject or two figures are the same. */
const fewestWords = 2;
/** Words that compare or bound a figure say nothing without what is compared. */
const comparing = /^(?:#|abov|more|long|larg|fast|old|earl|rise$|after$|befor|low|high)/;
/** A clause that fits nearly as well as the best one may speak for the claim. */
const margin = 0.1;

/** What closes at five is open until five. */
const hasClock = ({ tokens }: Clause): boolean =>
  [...tokens.keys()].some((name) => name.startsWith('#clock'));

/** What everything here is about, which tells nothing apart, and the names that do. */
type Topic = Pick<Subject, 'concepts' | 'names'>;

interface Match {
  readonly other: Clause;
  readonly share: number;
  readonly denies: boolean;
}

/** Whether one clause denies what the other says: an odd number of negations, opposites and turned bounds. */
const denies = (claim: Clause, other: Clause, shared: readonly string[]): boolean => {
  const opposites = shared.filter((name) => {
    const sides = (claim.tokens.get(name) ?? 0) * (other.tokens.get(name) ?? 0);
    return sides < 0;
  }).length;
  const turned = claim.bound * other.bound < 0 ? 1 : 0;
  const denying = [...claim.denying, ...other.denying].filter((name) => !shared.includes(name)).length;
  return (claim.negations + other.negations + denying + opposites + turned) % 2 === 1;
};

/** `auditor` is of the audit. */
const speaksOf = ({ tokens }: Clause, name: string): boolean =>
  tokens.has(name) ||
  (!name.startsWith('#') && beginningsOf(name).some((beginning) => tokens.has(beginning)));

const matchOf = (claim: Clause, other: Clause, subject: Topic): Match | undefined => {
  const said = [...claim.tokens.keys()].filter((name) => !subject.concepts.has(name));
  const shared = said.filter((name) => speaksOf(other, name));
  const about = [...claim.tokens.keys()].filter((name) => subject.concepts.has(name));
  const named = ({ tokens, names }: Clause): string[] =>
    [...tokens.keys()].filter((name) => subject.names.has(name) || names.has(name));
  // What holds of one of two things denies nothing of the other.
  const isOtherThing =
    named(claim).some((name) => !other.tokens.has(name)) &&
    named(other).some((name) => !claim.tokens.has(name));
  if (isOtherThing) return undefined;
  const isSameSubject = about.length > 0 && about.every((name) => other.tokens.has(name));
  const otherSize = [...other.tokens.keys()].filter((name) => !subject.concepts.has(name)).length;
  const spoken = shared.filter((name) => !comparing.test(name)).length;
  const figures = shared.filter((name) => name.startsWith('#')).length;
  const isOpposite = shared.some((name) => (claim.tokens.get(name) ?? 0) * (other.tokens.get(name) ?? 0) < 0);
  const isWhole = shared.length === said.length && shared.length >= 2;
  const isAnchored = isSameSubject || isWhole || figures >= (isOpposite ? 1 : 2);
  if (spoken < fewestWords - (isAnchored ? 1 : 0) || shared.length / otherSize < neededOfOther)
    return undefined;
  const share = shared.length / said.length;
  return share < neededShare ? undefined : { other, share, denies: denies(claim, other, shared) };
};

/**
 * Whether clauses deny what a claim says: those that have most in common with it do, and none that has nearly as much
 * agrees. Where an exception is made on either side nothing is said.
 */
export const isDenied = (claim: Clause, others: readonly Clause[], subject: Topic): boolean => {
  if (claim.isExceptive || hasClock(claim)) return false;
  const matches = others
    .filter((other) => !other.isExceptive && !hasClock(other))
    .flatMap((other) => matchOf(claim, other, subject) ?? []);
  const best = Math.max(0, ...matches.map(({ share }) => share));
  // A part that fits as well speaks for its sentence, whose other parts may deny something else.
  const hasPart = ({ other, share }: Match): boolean =>
    matches.some((part) => part.other !== other && part.other.sentence === other.text && part.share >= share);
  const near = matches.filter((match) => match.share >= best - margin && !hasPart(match));
  return near.length > 0 && near.every((match) => match.denies);
};
