/** One server-sent event. */
interface ServerSentEvent {
  readonly event: string;
  readonly data: string;
}

const lineEnd = /\r\n|\n|\r/;

/** The lines of bytes that are cut anywhere; a last one without its end is none. */
async function* linesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  // The parts of a long line are put together once, when it is over: each is looked at only once.
  let unfinished: string[] = [];
  // A carriage return may be the first half of a line's end.
  let carried = '';
  for await (const bytes of body) {
    const text = carried + decoder.decode(bytes, { stream: true });
    carried = text.endsWith('\r') ? '\r' : '';
    const [first = '', ...lines] = text.slice(0, text.length - carried.length).split(lineEnd);
    unfinished.push(first);
    const last = lines.pop();
    if (last === undefined) continue;
    yield unfinished.join('');
    yield* lines;
    unfinished = [last];
  }
  if (carried !== '') yield unfinished.join('');
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
