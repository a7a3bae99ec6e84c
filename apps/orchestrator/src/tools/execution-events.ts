import type { ExecuteResponse, ExecutionEvent } from '@octollm/contracts';
import type { ToolListener } from './tool-journal.ts';

const format = (event: ExecutionEvent): string => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;

/** Carries out an execution and tells it as server-sent events, with a comment when nothing happens for a while. */
export async function* executionEvents(
  run: (listener: ToolListener) => Promise<ExecuteResponse>,
  heartbeatMs: number,
): AsyncGenerator<string> {
  const waiting: string[] = [];
  let wake = (): void => undefined;
  const tell = (event: ExecutionEvent): void => {
    waiting.push(format(event));
    wake();
  };
  const end = { reached: false, error: undefined as unknown };
  void run({
    started: ({ id, tool }) => tell({ type: 'tool_started', id, tool }),
    ended: (result) =>
      tell(
        result.status === 'succeeded' ? { type: 'tool_completed', result } : { type: 'tool_failed', result },
      ),
  })
    .then((execution) => tell({ type: 'execution_complete', execution }))
    .catch((error: unknown) => {
      end.error = error;
    })
    .finally(() => {
      end.reached = true;
      wake();
    });
  for (;;) {
    const next = waiting.shift();
    if (next !== undefined) yield next;
    else if (end.error !== undefined) throw end.error;
    else if (end.reached) return;
    else if (!(await news(heartbeatMs, (resolve) => (wake = resolve)))) yield ': heartbeat\n\n';
  }
}

/** Resolves with true when it is woken, with false when the time is over. */
const news = async (timeoutMs: number, onWake: (wake: () => void) => void): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const woken = await new Promise<boolean>((resolve) => {
    onWake(() => resolve(true));
    timer = setTimeout(() => resolve(false), timeoutMs);
  });
  clearTimeout(timer);
  return woken;
};
