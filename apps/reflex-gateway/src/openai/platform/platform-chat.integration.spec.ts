import { ChatCompletion } from '@octollm/contracts';
import type { Response } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RunningGateway } from '../fixtures/running-gateway.ts';
import { ScriptedOrchestrator, scriptedAnswer } from '../fixtures/scripted-orchestrator.ts';

let orchestrator: ScriptedOrchestrator;
let gateway: RunningGateway;

beforeAll(async () => {
  orchestrator = await ScriptedOrchestrator.start();
  gateway = await RunningGateway.start({ variables: { ORCHESTRATOR_URL: orchestrator.url } });
});
beforeEach(() => orchestrator.reset());
afterAll(async () => {
  await gateway?.close();
  await orchestrator?.close();
});

const path = '/v1/chat/completions';
const question = { role: 'user', content: 'How long is the span?' };
const ask = (body: object = {}, options: Parameters<RunningGateway['post']>[2] = {}) =>
  gateway.post(path, { model: 'octollm', messages: [question], ...body }, options);

const errorOf = async (response: Response): Promise<Record<string, unknown>> =>
  ((await response.json()) as { error: Record<string, unknown> }).error;

describe('the model octollm', () => {
  it('answers with the result of a task: its text, citations as annotations, what it used and how sure it is', async () => {
    const completion = ChatCompletion.parse(await (await ask()).json());
    const [choice] = completion.choices;
    expect(choice?.message.content).toBe(scriptedAnswer.output);
    expect(choice?.finish_reason).toBe('stop');
    expect(choice?.message.annotations).toEqual([
      {
        type: 'url_citation',
        url_citation: {
          start_index: 29,
          end_index: 32,
          title: 'Halden bridge',
          url: 'https://example.com/bridge',
        },
      },
    ]);
    expect(scriptedAnswer.output.slice(29, 32)).toBe('[1]');
    expect(completion.usage).toEqual({ prompt_tokens: 20, completion_tokens: 5, total_tokens: 25 });
    expect(completion.metadata).toMatchObject({ answerable: 'true', degraded: 'false', confidence: '0.9' });
  });

  it('has its answer screened like any other, and says where its citations are in what is left', async () => {
    const output = 'Ring 4111 1111 1111 1111 for the span [1].';
    orchestrator.ending = { result: { ...scriptedAnswer, output } };
    const { choices } = ChatCompletion.parse(await (await ask()).json());
    const text = choices[0]?.message.content ?? '';
    expect(text).toMatch(/^Ring .+ for the span \[1\]\.$/);
    expect(text).not.toContain('4111');
    const start_index = text.indexOf('[1]');
    expect(start_index).not.toBe(output.indexOf('[1]'));
    expect(choices[0]?.message.annotations).toMatchObject([
      { url_citation: { start_index, end_index: start_index + 3 } },
    ]);
    expect(await (await ask({ stream: true })).text()).not.toMatch(/4111|1111/);
  });

  it('has the reasons screened why it is incomplete, and the titles of its sources', async () => {
    const [citation] = scriptedAnswer.citations;
    if (citation === undefined) throw new TypeError('The scripted answer has a citation.');
    orchestrator.ending = {
      result: {
        ...scriptedAnswer,
        citations: [{ ...citation, title: 'Card 5500 0000 0000 0004' }],
        degraded: true,
        degraded_reasons: ['"Ring 4111 1111 1111 1111" is in no source.', 'One source was away.'],
      },
    };
    const whole = await (await ask()).text();
    const { choices, metadata } = ChatCompletion.parse(JSON.parse(whole));
    expect(choices[0]?.message.content).toMatch(
      /incomplete\. "Ring .+" is in no source\. One source was away\.$/,
    );
    expect(metadata).toMatchObject({
      degraded_reasons: expect.stringMatching(/^"Ring .+" is in no source\. One source was away\.$/),
    });
    for (const text of [whole, await (await ask({ stream: true })).text()]) {
      expect(text).toContain('source was away.');
      expect(text).not.toMatch(/4111|1111|5500|0004/);
    }
  });

  it('takes the last message of the user for the goal, and all before it for the context', async () => {
    const messages = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: [{ type: 'text', text: 'Which bridges are there?' }] },
      { role: 'assistant', content: 'The Halden bridge.' },
      question,
    ];
    await ask({ messages });
    expect(orchestrator.submitted[0]).toMatchObject({
      goal: 'How long is the span?',
      context: 'system: Be brief.\n\nuser: Which bridges are there?\n\nassistant: The Halden bridge.',
    });
  });

  it('says in the text and in the metadata that an answer is incomplete, or that there is none', async () => {
    orchestrator.ending = {
      result: { ...scriptedAnswer, degraded: true, degraded_reasons: ['One source was away.'] },
    };
    const degraded = ChatCompletion.parse(await (await ask()).json());
    expect(degraded.choices[0]?.message.content).toMatch(/incomplete\. One source was away\.$/);
    expect(degraded.metadata).toMatchObject({ degraded: 'true', degraded_reasons: 'One source was away.' });

    const output = 'The sources do not answer this question.';
    orchestrator.ending = { result: { ...scriptedAnswer, output, answerable: false, citations: [] } };
    const unanswerable = ChatCompletion.parse(await (await ask()).json());
    expect(unanswerable.choices[0]?.message.content).toBe(output);
    expect(unanswerable.metadata).toMatchObject({ answerable: 'false' });
  });

  it.each([
    ['tools', { tools: [{ type: 'function', function: { name: 'f' } }] }],
    ['n', { n: 2 }],
    ['response_format', { response_format: { type: 'json_object' } }],
    ['logprobs', { logprobs: true }],
  ])('refuses %s, which the platform cannot follow', async (param, body) => {
    const response = await ask(body);
    expect(response.status).toBe(400);
    expect(await errorOf(response)).toMatchObject({
      code: 'unsupported_parameter',
      param,
      type: 'invalid_request_error',
    });
    expect(orchestrator.submitted).toEqual([]);
  });

  it.each([
    ['no message of a user', [{ role: 'system', content: 'x' }], 'messages'],
    ['a blank one', [{ role: 'user', content: '  ' }], 'messages[0].content'],
    ['one that is too long', [{ role: 'user', content: 'a'.repeat(10_001) }], 'messages[0].content'],
    [
      'one with an image',
      [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://example.com/a.png' } }] }],
      'messages[0].content[0]',
    ],
  ])('points at %s', async (_, messages, param) => {
    const response = await ask({ messages });
    expect(response.status).toBe(400);
    expect((await errorOf(response)).param).toBe(param);
  });

  it.each([
    ['failed for good', { status: 'failed', error: problem({ retryable: false }) }, 422, 'unprocessable'],
    ['failed for now', { status: 'failed', error: problem({ retryable: true }) }, 503, 'unavailable'],
    [
      'was limited',
      { status: 'failed', error: problem({ category: 'rate_limited' }) },
      429,
      'rate_limit_exceeded',
    ],
    ['took too long', { status: 'timed_out' }, 504, 'deadline_exceeded'],
    ['was cancelled', { status: 'cancelled' }, 409, 'conflict'],
  ] as const)('tells that a task %s', async (_, ending, status, code) => {
    orchestrator.ending = { result: null, ...ending };
    const response = await ask();
    expect(response.status).toBe(status);
    expect((await errorOf(response)).code).toBe(code);
  });

  it('passes on why the orchestrator takes no task', async () => {
    orchestrator.refusal = {
      type: 'urn:octollm:problem:overloaded',
      title: 'Too much work waits',
      status: 503,
      detail: 'Try again.',
      instance: '/api/v1/tasks',
      code: 'overloaded',
      request_id: 'r',
      retryable: true,
    };
    const response = await ask();
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(await errorOf(response)).toMatchObject({ code: 'overloaded', message: 'Try again.' });
  });

  it('cancels the task of a client that goes away', async () => {
    orchestrator.isHeld = true;
    const client = new AbortController();
    const answer = ask({}, { signal: client.signal });
    await expect.poll(() => orchestrator.followers, { timeout: 10_000 }).toBe(1);
    client.abort();
    await expect(answer).rejects.toThrow('aborted');
    await expect.poll(() => orchestrator.cancelled.length, { timeout: 10_000 }).toBe(1);
  });
});

