import type { OutlineItem, SyntaxFinding } from '@octollm/contracts';
import { type Document, isMap, isScalar, isSeq, type ParsedNode, parseAllDocuments, visit } from 'yaml';
import { Lines } from './position.ts';
import { amount, notValid, type Reading, tooDeep, valid } from './reading.ts';

const maxFindings = 100;

type Parsed = Document.Parsed<ParsedNode>;

const offsetOf = (node: unknown): number => (isScalar(node) ? (node.range?.[0] ?? 0) : 0);

/** Keys that a mapping has twice. The parser compares each with each, which takes too long for many. */
const repeatedKeys = (document: Parsed): readonly number[] => {
  const offsets: number[] = [];
  visit(document, {
    Map: (_, { items }) => {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        const value = isScalar(key) ? key.value : key;
        if (seen.has(value)) offsets.push(offsetOf(key));
        seen.add(value);
      }
    },
  });
  return offsets;
};

const findingsOf = (lines: Lines, document: Parsed): readonly SyntaxFinding[] => {
  const { errors } = document;
  if (errors.length === 0)
    return repeatedKeys(document).map((offset) => ({
      ...lines.at(offset),
      message: 'The mapping has this key already.',
    }));
  return errors.slice(0, maxFindings).map(({ message, pos: [offset] }) => ({
    ...lines.at(offset),
    message: /call stack/i.test(message) ? tooDeep.message : message,
  }));
};

const summaryOf = ({ contents }: Parsed): string => {
  if (isMap(contents)) return `a mapping with ${amount(contents.items.length, 'key')}`;
  if (isSeq(contents)) return `a list of ${amount(contents.items.length, 'item')}`;
  return contents === null ? 'nothing' : 'one value';
};

const outlineOf = (lines: Lines, { contents }: Parsed): readonly OutlineItem[] =>
  isMap(contents)
    ? contents.items.flatMap(({ key }) =>
        isScalar(key) ? [{ kind: 'key', name: String(key.value), line: lines.at(offsetOf(key)).line }] : [],
      )
    : [];

/** Reads YAML 1.2: the mistakes in all documents, or their keys. Anchors are not followed, so none can multiply. */
export const readYaml = (code: string): Reading => {
  const parsed = parseAllDocuments<ParsedNode>(code, {
    prettyErrors: false,
    logLevel: 'silent',
    uniqueKeys: false,
  });
  const documents = Array.isArray(parsed) ? parsed : [];
  const lines = new Lines(code);
  const findings = documents.flatMap((document) => findingsOf(lines, document));
  if (findings.length > 0) return notValid(findings.slice(0, maxFindings));
  const [first] = documents;
  const summary =
    documents.length === 1 && first !== undefined ? summaryOf(first) : amount(documents.length, 'document');
  return valid(
    documents.flatMap((document) => outlineOf(lines, document)),
    summary,
  );
};
