export { EndpointAllowlist, EndpointAllowlistError } from './endpoint-allowlist.ts';
export { ForeignClients } from './foreign-clients.ts';
export { jsonOf } from './json-of.ts';
export { readEvents } from './read-events.ts';
export { type AnswerLimits, ServiceClient, type ServiceRequest } from './service-client.ts';
export { ServiceClients, UndeclaredCallError } from './service-clients.ts';
