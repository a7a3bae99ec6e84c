import { Agent, type Dispatcher, request } from 'undici';
import { failed, type Performed } from './actuator.ts';

/** No answer that is read here is longer; one that is counts as none. */
const mostBytes = 4 * 1_048_576;

/** The API could not be asked, or its answer is not what was agreed. The message says what happened. */
export class ApiError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ApiError';
  }
}

export interface HttpApiOptions {
  /** As sentences name it, such as `Kubernetes`. */
  readonly name: string;
  readonly origin: string;
  /** Asked for each request: a token may have been renewed. */
  readonly authorization: () => Promise<string>;
  /** Milliseconds for a request with its answer. */
  readonly timeoutMs: number;
  /** The certificates to trust, as PEM. @default those of Node */
  readonly ca?: string | undefined;
}

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: object;
  /** @default application/json */
  readonly contentType?: string;
  readonly signal: AbortSignal;
}

export interface ApiAnswer {
  readonly status: number;
  /** The JSON of the body; undefined when there is none. */
  readonly body: unknown;
}

const sentenceOf = (body: unknown): string => {
  const { message, detail, title } = (body ?? {}) as Readonly<Record<string, unknown>>;
  const text = [message, detail, title].find((part) => typeof part === 'string');
  return text === undefined ? '' : `: ${String(text).slice(0, 300)}`;
};

const jsonIn = (text: string): unknown => {
  try {
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** Such as ECONNREFUSED, or what is wrong with a certificate. */
const codeOf = (cause: unknown): string => {
  const { code, name } = (cause ?? {}) as Readonly<Record<string, unknown>>;
  return [code, name].find((part) => typeof part === 'string') ?? 'unknown';
};

/** An API that actuators change something by: JSON over HTTP, with a bearer token and a deadline for every request. */
export class HttpApi {
  readonly #options: HttpApiOptions;
  readonly #dispatcher: Dispatcher;

  constructor(options: HttpApiOptions) {
    this.#options = options;
    this.#dispatcher = new Agent({
      maxResponseSize: mostBytes,
      ...(options.ca === undefined ? {} : { connect: { ca: options.ca } }),
    });
  }

  /**
   * Sends a request, once.
   * @throws ApiError when it is not answered: no connection, too late, given up
   */
  async send({ method, path, body, contentType, signal }: ApiRequest): Promise<ApiAnswer> {
    const { name, origin, authorization, timeoutMs } = this.#options;
    const late = AbortSignal.timeout(timeoutMs);
    try {
      const answer = await request(`${origin}${path}`, {
        method,
        dispatcher: this.#dispatcher,
        headers: {
          authorization: await authorization(),
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': contentType ?? 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.any([signal, late]),
      });
      return { status: answer.statusCode, body: jsonIn(await answer.body.text()) };
    } catch (cause) {
      if (signal.aborted) throw new ApiError(`${name} was not waited for any longer.`, { cause });
      if (late.aborted)
        throw new ApiError(`${name} did not answer within ${timeoutMs / 1_000} seconds.`, { cause });
      throw new ApiError(`${name} cannot be reached: ${codeOf(cause)}.`, { cause });
    }
  }

  /** What an answer that nobody hoped for means. */
  unexpected({ status, body }: ApiAnswer): ApiError {
    return new ApiError(`${this.#options.name} answered ${status}${sentenceOf(body)}`);
  }

  async close(): Promise<void> {
    await this.#dispatcher.destroy();
  }
}

/** Does something by an API; that it could not be done is how it went. */
export const attempt = async (work: () => Promise<Performed>): Promise<Performed> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ApiError) return failed(error.message);
    throw error;
  }
};
