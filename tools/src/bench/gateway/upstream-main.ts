import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A provider that answers at once, with the same bytes for everybody: what is measured is what stands before it. */
const model = 'gpt-4.1-mini';
const words = 'The main span of the bridge measures 412 metres and it was opened in 1938 .'.split(' ');
const usage = { prompt_tokens: 60, completion_tokens: words.length, total_tokens: 60 + words.length };
const common = { id: 'chatcmpl-bench', created: 1_700_000_000, model };

const completion = JSON.stringify({
  ...common,
  object: 'chat.completion',
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content: words.join(' '), refusal: null },
      finish_reason: 'stop',
    },
  ],
  usage,
});

const event = (fields: object): string =>
  `data: ${JSON.stringify({ ...common, object: 'chat.completion.chunk', ...fields })}\n\n`;
const choice = (delta: object, finish_reason: string | null = null): object => ({
  choices: [{ index: 0, delta, finish_reason }],
});

const events: readonly string[] = [
  event(choice({ role: 'assistant', content: '' })),
  ...words.map((word) => event(choice({ content: `${word} ` }))),
  event(choice({}, 'stop')),
  event({ choices: [], usage }),
  'data: [DONE]\n\n',
];

const answer = (response: ServerResponse, isStream: boolean): void => {
  if (!isStream) {
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(completion),
    });
    response.end(completion);
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const each of events) response.write(each);
  response.end();
};

const server = createServer((request: IncomingMessage, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (text: string) => {
    body += text;
  });
  request.on('end', () => answer(response, /"stream"\s*:\s*true/.test(body)));
});

server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
// The guard against outliving the parent has let go of the channel.
process.channel?.ref();
