import type { Colour } from '../output/index.ts';

type Fields = Readonly<Record<string, unknown>>;

/** How a text gets a colour; the identity where there are none. */
export type Paint = (colour: Colour, text: string) => string;

/** In every line, or only of use to a machine. */
const omitted: ReadonlySet<string> = new Set([
  'level',
  'time',
  'message',
  'service',
  'environment',
  'version',
  'request_id',
  'trace_id',
  'span_id',
  'context',
  'pid',
  'hostname',
  'error',
]);

const levelColours: Readonly<Record<string, Colour>> = {
  debug: 'gray',
  info: 'green',
  warn: 'yellow',
  error: 'red',
  fatal: 'red',
};
const severe: ReadonlySet<string> = new Set(['error', 'fatal']);
const serviceColours: readonly Colour[] = ['cyan', 'magenta', 'blue', 'yellow', 'green'];
const nameWidth = 14;
const stackLines = 6;

const colourOf = (service: string): Colour => {
  const sum = Buffer.from(service).reduce((total, byte) => total + byte, 0);
  return serviceColours[sum % serviceColours.length] ?? 'cyan';
};

const parseFields = (line: string): Fields | undefined => {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Fields;
  } catch {
    return undefined;
  }
};

const localTime = (time: unknown): string => {
  const at = typeof time === 'string' ? new Date(time) : new Date();
  return at.toTimeString().slice(0, 'HH:MM:SS'.length);
};

const valueText = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '');

/** How the platform looks after itself: probes, and the orchestrator asking the arms what they can do. */
const housekeeping = /^\/(?:health|ready|capabilities)\b/;

const isHousekeeping = ({ route, status }: Fields): boolean =>
  typeof route === 'string' && housekeeping.test(route) && Number(status) < 400;

/** The line of a request reads like one in an access log; everything else is name=value. */
const details = (fields: Fields): string[] => {
  const { method, route, status, duration_ms, ...others } = fields;
  const isRequest = method !== undefined && route !== undefined && status !== undefined;
  const request = isRequest
    ? [`${valueText(method)} ${valueText(route)} ${valueText(status)} ${valueText(duration_ms)} ms`]
    : [];
  const rest = Object.entries(isRequest ? others : fields)
    .filter(([name, value]) => !omitted.has(name) && value !== undefined && value !== null)
    .map(([name, value]) => `${name}=${valueText(value)}`);
  return [...request, ...rest];
};

const errorText = (error: unknown): { readonly message: string; readonly stack: readonly string[] } => {
  const { message, stack } = (typeof error === 'object' && error !== null ? error : {}) as Fields;
  const frames = typeof stack === 'string' ? stack.split('\n').filter((line) => /^\s+at /.test(line)) : [];
  return {
    message: typeof message === 'string' ? message : valueText(error),
    stack: frames.slice(0, stackLines),
  };
};

/**
 * A service's log line for people: time, service, level, message and the fields that tell something. Lines that are
 * not JSON stay as they are. Undefined for a line that is not worth showing: probes and the like.
 */
export const formatLogLine = (service: string, line: string, paint: Paint): string | undefined => {
  const fields = parseFields(line);
  const name = paint(colourOf(service), service.padEnd(nameWidth));
  if (fields === undefined) return `${localTime(undefined)} ${name}       ${line}`;
  if (isHousekeeping(fields)) return undefined;
  const level = valueText(fields['level']);
  const error = fields['error'] === undefined ? undefined : errorText(fields['error']);
  const head = [
    localTime(fields['time']),
    name,
    paint(levelColours[level] ?? 'white', level.padEnd(5)),
    valueText(fields['message']),
    ...(error === undefined ? [] : [paint('red', error.message)]),
    ...details(fields).map((text) => paint('gray', text)),
  ].join(' ');
  return [head, ...(severe.has(level) && error !== undefined ? error.stack : [])].join('\n');
};

/** Whether a service tells of an error with this line: at least as bad as `error`, or no log line at all. */
export const isSevere = (line: string): boolean => {
  const fields = parseFields(line);
  return fields === undefined || severe.has(valueText(fields['level']));
};
