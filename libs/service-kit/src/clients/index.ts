export { ServiceClient, type ServiceRequest } from './service-client.ts';
export { ServiceClients, UndeclaredCallError } from './service-clients.ts';
