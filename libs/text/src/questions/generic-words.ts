import { stem } from '../words/stem.ts';

const nouns = `
app application article class command company component department document documentation engine entity example file
form function group guide information item library machine manual method module operator option organisation organization
page paragraph part passage people person place platform process product section sentence server service setting sort source
step store system table team text thing tool user variable way word`;

const verbs = `
compare comparison describe difference differ do explain exist find give happen have know list make mean name need outline provide put say show state summarise
summarize take tell use work`;

const fillers = 'actually currently exactly generally mainly much normally please really usually kindly';

const stems = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/).map(stem));

/** Stems of words that say hardly anything of what is asked: `happens` in `what happens when ...`. */
export const emptyStems = stems(`${verbs} ${fillers}`);

/**
 * Stems of words that name the kind of a thing (`which component`) or the subject that every document shares (`the
 * platform`): a text may answer without them.
 */
export const genericStems = stems(nouns);
