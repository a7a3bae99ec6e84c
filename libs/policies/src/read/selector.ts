import { at, listIn, objectIn, textIn, textMapIn, textsIn } from './json.ts';

export type Labels = Readonly<Record<string, string>>;

const satisfies = (expression: unknown, labels: Labels): boolean => {
  const value = labels[textIn(at(expression, 'key')) ?? ''];
  const values = textsIn(at(expression, 'values'));
  switch (at(expression, 'operator')) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
};

/** Whether a label selector selects these labels. The empty selector selects everything. */
export const selects = (selector: unknown, labels: Labels): boolean =>
  Object.entries(objectIn(at(selector, 'matchLabels'))).every(([name, value]) => labels[name] === value) &&
  listIn(at(selector, 'matchExpressions')).every((expression) => satisfies(expression, labels));

/** Whether a selector is there and names nothing, so that it selects everything. */
export const selectsEverything = (selector: unknown): boolean =>
  Object.keys(objectIn(at(selector, 'matchLabels'))).length === 0 &&
  listIn(at(selector, 'matchExpressions')).length === 0;

/** The labels that a selector names, in both its forms. */
export const namedIn = (selector: unknown): readonly string[] => [
  ...Object.keys(objectIn(at(selector, 'matchLabels'))),
  ...listIn(at(selector, 'matchExpressions')).flatMap((expression) => textIn(at(expression, 'key')) ?? []),
];

/** The selector of a Service or of another object that has plain labels. */
export const labelSelector = (labels: unknown): { readonly matchLabels: Labels } => ({
  matchLabels: textMapIn(labels),
});

/** A selector as kubectl writes it: `app=web,tier in (a,b)`. */
export const selectorText = (selector: unknown): string => {
  const parts = [
    ...Object.entries(textMapIn(at(selector, 'matchLabels'))).map(([name, value]) => `${name}=${value}`),
    ...listIn(at(selector, 'matchExpressions')).map((expression) => {
      const values = textsIn(at(expression, 'values'));
      const list = values.length === 0 ? '' : ` (${values.join(',')})`;
      return `${textIn(at(expression, 'key'))} ${textIn(at(expression, 'operator'))}${list}`;
    }),
  ];
  return parts.length === 0 ? 'everything' : parts.join(',');
};
