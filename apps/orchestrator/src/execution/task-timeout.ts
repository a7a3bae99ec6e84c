/** The task took longer than its budget or its deadline allows. */
export class TaskTimeoutError extends Error {
  constructor() {
    super('The task did not end within its time.');
    this.name = 'TaskTimeoutError';
  }
}
