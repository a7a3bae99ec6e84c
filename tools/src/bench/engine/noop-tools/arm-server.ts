import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Service } from '@octollm/catalogue';
import type { ArmCapability } from '@octollm/contracts';
import { answers } from './answers.ts';

/** Far above what any contender has in flight, so that no limit of an arm is measured. */
const maxConcurrentTasks = 1_000;

const capabilityOf = (arm: Service, endpoint: string, asksModels: boolean): ArmCapability => ({
  arm_id: arm.name,
  name: arm.name,
  description: arm.description,
  capabilities: arm.arm?.actions.map(({ name }) => name) ?? [arm.name],
  input_schema: {},
  output_schema: {},
  cost_tier: 1,
  average_latency_ms: 0,
  success_rate: 1,
  endpoint,
  max_concurrent_tasks: maxConcurrentTasks,
  version: '0.0.0',
  asks_models: asksModels,
});

const send = (response: ServerResponse, status: number, body: string): void => {
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
};

/**
 * Answers an arm's actions at once, without looking at the request. Resolves with its address.
 * @param asksModels what it says of itself; it asks none in any case
 */
export const serveArm = async (arm: Service, asksModels: boolean): Promise<string> => {
  let capability = '';
  const answer = ({ url = '' }: IncomingMessage, response: ServerResponse): void => {
    const body = answers.get(url);
    if (body !== undefined) send(response, 200, body);
    else if (url.startsWith('/health/')) send(response, 200, '{"status":"ok"}');
    else if (url === '/capabilities') send(response, 200, capability);
    else send(response, 404, '{}');
  };
  const server = createServer((request, response) => {
    request.resume();
    request.once('end', () => answer(request, response));
  });
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  capability = JSON.stringify(capabilityOf(arm, endpoint, asksModels));
  return endpoint;
};
