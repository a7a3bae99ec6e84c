import { Inject, Injectable } from '@nestjs/common';
import type { ConfigOf, reflexGateway } from '@octollm/catalogue';
import type { Route } from '@octollm/contracts';
import { GuardMeter, InjectConfig, Metrics } from '@octollm/service-kit';
import { Guard } from '../../guards/guard.ts';
import type { Judgement } from '../../guards/policy-of.ts';
import { Screener } from '../../guards/screener.ts';
import type { Identity } from '../../identity/identity.ts';
import type { PersonalData } from './screen-call.ts';
import { TokenList } from './token-list.ts';

/** The body of a call as it may go on, and what the tokens in it stand for. */
export interface AdmittedCall<Body> {
  readonly body: Body;
  readonly tokens: TokenList;
  /** By what its answer is to be judged. */
  readonly judgement: Judgement;
}

/** Who sends a call, and to which route. */
export interface Caller {
  readonly route: Route;
  readonly identity: Identity;
}

const noTokens = new TokenList();

/** Screens calls of models before anything else sees them. */
@Injectable()
export class CallGuard {
  readonly #hides: boolean;
  readonly #meter: GuardMeter;

  constructor(
    @Inject(Guard) private readonly guard: Guard,
    @Inject(Screener) private readonly screener: Screener,
    @Inject(Metrics) metrics: Metrics,
    @InjectConfig() config: Pick<ConfigOf<typeof reflexGateway>, 'GATEWAY_PERSONAL_DATA'>,
  ) {
    this.#meter = new GuardMeter(metrics, 'call');
    this.#hides = config.GATEWAY_PERSONAL_DATA === 'tokenise';
  }

  /**
   * @param abroad what becomes of personal data if the call leaves the platform; undefined when it does not
   * @throws BlockedByPolicyError that points at every text that is refused; OverloadedError
   */
  async admit<Body extends object>(
    { route, identity }: Caller,
    body: Body,
    abroad: Exclude<PersonalData, 'keep'> | undefined,
  ): Promise<AdmittedCall<Body>> {
    const judgement = this.screener.judgementOf(identity);
    const personalData = this.#hides ? (abroad ?? 'keep') : 'keep';
    const screened = await this.#meter.watch(() =>
      this.screener.screenCall({ judgement, body, personalData }),
    );
    this.guard.conclude(route, screened);
    const { tokens } = screened;
    // Redaction changes texts and nothing else, so the body still is what it was validated as.
    return {
      body: screened.body as Body,
      tokens: tokens.length === 0 ? noTokens : new TokenList(tokens),
      judgement,
    };
  }
}
