import { parseAllDocuments } from 'yaml';
import type { Source } from '../cluster/cluster.ts';
import { at, type JsonObject, listIn, objectIn, textIn } from '../read/json.ts';
import { engineFinding, type Finding } from './finding.ts';

/** What the documents of a file hold. */
export interface Documents {
  readonly sources: readonly Source[];
  readonly findings: readonly Finding[];
  /** Whether a document was none of Kubernetes. */
  readonly skipped: boolean;
}

const nothing: Documents = { sources: [], findings: [], skipped: false };

/** A Kustomization is for a tool, not for a cluster. */
const isForTool = ({ apiVersion }: JsonObject): boolean =>
  (textIn(apiVersion) ?? '').startsWith('kustomize.config.k8s.io/');

const objectsIn = (value: unknown, file: string): Documents => {
  if (value === null || value === undefined) return nothing;
  const body = objectIn(value);
  const [apiVersion, kind] = [textIn(body.apiVersion), textIn(body.kind)];
  if (apiVersion === undefined && kind === undefined) return { ...nothing, skipped: true };
  if (apiVersion === undefined || kind === undefined)
    return {
      ...nothing,
      findings: [engineFinding('reading', 'An object has only one of apiVersion and kind.', file)],
    };
  if (isForTool(body)) return { ...nothing, skipped: true };
  if (kind.endsWith('List') && Array.isArray(at(body, 'items')))
    return merged(listIn(body.items).map((item) => objectsIn(item, file)));
  return { ...nothing, sources: [{ file, body }] };
};

const merged = (parts: readonly Documents[]): Documents => ({
  sources: parts.flatMap(({ sources }) => sources),
  findings: parts.flatMap(({ findings }) => findings),
  skipped: parts.some(({ skipped }) => skipped),
});

/**
 * The Kubernetes objects of a text: every document, and every item of a list. Kubernetes reads YAML 1.1. What cannot
 * be read is a finding.
 */
export const readDocuments = (text: string, file: string): Documents => {
  try {
    return merged(
      parseAllDocuments(text, { version: '1.1' }).map((document) => {
        const [error] = document.errors;
        return error === undefined
          ? objectsIn(document.toJS(), file)
          : { ...nothing, findings: [engineFinding('reading', error.message, file)] };
      }),
    );
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ...nothing, findings: [engineFinding('reading', message, file)] };
  }
};
