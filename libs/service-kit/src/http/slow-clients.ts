import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { newId, type Problem, problemMediaType } from '@octollm/contracts';

/**
 * How long a client may take over a request, in milliseconds, and how often that is looked at. Without an end to it a
 * few thousand clients that send a byte now and then would hold every connection (slowloris).
 */
export const requestTimes = {
  /** Until the whole request is there, its body included; see `giveUploadTime` for those that may take longer. */
  requestTimeout: 60_000,
  http: { headersTimeout: 10_000, connectionsCheckingInterval: 2_000 },
} as const;

interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
}

const malformed: Refusal = {
  status: 400,
  code: 'invalid_request',
  detail: 'The request is not valid HTTP/1.1. Check its request line, headers and length.',
};

/** Of the error that Node's server reports once when a request has not come in in time. */
export const lateCode = 'ERR_HTTP_REQUEST_TIMEOUT';

/** By the code of the error of Node's HTTP parser. */
const refusals: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    code: 'headers_too_large',
    detail: 'The headers are longer than 16 KiB in all. Send fewer or shorter ones.',
  },
  [lateCode]: {
    status: 408,
    code: 'request_timeout',
    detail: 'The request did not arrive in time. Send it again, faster.',
  },
};

/** Answers what could not be read as a request, so that no handler sees it, and closes the connection. */
export const refuseMalformed = (error: NodeJS.ErrnoException, socket: Socket): void => {
  // An answer may have begun on this connection, and another one must not be written into it.
  if (error.code === 'ECONNRESET' || !socket.writable || socket.bytesWritten > 0) {
    socket.destroy();
    return;
  }
  const { status, code, detail } = refusals[error.code ?? ''] ?? malformed;
  const title = STATUS_CODES[status] ?? '';
  const problem: Problem = {
    type: `urn:octollm:problem:${code}`,
    title,
    status,
    detail,
    instance: '/',
    code,
    request_id: newId(),
    retryable: status === 408,
  };
  const body = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 ${status} ${title}\r\ncontent-type: ${problemMediaType}\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
    // A client that goes on sending would never see the end of its own connection.
    () => socket.destroy(),
  );
};
