/** A task that was not accepted, or did not end as it should have. */
export class TaskNotDoneError extends Error {
  constructor(status: number | undefined, body: string) {
    super(`The gateway answered ${status}: ${body.slice(0, 500)}`);
    this.name = 'TaskNotDoneError';
  }
}
