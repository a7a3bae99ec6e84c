import { describe, expect, it } from 'vitest';
import { objectOf, rendered } from '../fixtures/render.ts';
import { SecretFromStore } from './secret-from-store.ts';

describe('A Secret from the store', () => {
  it('has each of its keys from the property of that name, and no value', () => {
    const objects = rendered(
      (chart) =>
        new SecretFromStore(chart, 'secret', {
          name: 'translator',
          secretName: 'translator-secrets',
          labels: {},
          keys: ['TRANSLATOR_TOKEN'],
          entry: 'octollm/staging',
        }),
      { namespace: 'books' },
    );
    const { metadata, spec } = objectOf(objects, 'ExternalSecret');
    expect(metadata).toMatchObject({ name: 'translator', namespace: 'books' });
    expect(spec).toMatchObject({
      secretStoreRef: { kind: 'ClusterSecretStore', name: 'octollm' },
      target: { name: 'translator-secrets' },
      data: [
        {
          secretKey: 'TRANSLATOR_TOKEN',
          remoteRef: { key: 'octollm/staging', property: 'TRANSLATOR_TOKEN' },
        },
      ],
    });
  });

  it('has a key from another entry, under another name, where that is said', () => {
    const objects = rendered(
      (chart) =>
        new SecretFromStore(chart, 'secret', {
          name: 'sender',
          secretName: 'sender-secrets',
          labels: {},
          keys: ['own', 'token-of-translator'],
          entry: 'octollm/system',
          elsewhere: { 'token-of-translator': { entry: 'octollm/staging', property: 'TRANSLATOR_TOKEN' } },
        }),
      { namespace: 'books' },
    );
    expect(objectOf(objects, 'ExternalSecret').spec).toMatchObject({
      data: [
        { secretKey: 'own', remoteRef: { key: 'octollm/system', property: 'own' } },
        {
          secretKey: 'token-of-translator',
          remoteRef: { key: 'octollm/staging', property: 'TRANSLATOR_TOKEN' },
        },
      ],
    });
  });
});
