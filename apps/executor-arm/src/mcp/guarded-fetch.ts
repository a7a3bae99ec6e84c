import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import type { FetchLike } from '@modelcontextprotocol/client';
import type { ArmFailure } from '@octollm/service-kit';
import { fetch, type RequestInit as UndiciInit } from 'undici';
import type { Allowlist } from '../http/allowlist.ts';
import type { Dispatchers } from '../http/dispatchers.ts';
import { checkedUrl } from '../http/url-rules.ts';
import { answerTooLong } from './failures.ts';

/** The longest answer in bytes that is read, after decoding: room for images, which are left out. */
const maxAnswerBytes = 8 * 1_048_576;

/** Lets so many bytes of an answer through, and then says so and ends. */
const bounded = (exceeded: (failure: ArmFailure) => void): TransformStream<Uint8Array, Uint8Array> => {
  let left = maxAnswerBytes;
  return new TransformStream({
    transform: (chunk, controller) => {
      left -= chunk.byteLength;
      if (left >= 0) return controller.enqueue(chunk);
      const failure = answerTooLong();
      exceeded(failure);
      controller.error(failure);
    },
  });
};

/** A status whose answer must not have a body (Fetch, section 2.2.3). */
const isBodiless = (status: number): boolean => status === 204 || status === 205 || status === 304;

/**
 * A `fetch` that calls what the HTTP tools may call, and in their way: every address is checked and names are pinned to
 * the addresses checked. Redirects come back as answers. It listens to no stream but one that it takes up again: nothing
 * that a server says unasked is of use.
 * @param exceeded is told of an answer that is too long, because the client makes another error of it
 */
export const guardedFetch = (
  allowlist: Allowlist,
  dispatchers: Dispatchers,
  exceeded: (failure: ArmFailure) => void,
): FetchLike => {
  return async (address, init = {}) => {
    const headers = new Headers(init.headers);
    if (init.method === 'GET' && !headers.has('last-event-id')) return new Response(null, { status: 405 });
    const url = checkedUrl(String(address), undefined, allowlist);
    headers.set('user-agent', 'octollm-executor');
    headers.set('accept-encoding', 'identity');
    const answer = await fetch(url, {
      // What undici and Node call a RequestInit differs in types alone.
      ...(init as UndiciInit),
      headers: [...headers],
      redirect: 'manual',
      dispatcher: dispatchers.for(url),
    });
    const body = answer.body as NodeReadableStream<Uint8Array> | null;
    const { status, statusText } = answer;
    return new Response(
      body === null || isBodiless(status)
        ? null
        : (body as ReadableStream<Uint8Array>).pipeThrough(bounded(exceeded)),
      { status, statusText, headers: [...answer.headers] },
    );
  };
};
