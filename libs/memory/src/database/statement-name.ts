const written =
  /\b(?:(INSERT) INTO|(DELETE) FROM|(?<!FOR |DO |NO KEY )(UPDATE)(?! SET| SKIP| OF| NOWAIT))\s+"?(\w+)/;
const read = /\bFROM\s+"?(\w+)\b(?!\s*[("])/;

const nameIn = (text: string): string => {
  const [, insert, deletion, update, table] = written.exec(text) ?? [];
  const verb = insert ?? deletion ?? update;
  if (verb !== undefined && table !== undefined) return `${verb} ${table}`;
  const [, source] = read.exec(text) ?? [];
  return source === undefined ? 'SELECT' : `SELECT ${source}`;
};

/** Names statements as `statementName` does. @param most names that are told apart */
export const statementNamer = (most: number): ((text: string) => string) => {
  const names = new Map<string, string>();
  return (text) => {
    const known = names.get(text);
    if (known !== undefined) return known;
    if (names.size >= most) return 'other';
    const name = nameIn(text);
    names.set(text, name);
    return name;
  };
};

/**
 * What a statement does, in two words such as `UPDATE tasks`: OpenTelemetry's `db.query.summary`, of the first table that
 * is written, or read. Values are parameters and never in the text, so there are as many names as the code has.
 */
export const statementName = statementNamer(500);
