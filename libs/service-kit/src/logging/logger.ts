import { type DestinationStream, type Logger, pino } from 'pino';
import { currentContext } from '../context/index.ts';
import { platformVersion } from '../version.ts';
import { BatchedLines } from './batched-lines.ts';
import { lineTime } from './line-time.ts';
import { lineRedactor } from './redaction.ts';

export interface LoggerOptions {
  readonly service: string;
  readonly environment: string;
  readonly level: string;
  /** Values that no line may hold. */
  readonly secrets: readonly string[];
}

const contextFields = (): Record<string, string> => {
  const context = currentContext();
  if (context === undefined) return {};
  const { requestId, trace, tenantId, taskId } = context;
  const fields: Record<string, string> = {
    request_id: requestId,
    trace_id: trace.traceId,
    span_id: trace.spanId,
  };
  if (tenantId !== undefined) fields['tenant_id'] = tenantId;
  if (taskId !== undefined) fields['task_id'] = taskId;
  return fields;
};

/** Standard output of the process. Its last lines are written when it ends, unless something kills it. */
const standardOutput = (): DestinationStream => {
  const lines = new BatchedLines(pino.destination({ sync: true }));
  process.on('exit', () => lines.flush());
  return lines;
};

/**
 * Makes the logger of a service: one JSON object a line on stdout, with the ids of the current request. Lines of level info
 * are there 20 ms later at most.
 */
export const createLogger = (options: LoggerOptions, destination?: DestinationStream): Logger =>
  pino(
    {
      level: options.level,
      base: { service: options.service, environment: options.environment, version: platformVersion },
      messageKey: 'message',
      errorKey: 'error',
      timestamp: () => lineTime(),
      formatters: { level: (label) => ({ level: label }) },
      mixin: contextFields,
      hooks: { streamWrite: lineRedactor(options.secrets) },
    },
    destination ?? standardOutput(),
  );
