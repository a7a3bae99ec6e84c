/** A reference to something that another block exports, or a call: written without quotes. */
export interface Expression {
  readonly kind: 'expression';
  readonly text: string;
}

export type AlloyValue =
  | string
  | number
  | boolean
  | Expression
  | readonly AlloyValue[]
  | { readonly kind?: never; readonly [key: string]: AlloyValue | undefined };

/** A block of Alloy's configuration, which is a component where it has a label. */
export interface Block {
  readonly name: string;
  readonly label?: string;
  readonly attributes: Readonly<Record<string, AlloyValue>>;
  readonly blocks: readonly Block[];
}

export const expression = (text: string): Expression => ({ kind: 'expression', text });

export const block = (
  name: string,
  attributes: Block['attributes'] = {},
  blocks: readonly Block[] = [],
): Block => ({ name, attributes, blocks });

/** A component, which others refer to by its name and label. */
export const component = (
  name: string,
  label: string,
  attributes: Block['attributes'],
  blocks: readonly Block[] = [],
): Block => ({ name, label, attributes, blocks });

const isExpression = (value: AlloyValue): value is Expression =>
  typeof value === 'object' && 'kind' in value && value.kind === 'expression';

const isList = (value: AlloyValue): value is readonly AlloyValue[] => Array.isArray(value);

const valueText = (value: AlloyValue): string => {
  if (typeof value !== 'object') return JSON.stringify(value);
  if (isExpression(value)) return value.text;
  if (isList(value)) return `[${value.map(valueText).join(', ')}]`;
  const entries = Object.entries(value as Readonly<Record<string, AlloyValue>>);
  return `{ ${entries.map(([key, item]) => `${JSON.stringify(key)} = ${valueText(item)}`).join(', ')} }`;
};

const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`);

const linesOf = ({ name, label, attributes, blocks }: Block): readonly string[] => [
  `${name}${label === undefined ? '' : ` ${JSON.stringify(label)}`} {`,
  ...indented(Object.entries(attributes).map(([key, value]) => `${key} = ${valueText(value)}`)),
  ...indented(blocks.flatMap(linesOf)),
  '}',
];

/** The blocks as the text of a file (https://grafana.com/docs/alloy/latest/get-started/configuration-syntax/). */
export const alloyText = (blocks: readonly Block[]): string =>
  `${blocks.map((each) => linesOf(each).join('\n')).join('\n\n')}\n`;
