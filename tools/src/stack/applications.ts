import { join } from 'node:path';

/** The entries of the built applications that the stack runs. */
export interface Applications {
  /** The program of a service. */
  service(name: string): string;
  /** Brings the schema of the database up to date. */
  readonly migrate: string;
  /** Moves old tasks to cold storage and restores them. */
  readonly retention: string;
  /** Prints the state of the database. */
  readonly diagnose: string;
  /** Makes, lists and revokes API keys. */
  readonly keys: string;
}

/** The applications built into a folder, such as dist/apps. */
export const applicationsIn = (folder: string): Applications => ({
  service: (name) => join(folder, name, 'main.js'),
  migrate: join(folder, 'orchestrator', 'migrate.js'),
  retention: join(folder, 'orchestrator', 'retention.js'),
  diagnose: join(folder, 'orchestrator', 'diagnose.js'),
  keys: join(folder, 'reflex-gateway', 'keys.js'),
});
