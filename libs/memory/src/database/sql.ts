/**
 * A piece of SQL with its parameters. Only the `sql` tag makes one, so a value can reach the database only as a
 * parameter, and a piece can be put into another without counting placeholders.
 */
export class Sql {
  /** The text around the values: always one more than there are values. */
  readonly strings: readonly string[];
  readonly values: readonly unknown[];

  /** @internal use the `sql` tag. */
  constructor(strings: readonly string[], values: readonly unknown[]) {
    this.strings = strings;
    this.values = values;
  }

  /** The text with numbered placeholders, as PostgreSQL takes it. */
  get text(): string {
    return this.strings.reduce((text, part, index) => `${text}$${index}${part}`);
  }
}

/** Writes SQL. `${value}` becomes a parameter, `${sql`...`}` is put in as it stands. */
export function sql(strings: TemplateStringsArray, ...values: readonly unknown[]): Sql {
  const texts = [strings[0] ?? ''];
  const parameters: unknown[] = [];
  const append = (text: string): void => {
    texts.push(`${texts.pop() ?? ''}${text}`);
  };
  values.forEach((value, index) => {
    if (value instanceof Sql) {
      append(value.strings[0] ?? '');
      texts.push(...value.strings.slice(1));
      parameters.push(...value.values);
    } else {
      texts.push('');
      parameters.push(value);
    }
    append(strings[index + 1] ?? '');
  });
  return new Sql(texts, parameters);
}

/** Puts pieces next to each other with a separator between them. */
export function joined(pieces: readonly Sql[], separator: Sql): Sql {
  return pieces.reduce((all, piece, index) => (index === 0 ? piece : sql`${all}${separator}${piece}`), sql``);
}
