import type { ChatCompletionRequest, ChatMessage } from '@octollm/contracts';
import type { SourcePassage } from '../../offline/source-passage.ts';

/** What somebody asks and the passages that came with it. */
export interface SourcedQuestion {
  readonly question: string;
  readonly passages: readonly SourcePassage[];
}

const opening = '<source';
const closing = '</source>';

const textOf = ({ content }: ChatMessage): string => {
  if (typeof content === 'string') return content;
  return (content ?? []).flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
};

/** A text in two: what stands between `<source>` marks, and the rest. Marks that are never closed are text. */
const divide = (text: string): { readonly sources: readonly string[]; readonly rest: string } => {
  const sources: string[] = [];
  let rest = '';
  let at = 0;
  for (;;) {
    const start = text.indexOf(opening, at);
    const from = start === -1 ? -1 : text.indexOf('>', start);
    const end = from === -1 ? -1 : text.indexOf(closing, from);
    if (end === -1) return { sources, rest: rest + text.slice(at) };
    rest += text.slice(at, start);
    sources.push(text.slice(from + 1, end));
    at = end + closing.length;
  }
};

const passageOf = (text: string, at: number): SourcePassage => ({
  chunkId: `source-${at + 1}`,
  documentId: `source-${at + 1}`,
  text: text.trim(),
  heading: null,
  title: null,
  source: null,
  score: 1,
});

/**
 * The last question of a conversation and its sources: what tools have returned, and what any message holds between
 * `<source>` and `</source>`.
 */
export const sourcesOf = ({ messages }: ChatCompletionRequest): SourcedQuestion => {
  const sources: string[] = [];
  let question = '';
  for (const message of messages) {
    const text = textOf(message);
    if (message.role === 'tool' || message.role === 'function') {
      sources.push(text);
      continue;
    }
    const divided = divide(text);
    sources.push(...divided.sources);
    if (message.role === 'user') question = divided.rest.trim();
  }
  return { question, passages: sources.filter((text) => text.trim() !== '').map(passageOf) };
};
