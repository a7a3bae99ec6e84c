import type { ScriptedRequest } from '@octollm/arm-testing';

/** A text that may not instruct, as prompts hold it: a fence with its number around it. */
const fenced = /<(content-[0-9a-f]{16}) number="\d+"[^>]*>\n?([\s\S]*?)\n<\/\1>/g;

/** The passages that a model is shown, in the order of their numbers; one that was withheld is empty. */
export const shownPassages = ({ messages }: Pick<ScriptedRequest, 'messages'>): readonly string[] =>
  messages
    .filter(({ role }) => role === 'user')
    .slice(0, 1)
    .flatMap(({ content }) => [...content.matchAll(fenced)].map(([, , text = '']) => text));
