import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { clusterScoped } from '../cluster-scoped.ts';
import { platformLabels } from '../labels.ts';
import { gatewayGroup } from './public-route.ts';

export interface AcmeIssuerProps {
  readonly name: string;
  /** The directory of the authority (RFC 8555, section 7.1.1). */
  readonly server: string;
  /** Who is told that a certificate is about to expire. */
  readonly email: string;
  /** The Gateway on whose port 80 the authority finds the answers to its challenges. */
  readonly gateway: { readonly name: string; readonly namespace: string };
}

/** Has cert-manager get certificates by ACME, with challenges that are answered over HTTP behind the Gateway. */
export class AcmeIssuer extends Construct {
  constructor(scope: Construct, id: string, { name, server, email, gateway }: AcmeIssuerProps) {
    super(scope, id);
    clusterScoped(
      new ApiObject(this, 'issuer', {
        apiVersion: 'cert-manager.io/v1',
        kind: 'ClusterIssuer',
        metadata: { name, labels: { ...platformLabels } },
        spec: {
          acme: {
            server,
            email,
            privateKeySecretRef: { name: `${name}-account` },
            solvers: [
              {
                http01: {
                  gatewayHTTPRoute: {
                    parentRefs: [{ group: gatewayGroup, kind: 'Gateway', ...gateway, sectionName: 'http' }],
                  },
                },
              },
            ],
          },
        },
      }),
    );
  }
}
