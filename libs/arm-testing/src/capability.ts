import { generateKeyPairSync } from 'node:crypto';
import { type CapabilityClaims, newId } from '@octollm/contracts';
import { TokenSigner } from '@octollm/service-kit';

/** The orchestrator as far as an arm knows it: its public key, and the capability tokens it signs. */
export class TestOrchestrator {
  /** The public half of its key, as `ORCHESTRATOR_PUBLIC_KEY` takes it. */
  readonly publicKey: string;
  readonly #signer: TokenSigner;

  constructor() {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    this.publicKey = JSON.stringify(publicKey.export({ format: 'jwk' }));
    this.#signer = new TokenSigner('orchestrator', JSON.stringify(privateKey.export({ format: 'jwk' })));
  }

  /** The value of the Authorization header for one call of an arm. */
  authorize(arm: string, claims: Pick<CapabilityClaims, 'task_id' | 'step_id' | 'actions'>): string {
    const token = this.#signer.sign(arm, { tenant_id: 'tests', jti: newId(), ...claims }, 60);
    return `Bearer ${token}`;
  }
}
