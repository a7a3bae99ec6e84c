import type { Resource } from '../cluster/resource.ts';
import type { Fault } from '../rules/rule.ts';

/** What the engine itself looks after, besides the numbered rules. */
export type EngineCheck = 'reading' | 'floor' | 'waivers';

/** An object as a report names it. */
export interface FoundObject {
  readonly apiVersion: string;
  readonly kind: string;
  /** Empty for an object that belongs to no namespace. */
  readonly namespace: string;
  readonly name: string;
}

/** One place in one file that breaks one rule. */
export interface Finding {
  readonly rule: number | EngineCheck;
  /** Undefined where there is no object, such as in a file that cannot be read. */
  readonly object: FoundObject | undefined;
  readonly file: string;
  readonly path: string;
  readonly message: string;
  /** What it is about, for waivers; may be empty. */
  readonly subject: string;
}

const foundObject = ({ apiVersion, kind, namespace, name }: Resource): FoundObject => ({
  apiVersion,
  kind,
  namespace,
  name,
});

/** The finding of a rule. */
export const findingOf = (rule: number, { resource, path, message, subject }: Fault): Finding => ({
  rule,
  object: foundObject(resource),
  file: resource.file,
  path,
  message,
  subject,
});

/** A finding of the engine itself, where no object is to blame. */
export const engineFinding = (rule: EngineCheck, message: string, file = ''): Finding => ({
  rule,
  object: undefined,
  file,
  path: '',
  message,
  subject: '',
});
