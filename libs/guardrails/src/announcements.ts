import { type Role, roles } from './lexicon/roles.ts';
import { endOfMatch } from './spans.ts';
import type { Survey } from './survey/survey.ts';

/** Words that announce something: the role of their first one, and what may follow it. */
export interface Announcement {
  readonly role: Role;
  /** Linear, with the flag `y`: matched where a word of the role begins. */
  readonly phrase: RegExp;
}

/** Where the announcements of a text end, in order. Nothing is read when no word has the role. */
export const announcementEnds = (
  text: string,
  survey: Survey,
  { role, phrase }: Announcement,
): readonly number[] => {
  const ends: number[] = [];
  const wanted = roles[role];
  if ((survey.roles & wanted) === 0) return ends;
  const { words } = survey;
  for (let word = 0; word < words.length; word += 3) {
    if (((words[word + 2] ?? 0) & wanted) === 0) continue;
    const end = endOfMatch(text, phrase, words[word] ?? 0);
    if (end > (ends.at(-1) ?? 0)) ends.push(end);
  }
  return ends;
};

/** Tells whether words before an offset announce what begins there. */
export type Announcer = (start: number) => boolean;

/**
 * Tells what is announced by words that end at most `reach` characters before it. Offsets are to be asked in rising
 * order: the announcements are looked for once, and not at all when nothing is asked.
 */
export const announcer = (
  text: string,
  survey: Survey,
  announcement: Announcement,
  reach = 40,
): Announcer => {
  let ends: readonly number[] | undefined;
  let next = 0;
  return (start) => {
    ends ??= announcementEnds(text, survey, announcement);
    while (next < ends.length && (ends[next] ?? 0) <= start) next += 1;
    const end = ends[next - 1];
    return end !== undefined && start - end <= reach;
  };
};
