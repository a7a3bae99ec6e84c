import { Inject, Injectable } from '@nestjs/common';
import type { ConfigOf, guardianArm } from '@octollm/catalogue';
import { GuardianCheck, GuardianInput, GuardianOutput } from '@octollm/contracts';
import { type Policy, readPolicy, screen } from '@octollm/guardrails';
import {
  type ArmAction,
  type ArmCall,
  type ArmResult,
  GuardMeter,
  InjectConfig,
  Metrics,
} from '@octollm/service-kit';

/** The checks of an input that names none: the more the further the text goes. */
const checksFor = ({ sink, direction }: Pick<GuardianInput, 'sink' | 'direction'>): GuardianCheck[] => {
  if (sink !== undefined) return [...GuardianCheck.options];
  return direction === 'output' ? ['pii', 'secrets', 'content', 'policy'] : ['pii', 'secrets'];
};

/**
 * Finds personal data, secrets, unsafe content and injections in a text and validates it for where it is put; redacts
 * what must not go on and blocks what does harm, as the policy says.
 */
@Injectable()
export class CheckAction implements ArmAction<GuardianInput, GuardianOutput> {
  readonly #policy: Policy;
  readonly #meter: GuardMeter;

  readonly name = 'check';
  readonly input = GuardianInput;
  readonly output = GuardianOutput;

  /** @throws PolicyError when the rules of the configuration are not well formed */
  constructor(
    @InjectConfig() config: Pick<ConfigOf<typeof guardianArm>, 'GUARDRAILS_POLICY'>,
    @Inject(Metrics) metrics: Metrics,
  ) {
    this.#policy = readPolicy(config.GUARDRAILS_POLICY);
    this.#meter = new GuardMeter(metrics, 'check');
  }

  async run(
    { text, checks, ...where }: GuardianInput,
    { tenantId }: Pick<ArmCall, 'tenantId'>,
  ): Promise<ArmResult<GuardianOutput>> {
    const options = { ...where, tenant: tenantId, policy: this.#policy };
    const output = await this.#meter.watch(async () => screen(text, checks ?? checksFor(where), options));
    return { output, confidence: 1 };
  }
}
