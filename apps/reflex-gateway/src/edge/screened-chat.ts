import type { ChatEvent, Citation } from '@octollm/contracts';
import { filteredText, type TextFilter } from '../openai/output/text-filter.ts';

/** The server-sent events and comments of a body, each with the empty line after it; one that is cut off is left out. */
async function* framesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const part of body) {
    const frames = (rest + decoder.decode(part, { stream: true })).split('\n\n');
    rest = frames.pop() ?? '';
    for (const frame of frames) yield `${frame}\n\n`;
  }
}

const frameOf = (event: ChatEvent): string => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;

/** The event of a frame; undefined for a comment. The orchestrator is believed. */
const eventOf = (frame: string): ChatEvent | undefined =>
  frame.startsWith(':') ? undefined : (JSON.parse(frame.slice(frame.indexOf('{'))) as ChatEvent);

/** An answer that policy keeps from the caller ends as one that failed. */
const withheld = ({ task_id }: { readonly task_id: string }): ChatEvent => ({
  type: 'error',
  task_id,
  code: 'blocked_by_policy',
  message:
    'The guardrails keep the rest of this answer back. Ask an operator about the policy of your tenant.',
  retryable: false,
});

const screenedCitation = (citation: Citation, makeGuard: () => TextFilter): Citation => ({
  ...citation,
  title: citation.title === null ? null : filteredText(citation.title, makeGuard()),
  passage: filteredText(citation.passage, makeGuard()),
});

/**
 * The events of `/api/v2/chat/stream` as the orchestrator sends them, with the text of the answer screened: what is to
 * be hidden is hidden also where it was cut between two tokens, so a piece may wait for the next one. Of the sources
 * titles and passages are screened, each as a text of its own. All other events go on as they come.
 * @param makeGuard makes the guard of one text; an answer that begins anew is another text
 */
export async function* screenedChat(
  body: AsyncIterable<Uint8Array>,
  makeGuard: () => TextFilter,
): AsyncGenerator<string> {
  let guard = makeGuard();
  const told = (text: string): string => (text === '' ? '' : frameOf({ type: 'token', text }));
  for await (const frame of framesOf(body)) {
    const event = eventOf(frame);
    if (event?.type === 'reset') guard = makeGuard();
    if (event?.type === 'token') {
      const text = told(guard.push(event.text));
      if (text !== '') yield text;
    } else if (event?.type === 'sources_ready')
      yield frameOf({
        ...event,
        citations: event.citations.map((citation) => screenedCitation(citation, makeGuard)),
      });
    else if (event?.type === 'complete')
      yield told(guard.end()) + (guard.isBlocked ? frameOf(withheld(event)) : frame);
    else yield frame;
  }
}
