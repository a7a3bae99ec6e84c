/** A queue: its name is the one that producers, workers, scalers and alerts use. */
export interface QueueDefinition {
  readonly name: string;
  readonly description: string;
}

/** One job a task: a wake-up that names the task, never its state. */
export const taskQueue = {
  name: 'tasks',
  description: 'Tasks that wait for an orchestrator',
} as const satisfies QueueDefinition;

/** One job a document: a wake-up that names the document. */
export const ingestQueue = {
  name: 'ingest',
  description: 'Documents that wait to be indexed',
} as const satisfies QueueDefinition;
