import { withoutQuestion, withSharedWords } from './shared-words.ts';
import { trimmed } from './words.ts';

/** What is compared, and in which respect. */
export interface Comparison {
  readonly subjects: readonly string[];
  /** What the goal says besides the subjects: "in terms of cost". May be empty. */
  readonly aspect: string;
}

const opening =
  /^(?:compare and contrast|compare|contrast|(?:make|give|write|draw)(?: me)? a comparison (?:of|between))\b:? ?/i;
const noun =
  /\b(?:differences?|similarit(?:y|ies)|distinctions?|comparison|trade-?offs?) (?:in [^,?.]{1,80} )?(?:between|of|among)\b ?/i;
const differ =
  /^(?:how|in what way|in which way)s? (?:do|does|did|is|are) (.{1,200}?) (?:differ(?: from)?|compare (?:to|with)|compared? (?:to|with)|different (?:from|to|than))\b ?/i;
const versus = / (?:vs\.?|versus|compared (?:to|with)|as opposed to) /i;
const choice = /^(?:which|who|what)\b[^,:?]{1,200}[,:] (.{1,300} or .{1,300})$/i;
const respect = / (?:in terms of|with respect to|with regard to|regarding|concerning|by|on|for|in)(?= )/i;
/** Comparisons whose subjects are told apart by a model at best. */
const judged =
  /^(?:is|are|was|were|does|do|did) .{1,200} (?:better|worse|more [a-z]+|less [a-z]+|[a-z]+er) than |^(?:what are the |list the |give me the )?(?:pros and cons|advantages and disadvantages) of /i;
/** The same openings and nouns in German, French, Spanish, Italian, Dutch and the Scandinavian languages. */
const abroad =
  /^(?:vergleiche?n?|compare[rz]?|compara[r]?|confronta|vergelijk|sammenlikn|sammenlign|jämför)(?= )|\b(?:unterschiede? zwischen|différences? entre|diferencias? entre|differenz[ae] tra|verschil(?:len)? tussen|forskjell(?:en)? mellom|forskel(?:len)? mellem|skillnad(?:en)? mellan)\b/i;
const reflexive =
  /^(?:itself|themselves|himself|herself|each other|one another|another|others?|them|both|it)$/i;

const between = /, and |, or | and | or | with | to | against | from | vs\.? | versus |, |; /i;

const uniqueSubjects = (text: string): string[] => {
  const parts = text
    .split(between)
    .map(trimmed)
    .filter((part) => part !== '' && !reflexive.test(part));
  const seen = new Set<string>();
  return parts.filter((part) => !seen.has(part.toLowerCase()) && seen.add(part.toLowerCase()));
};

/** Splits "the rail and the road bridge in terms of cost" into what is compared and the respect. */
const splitRespect = (text: string): readonly [string, string] => {
  const found = respect.exec(text);
  return found === null ? [text, ''] : [text.slice(0, found.index), text.slice(found.index + 1)];
};

const sentence = (goal: string): string => goal.split(/[?!](?: |$)|\.(?: |$)/, 1)[0] ?? goal;

const fromList = (list: string, aspectBefore: string): Comparison => {
  const [asked, aspect] = splitRespect(list);
  const { list: subjects, question } = withoutQuestion(asked);
  return {
    subjects: withSharedWords(uniqueSubjects(subjects)),
    aspect: trimmed([aspectBefore, question, aspect].filter((part) => part !== '').join(' ')),
  };
};

const aspectOfDifference = (match: string): string =>
  / in (.{1,80}) (?:between|of|among)/i.exec(match)?.[1] ?? '';

/** Whether a goal asks for a comparison. */
export const isComparison = (goal: string): boolean =>
  [opening, noun, differ, versus, choice, judged, abroad].some((pattern) => pattern.test(goal));

/**
 * What a goal compares, by these rules in turn: "compare A, B and C in terms of X"; "difference in X between A and
 * B"; "how does A differ from B"; "A versus B"; "which is X, A or B". No subject is found where none is named. What is
 * said of one subject for all, as in "the height of A and B", is said of each.
 */
export const parseComparison = (goal: string): Comparison => {
  const text = sentence(goal);
  const start = opening.exec(text);
  if (start !== null) return fromList(text.slice(start[0].length), '');
  const named = noun.exec(text);
  if (named !== null)
    return fromList(text.slice(named.index + named[0].length), aspectOfDifference(` ${named[0]}`));
  const differing = differ.exec(text);
  if (differing !== null) return fromList(`${differing[1]} and ${text.slice(differing[0].length)}`, '');
  const chosen = choice.exec(text);
  if (chosen !== null)
    return fromList(chosen[1] ?? '', text.slice(0, text.length - (chosen[1] ?? '').length));
  return fromList(text, '');
};
