import { coderArm, orchestrator, plannerArm, reflexGateway } from '@octollm/catalogue';
import { describe, expect, it } from 'vitest';
import { ServiceClients, UndeclaredCallError } from './service-clients.ts';

describe('the clients of a service', () => {
  const clients = new ServiceClients(reflexGateway, { ORCHESTRATOR_URL: 'http://127.0.0.1:1' });

  it('are one for each call that the catalogue lists, at the configured address', () => {
    expect(clients.all.map(({ name }) => name)).toEqual(['orchestrator']);
    expect(clients.to(orchestrator).origin).toBe('http://127.0.0.1:1');
    expect(clients.to(orchestrator)).toBe(clients.to(orchestrator));
  });

  it('are refused for a call that it does not list, by name', () => {
    expect(() => clients.to(plannerArm)).toThrow(UndeclaredCallError);
    expect(() => clients.to(coderArm)).toThrow('reflex-gateway does not call coder-arm in the catalogue.');
  });
});
