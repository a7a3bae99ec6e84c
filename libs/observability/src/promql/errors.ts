/** Thrown when a query is built that Prometheus would refuse, or that could never say what it is meant to say. */
export class QueryError extends Error {
  constructor(complaint: string, query: string) {
    super(`${complaint}\n  in: ${query}`);
    this.name = 'QueryError';
  }
}
