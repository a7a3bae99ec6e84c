import type { Environment, Service } from '@octollm/catalogue';
import type { Progress } from '../output/index.ts';
import type { DevelopmentKeys } from './development-keys.ts';

/** A service of a running stack. */
export interface RunningService {
  readonly name: string;
  readonly url: string;
  /** The address of its metrics. */
  readonly metricsUrl: string;
  /** The process id; undefined between a crash and the restart. */
  readonly pid: number | undefined;
}

/** Where the services of a stack are restarted over HTTP. */
export interface ControlAddress {
  readonly url: string;
  /** The bearer token of every request. */
  readonly token: string;
}

/** A running stack. */
export interface Stack {
  /** The address of the gateway. */
  readonly gateway: string;
  readonly keys: DevelopmentKeys;
  readonly databaseUrl: string;
  readonly services: ReadonlyMap<string, RunningService>;
  readonly control: ControlAddress;
  /** Ends a service as a crash would (SIGKILL unless told) and resolves when it is gone; it is started again. */
  kill(service: string, signal?: NodeJS.Signals): Promise<void>;
  /** Stops a service in good order, at once when it hangs, and starts it again; resolves when it is ready. */
  restart(service: string): Promise<void>;
  /** Stops everything, callers before those they call, the database last. `hurry` ends what is left at once. */
  stop(hurry?: AbortSignal): Promise<void>;
}

export interface StackOptions {
  /** The root of the repository. */
  readonly root: string;
  /** Where the stack keeps its data. @default `.octollm` in the root */
  readonly dataFolder?: string;
  /** The environment that variables are taken from, with the names of the services' schemas. */
  readonly environment: Environment;
  readonly progress: Progress;
  /** Gets every line that a service or PostgreSQL writes. */
  readonly onLine: (service: string, line: string) => void;
  /** Gets sentences for people: a crash, a port that is taken. */
  readonly notice: (sentence: string) => void;
  /** Removes the data of the stack's own stores and all keys first. @default false */
  readonly fresh?: boolean;
  /** Whether traces are written to files of the data folder, for `npm run trace`. @default true */
  readonly tracing?: boolean;
  /** Ends a start that is under way. */
  readonly signal?: AbortSignal;
  /** Added to the ports of the catalogue, for a stack beside another one. @default 0 */
  readonly portOffset?: number;
  /** @default every service of the catalogue */
  readonly services?: readonly Service[];
  /** The folder of built applications; given, nothing is built. @default dist/apps, built first */
  readonly applications?: string;
}
