export { compressAnswers } from './compress.ts';
export { HeadersOf } from './headers-of.ts';
export { observeRequests } from './observe.ts';
export { toOctoError } from './problem.ts';
export { ProblemFilter } from './problem-filter.ts';
export { releaseConnections } from './release-connections.ts';
export { armBodyLimit, fastifyPath } from './routes.ts';
export { SchemaPipe } from './schema-pipe.ts';
export { createHttpAdapter } from './server.ts';
