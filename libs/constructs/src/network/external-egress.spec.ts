import { describe, expect, it } from 'vitest';
import { externalEgress } from './external-egress.ts';

describe('Egress to the internet', () => {
  it('is closed to a service that asks for none', () => {
    expect(externalEgress([])).toEqual([]);
  });

  it('is HTTPS to model providers, and plain HTTP as well to the public web', () => {
    const ports = (...egress: Parameters<typeof externalEgress>[0]) =>
      externalEgress(egress).flatMap((rule) => rule.ports?.map(({ port }) => port?.value));
    expect(ports('model-providers')).toEqual([443]);
    expect(ports('public-http')).toEqual([80, 443]);
    expect(ports('public-http', 'model-providers')).toEqual([80, 443]);
  });

  it('leaves out every range that is inside a cluster, a cloud or a node', () => {
    expect(externalEgress(['public-http'])[0]?.to).toEqual([
      {
        ipBlock: {
          cidr: '0.0.0.0/0',
          except: [
            '10.0.0.0/8',
            '100.64.0.0/10',
            '127.0.0.0/8',
            '169.254.0.0/16',
            '172.16.0.0/12',
            '192.168.0.0/16',
          ],
        },
      },
    ]);
  });
});
