import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';

/** What a model was asked: the fields of a chat completion request that tests look at. */
export interface ScriptedRequest {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly stream?: boolean;
  readonly stream_options?: { readonly include_usage?: boolean };
  readonly max_tokens?: number;
  readonly temperature?: number;
  readonly response_format?: {
    readonly type: string;
    readonly json_schema?: { readonly name: string; readonly schema: unknown };
  };
}

/** The usage of a reply that states none. */
const usual = { prompt: 100, completion: 50 };

/**
 * A reply: a text, or JSON of a value; the call of a tool; an HTTP status; or null, which never answers. A text may
 * break off, or pause, after some of its characters, when it is streamed.
 */
export type ScriptedReply =
  | string
  | null
  | {
      readonly text: string;
      readonly usage?: typeof usual;
      readonly finish?: 'stop' | 'length' | 'content_filter';
      readonly breaksAfter?: number;
      readonly pause?: Pause;
    }
  | { readonly json: unknown; readonly usage?: typeof usual }
  | { readonly tool: string; readonly args?: unknown }
  | ScriptedStatus;

/** A streamed reply stops after so many characters until a test lets it go on, or for ever. */
interface Pause {
  readonly after: number;
  readonly until?: Promise<void>;
}

/** An HTTP status instead of an answer. */
interface ScriptedStatus {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly error?: object;
}

interface Said {
  readonly message: { readonly content: string | null; readonly tool_calls?: readonly object[] };
  readonly finish: string;
  readonly usage: typeof usual;
  readonly breaksAfter?: number;
  readonly pause?: Pause;
}

const called = (name: string, args: unknown): object => ({
  id: 'call_1',
  type: 'function',
  function: { name, arguments: JSON.stringify(args ?? {}) },
});

const saidIn = (reply: Exclude<ScriptedReply, null | ScriptedStatus>): Said => {
  if (typeof reply === 'string') return { message: { content: reply }, finish: 'stop', usage: usual };
  if ('json' in reply)
    return { message: { content: JSON.stringify(reply.json) }, finish: 'stop', usage: reply.usage ?? usual };
  if ('tool' in reply) {
    const tool_calls = [called(reply.tool, reply.args)];
    return { message: { content: null, tool_calls }, finish: 'tool_calls', usage: usual };
  }
  const { text, finish = 'stop', usage = usual, breaksAfter, pause } = reply;
  return {
    message: { content: text },
    finish,
    usage,
    ...(breaksAfter === undefined ? {} : { breaksAfter }),
    ...(pause === undefined ? {} : { pause }),
  };
};

const usageOf = ({ prompt, completion }: typeof usual): object => ({
  prompt_tokens: prompt,
  completion_tokens: completion,
  total_tokens: prompt + completion,
});

const sendWhole = (response: ServerResponse, model: string, { message, finish, usage }: Said): void => {
  response.setHeader('content-type', 'application/json');
  response.end(
    JSON.stringify({
      id: 'chatcmpl-1',
      object: 'chat.completion',
      created: 0,
      model,
      choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: finish }],
      usage: usageOf(usage),
    }),
  );
};

/** A piece for each word, so that what stands in one may be cut. */
const sendStream = async (response: ServerResponse, request: ScriptedRequest, said: Said): Promise<void> => {
  const send = (choices: readonly object[], rest: object = {}): void => {
    const chunk = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 0, model: request.model };
    response.write(`data: ${JSON.stringify({ ...chunk, choices, ...rest })}\n\n`);
  };
  const say = (text: string): void => {
    for (const piece of text.match(/\S+\s*|\s+/g) ?? [])
      send([{ index: 0, delta: { content: piece }, finish_reason: null }]);
  };
  const { content, tool_calls } = said.message;
  const text = (content ?? '').slice(0, said.breaksAfter);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const { pause = { after: 0, until: Promise.resolve() } } = said;
  say(text.slice(0, pause.after));
  await (pause.until ?? new Promise<void>(() => undefined));
  say(text.slice(pause.after));
  if (said.breaksAfter !== undefined) return void response.end();
  const delta =
    tool_calls === undefined ? {} : { tool_calls: tool_calls.map((call, index) => ({ index, ...call })) };
  send([{ index: 0, delta, finish_reason: said.finish }]);
  if (request.stream_options?.include_usage === true) send([], { usage: usageOf(said.usage) });
  response.end('data: [DONE]\n\n');
};

const sendStatus = (response: ServerResponse, { status, headers, error = {} }: ScriptedStatus): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify({ error }));
};

/** Sends a reply in OpenAI's format (https://platform.openai.com/docs/api-reference/chat). */
export const sendReply = (response: ServerResponse, request: ScriptedRequest, reply: ScriptedReply): void => {
  if (reply === null) return;
  if (typeof reply === 'object' && 'status' in reply) return sendStatus(response, reply);
  const said = saidIn(reply);
  if (request.stream === true) void sendStream(response, request, said);
  else sendWhole(response, request.model, said);
};

const dimensions = 32;

const vectorOf = (text: string): number[] => {
  const digest = createHash('sha256').update(text).digest();
  return Array.from(digest.subarray(0, dimensions), (byte) => byte / 255 - 0.5);
};

/** What embeddings are asked for. */
export interface ScriptedEmbeddings {
  readonly model: string;
  readonly input: string | readonly string[];
  readonly encoding_format?: string;
}

/** The vector of each text, or an HTTP status instead of vectors. */
export type VectorScript = ((text: string) => readonly number[]) | { readonly status: number };

export const textsOf = ({ input }: ScriptedEmbeddings): readonly string[] =>
  typeof input === 'string' ? [input] : input;

/** Sends a vector for each input; without a script the same one for the same text, and of no meaning. */
export const sendVectors = (
  response: ServerResponse,
  request: ScriptedEmbeddings,
  script: VectorScript = vectorOf,
): void => {
  if (typeof script === 'object') return sendStatus(response, script);
  const { model, encoding_format: format } = request;
  const data = textsOf(request).map((text, index) => {
    const vector = script(text);
    const bytes = Buffer.from(Float32Array.from(vector).buffer);
    return { object: 'embedding', index, embedding: format === 'base64' ? bytes.toString('base64') : vector };
  });
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ object: 'list', model, data, usage: { prompt_tokens: 5, total_tokens: 5 } }));
};
