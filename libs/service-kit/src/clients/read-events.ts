/** One server-sent event. */
interface ServerSentEvent {
  readonly event: string;
  readonly data: string;
}

const lineEnd = /\r\n|\n|\r(?!$)/;

/** The lines of bytes that are cut anywhere; a last one without its end is none. */
async function* linesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const part of body) {
    const lines = (rest + decoder.decode(part, { stream: true })).split(lineEnd);
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

/**
 * Reads server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html): comments, ids and an event
 * that the end of the stream cuts off are left out.
 * @throws as reading the body does
 */
export async function* readEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<ServerSentEvent> {
  let event = 'message';
  let data: string[] = [];
  for await (const line of linesOf(body)) {
    const [, field, value = ''] = /^(event|data)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === 'event') event = value;
    else if (field === 'data') data.push(value);
    else if (line === '') {
      if (data.length > 0) yield { event, data: data.join('\n') };
      event = 'message';
      data = [];
    }
  }
}
