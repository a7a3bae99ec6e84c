import { defineService, integer, text } from '@octollm/catalogue';
import { describe, expect, it } from 'vitest';
import { podConfiguration } from '../configuration/pod-configuration.ts';
import { objectOf, rendered } from '../fixtures/render.ts';
import { environment, translator } from '../fixtures/services.ts';
import { callGraph } from '../network/call-graph.ts';
import { PlatformService } from '../service/platform-service.ts';
import { externalConnection } from './external-store.ts';
import type { StoreConnections } from './store-connection.ts';

const reader = defineService({
  ...translator,
  name: 'reader',
  settings: {
    DICTIONARY_URL: text({ description: 'where the dictionary is', secret: true, optional: true }),
    DICTIONARY_COPIES: integer(1, 9)({ description: 'how many copies there are', default: 1 }),
  },
});

const connections: StoreConnections = {
  dictionary: {
    endpoints: [{ peer: { podSelector: { matchLabels: { role: 'dictionary' } } }, ports: [7_000, 7_001] }],
    settings: { DICTIONARY_COPIES: 3, SOMEBODY_ELSES: 'x' },
    secrets: {
      DICTIONARY_URL: {
        template: 'books://:{{ .DICTIONARY_KEY }}@dictionary',
        properties: ['DICTIONARY_KEY'],
      },
    },
  },
};

const objects = rendered(
  (chart) =>
    new PlatformService(chart, 'service', {
      service: reader,
      environment: { ...environment, connections },
      calls: callGraph([]),
    }),
  { namespace: 'books' },
);

describe('The connection of a store', () => {
  it('tells a service the settings that it has, secrets as files', () => {
    const { variables } = podConfiguration(reader, { ...environment, connections }, {});
    expect(variables).toMatchObject({
      DICTIONARY_COPIES: '3',
      DICTIONARY_URL_FILE: '/var/run/secrets/octollm/DICTIONARY_URL',
    });
    expect(variables).not.toHaveProperty('SOMEBODY_ELSES');
  });

  it('gives way to what an environment says of a service', () => {
    const changed = podConfiguration(reader, { ...environment, connections }, {
      DICTIONARY_COPIES: 5,
    } as object);
    expect(changed.variables).toMatchObject({ DICTIONARY_COPIES: '5' });
  });

  it('puts an address together when the Secret is made, which holds nothing besides', () => {
    expect(objectOf(objects, 'ExternalSecret')).toMatchObject({
      spec: {
        target: {
          template: {
            mergePolicy: 'Replace',
            data: { DICTIONARY_URL: 'books://:{{ .DICTIONARY_KEY }}@dictionary' },
          },
        },
        data: [{ secretKey: 'DICTIONARY_KEY', remoteRef: { property: 'DICTIONARY_KEY' } }],
      },
    });
  });

  it('lets a service out to the pods of the store, and to none of its name', () => {
    const policy = JSON.stringify(objectOf(objects, 'NetworkPolicy').spec);
    expect(policy).toContain('"role":"dictionary"');
    expect(policy).toContain('7001');
    expect(policy).not.toContain('"app.kubernetes.io/name":"dictionary"');
  });

  it('of a store outside is its addresses, and brings neither setting nor password', () => {
    expect(externalConnection({ flavour: 'external', network: '10.9.0.0/28', ports: [5_432] })).toEqual({
      endpoints: [{ peer: { ipBlock: { cidr: '10.9.0.0/28' } }, ports: [5_432] }],
      settings: {},
      secrets: {},
    });
  });
});
