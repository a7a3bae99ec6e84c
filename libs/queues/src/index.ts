/**
 * Queues of wake-ups on BullMQ: on Redis, or on the PostgreSQL that is there anyway.
 */
export type { QueueConnection } from './connection.ts';
export type { QueueState, WakeUpQueue, WakeUpWorker } from './wake-up.ts';
export { createQueue, type QueueOptions } from './wake-up-queue.ts';
export { createWorker, type WorkerOptions } from './wake-up-worker.ts';