describe('the model octollm as a stream', () => {
  const read = async (response: { text(): Promise<string> }): Promise<Record<string, unknown>[]> => {
    const events = (await response.text()).split('\n\n').filter((event) => event.startsWith('data: {'));
    return events.map((event) => JSON.parse(event.slice('data: '.length)) as Record<string, unknown>);
  };

  it('says who speaks at once, shows that it works, and ends with the answer, its end, its usage and [DONE]', async () => {
    orchestrator.isHeld = true;
    const response = await ask({ stream: true, stream_options: { include_usage: true } });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!text.includes(': working')) {
      const part = await reader?.read();
      if (part?.done !== false) throw new Error(`The stream ended early: ${text}`);
      text += part.value;
    }
    expect(text).toMatch(/^data: .*"role":"assistant"/);
    orchestrator.release();
    for (let part = await reader?.read(); part?.done === false; part = await reader?.read())
      text += part.value;
    const chunks = await read({ text: async () => text });
    const contents = chunks.flatMap(({ choices }) =>
      (choices as { delta: { content?: string } }[]).map(({ delta }) => delta.content ?? ''),
    );
    expect(contents.join('')).toBe(scriptedAnswer.output);
    expect(chunks.at(-2)).toMatchObject({
      choices: [{ finish_reason: 'stop', delta: { annotations: [{ type: 'url_citation' }] } }],
      metadata: { answerable: 'true' },
    });
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: 25 } });
    expect(text.endsWith('data: [DONE]\n\n')).toBe(true);
  });

  it('leaves the usage out when nobody asks for it', async () => {
    const chunks = await read(await ask({ stream: true }));
    expect(chunks.length).toBeGreaterThan(2);
    expect(chunks.every(({ usage }) => usage === undefined)).toBe(true);
  });

  it('ends with an error and without [DONE] when the task fails', async () => {
    orchestrator.ending = { result: null, status: 'timed_out' };
    const text = await (await ask({ stream: true })).text();
    expect(text).toContain('"code":"deadline_exceeded"');
    expect(text).not.toContain('[DONE]');
  });

  it('cancels the task of a client that has left before it was accepted', async () => {
    orchestrator.submitMs = 500;
    orchestrator.isHeld = true;
    const client = new AbortController();
    const answer = ask({ stream: true }, { signal: client.signal });
    await expect.poll(() => orchestrator.submitted.length, { timeout: 10_000 }).toBe(1);
    client.abort();
    await expect(answer).rejects.toThrow('aborted');
    await expect.poll(() => orchestrator.cancelled.length, { timeout: 10_000 }).toBe(1);
  });

  it('follows the task again when its events break off', async () => {
    orchestrator.isHeld = true;
    const answer = ask();
    await expect.poll(() => orchestrator.followers, { timeout: 10_000 }).toBe(1);
    orchestrator.isUnfinished = true;
    orchestrator.breakOff();
    await expect.poll(() => orchestrator.followers, { timeout: 10_000 }).toBe(1);
    orchestrator.isUnfinished = false;
    orchestrator.release();
    expect((await answer).status).toBe(200);
    expect(orchestrator.submitted).toHaveLength(1);
    expect(orchestrator.cancelled).toEqual([]);
  });

  it('cancels the task when the client leaves, also one that does not read', async () => {
    orchestrator.isHeld = true;
    const client = new AbortController();
    await ask({ stream: true }, { signal: client.signal });
    await expect.poll(() => orchestrator.followers, { timeout: 10_000 }).toBe(1);
    client.abort();
    await expect.poll(() => orchestrator.cancelled.length, { timeout: 10_000 }).toBe(1);
  });
});

function problem(error: object): never {
  return {
    code: 'x',
    message: 'It did not work.',
    retryable: false,
    step_id: null,
    ...error,
  } as never;
}
