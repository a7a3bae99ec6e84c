import { at, listIn, objectIn, textIn, textMapIn } from '../read/json.ts';
import type { Labels } from '../read/selector.ts';

const fits = (operator: string, actual: string, wanted: string): boolean => {
  const matches = (): boolean => {
    try {
      return new RegExp(`^(?:${wanted})$`).test(actual);
    } catch (error) {
      if (error instanceof SyntaxError) return false;
      throw error;
    }
  };
  switch (operator) {
    case '=':
      return actual === wanted;
    case '!=':
      return actual !== wanted;
    case '=~':
      return matches();
    case '!~':
      return !matches();
    default:
      return false;
  }
};

/** A matcher as a text (`severity =~ "a|b"`) or as the operator has it. */
const matches = (matcher: unknown, labels: Labels): boolean => {
  const [, name = '', operator = '', value = ''] =
    /^\s*([\w.]+)\s*(=~|!~|!=|=)\s*(.*?)\s*$/s.exec(textIn(matcher) ?? '') ?? [];
  if (name !== '') return fits(operator, labels[name] ?? '', value.replace(/^"(.*)"$/s, '$1'));
  return fits(
    textIn(at(matcher, 'matchType')) ?? (at(matcher, 'regex') === true ? '=~' : '='),
    labels[textIn(at(matcher, 'name')) ?? ''] ?? '',
    textIn(at(matcher, 'value')) ?? '',
  );
};

const takes = (route: unknown, labels: Labels): boolean =>
  listIn(at(route, 'matchers')).every((matcher) => matches(matcher, labels)) &&
  Object.entries(textMapIn(at(route, 'match'))).every(([name, value]) => labels[name] === value) &&
  Object.entries(textMapIn(at(route, 'match_re'))).every(([name, value]) =>
    fits('=~', labels[name] ?? '', value),
  );

/**
 * The names of the receivers that an alert gets to: of the deepest routes that take it, the first unless that says
 * `continue` (https://prometheus.io/docs/alerting/latest/configuration/#route).
 */
export const receiversOf = (route: unknown, labels: Labels, inherited = ''): readonly string[] => {
  const receiver = textIn(at(route, 'receiver')) ?? inherited;
  const reached: string[] = [];
  for (const child of listIn(at(route, 'routes'))) {
    if (!takes(child, labels)) continue;
    reached.push(...receiversOf(child, labels, receiver));
    if (at(child, 'continue') !== true) break;
  }
  return reached.length === 0 ? [receiver] : reached;
};

/** Whether a receiver tells anybody: one without an integration swallows what it gets. */
export const tellsSomebody = (receiver: unknown): boolean =>
  Object.entries(objectIn(receiver)).some(
    ([key, value]) => /(?:_configs|Configs)$/.test(key) && listIn(value).length > 0,
  );
