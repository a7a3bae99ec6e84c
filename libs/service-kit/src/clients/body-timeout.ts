import { DeadlineExceededError } from '@octollm/contracts';
import type { Dispatcher } from 'undici';

type Controller = Dispatcher.DispatchController;

/** Passes an answer on, and breaks it off when its body pauses for too long. */
class WatchedBody implements Dispatcher.DispatchHandler {
  readonly #handler: Dispatcher.DispatchHandler;
  readonly #name: string;
  readonly #timeoutMs: number;
  #timer: NodeJS.Timeout | undefined;
  /** Whether the reader has made the service wait since it last went on. */
  #held = false;

  constructor(handler: Dispatcher.DispatchHandler, name: string, timeoutMs: number) {
    this.#handler = handler;
    this.#name = name;
    this.#timeoutMs = timeoutMs;
  }

  onRequestStart(controller: Controller, context: unknown): void {
    this.#handler.onRequestStart?.(controller, context);
  }

  onResponseStart(...start: Parameters<Required<Dispatcher.DispatchHandler>['onResponseStart']>): void {
    const [controller, status, headers] = start;
    const isStream = String(headers['content-type']).startsWith('text/event-stream');
    if (status >= 200 && !isStream)
      this.#timer = setInterval(() => this.#onSilence(controller), this.#timeoutMs);
    this.#handler.onResponseStart?.(...start);
  }

  onResponseData(controller: Controller, chunk: Buffer): void {
    this.#timer?.refresh();
    this.#handler.onResponseData?.(controller, chunk);
    this.#held = controller.paused;
  }

  onResponseEnd(...end: Parameters<Required<Dispatcher.DispatchHandler>['onResponseEnd']>): void {
    clearInterval(this.#timer);
    this.#handler.onResponseEnd?.(...end);
  }

  onResponseError(controller: Controller, error: Error): void {
    clearInterval(this.#timer);
    this.#handler.onResponseError?.(controller, error);
  }

  /** Whoever reads slowly makes the service wait, and when they go on it has the whole time again. */
  #onSilence(controller: Controller): void {
    if (this.#held) {
      this.#held = controller.paused;
      return;
    }
    clearInterval(this.#timer);
    controller.abort(new DeadlineExceededError(`${this.#name} began to answer and did not go on.`));
  }
}

/**
 * Makes answers fail with a DeadlineExceededError when their body pauses for longer than the request's `bodyTimeout`.
 * Unlike that of undici it lets event streams alone, which are silent for as long as nothing happens; only the head of
 * an answer tells whether it is one.
 * @param name of the service, for the error
 */
export const bodyTimeout =
  (name: string): Dispatcher.DispatcherComposeInterceptor =>
  (dispatch) =>
  (options, handler) => {
    const timeoutMs = options.bodyTimeout ?? 0;
    if (timeoutMs === 0) return dispatch(options, handler);
    return dispatch({ ...options, bodyTimeout: 0 }, new WatchedBody(handler, name, timeoutMs));
  };
