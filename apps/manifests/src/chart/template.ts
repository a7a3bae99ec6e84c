import { textOf } from '../yaml.ts';

/** What stands in for an expression until the YAML is written: a plain word that YAML leaves as it is. */
const placeholder = /( ?)\b(?:VALUE|BLOCK)(\d+)Z\b/g;

/** The text of an expression in a line that is indented so far. */
type Expression = (indent: number) => string;

const indentOf = (text: string, offset: number): number => {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^[ -]*/.exec(line)?.[0].length ?? 0;
};

const indented = (lines: string, indent: number): string =>
  lines
    .split('\n')
    .map((line) => ' '.repeat(indent) + line)
    .join('\n');

/**
 * Writes an object as a template of Helm: `scalar`, `node` and `lines` return what stands at a place of the object, and
 * `write` puts the expressions there. The language is a small part of Helm's, so that a test can render it as well.
 */
export class Template {
  readonly #expressions: Expression[] = [];

  #hold(kind: 'VALUE' | 'BLOCK', expression: Expression): string {
    this.#expressions.push(expression);
    return `${kind}${this.#expressions.length - 1}Z`;
  }

  /** A value on the line of its key, or an item of a list. */
  scalar(text: string): string {
    return this.#hold('VALUE', () => text);
  }

  /** A map or a list of the values, below its key. */
  node(path: string): string {
    return this.#hold('VALUE', (indent) => `{{- toYaml ${path} | nindent ${indent + 2} }}`);
  }

  /** Lines below a key, two columns deeper than it. */
  lines(text: string): string {
    return this.#hold('VALUE', (indent) => `\n${indented(text, indent + 2)}`);
  }

  /** Lines in the place of a key, or of an item of a list. */
  block(text: (indent: number) => string): string {
    return this.#hold('BLOCK', (indent) => indented(text(indent), indent).trimStart());
  }

  /** The object as text, with the expressions in it. */
  write(object: object): string {
    return textOf(object)
      .replaceAll(/(BLOCK\d+Z): ""$/gm, '$1')
      .replaceAll(/^( *)- (BLOCK\d+Z)$/gm, '$1$2')
      .replaceAll(placeholder, (_, space: string, index: string, offset: number, text: string) => {
        const expression = this.#expressions[Number(index)]?.(indentOf(text, offset + space.length)) ?? '';
        return (expression.startsWith('\n') ? '' : space) + expression;
      });
  }
}
