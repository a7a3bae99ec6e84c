import { Inject, Injectable } from '@nestjs/common';
import {
  BlockedByPolicyError,
  type FieldProblem,
  type GuardianOutput,
  maxFieldProblems,
  type Route,
} from '@octollm/contracts';
import type { StreamGuard } from '@octollm/guardrails';
import { GuardMeter, InjectLogger, Metrics } from '@octollm/service-kit';
import type { Logger } from 'pino';
import type { Identity } from '../identity/identity.ts';
import type { BodyFinding } from './body-findings.ts';
import { outputGuard } from './output-guard.ts';
import type { TextProcessing } from './process-text.ts';
import type { ScreenedBody } from './screen-body.ts';
import { Screener } from './screener.ts';

const isGrave = ({ severity }: BodyFinding): boolean => severity === 'high' || severity === 'critical';

const problemOf = ({ pointer, check, type, explanation }: BodyFinding): FieldProblem => ({
  pointer,
  detail: explanation ?? `${check}: ${type}`,
});

/** Screens what callers send before anything else sees it, and says in metrics and logs what was found. */
@Injectable()
export class Guard {
  readonly #meter: GuardMeter;
  readonly #texts: GuardMeter;

  constructor(
    @Inject(Screener) private readonly screener: Screener,
    @Inject(Metrics) metrics: Metrics,
    @InjectLogger() private readonly logger: Logger,
  ) {
    this.#meter = new GuardMeter(metrics, 'body');
    this.#texts = new GuardMeter(metrics, 'text');
  }

  /**
   * The body as it may go on: cards, social security numbers and secrets in it are redacted.
   * @throws BlockedByPolicyError that points at every text that is refused
   */
  async admit(route: Route, identity: Identity, body: unknown): Promise<unknown> {
    if (body === undefined) return undefined;
    const judgement = this.screener.judgementOf(identity);
    const screened = await this.#meter.watch(() =>
      this.screener.screen({ routeId: route.id, body, judgement }),
    );
    this.conclude(route, screened);
    return screened.body;
  }

  /** What the guardrails find in a text that somebody sent for that. @throws OverloadedError */
  process(request: TextProcessing['request'], identity: Identity): Promise<GuardianOutput> {
    const judgement = this.screener.judgementOf(identity);
    return this.#texts.watch(() => this.screener.process({ request, judgement }));
  }

  /** What screens the texts of answers to a caller, one each. */
  outputGuards(identity: Identity): () => StreamGuard {
    const judgement = this.screener.judgementOf(identity);
    return () => outputGuard(judgement);
  }

  /** Logs what was found. @throws BlockedByPolicyError that points at every text that is refused */
  conclude(route: Route, screened: Pick<ScreenedBody, 'findings' | 'decision'>): void {
    if (screened.findings.length > 0) this.record(route, screened);
    if (screened.decision === 'block') throw refusal(screened.findings);
  }

  private record({ id }: Route, { findings, decision }: Pick<ScreenedBody, 'findings' | 'decision'>): void {
    // Types alone: a pointer may hold a key of the body, and with it what must not be logged.
    const types = [...new Set(findings.map(({ type }) => type))];
    this.logger.info({ route: id, decision, types }, 'the guardrails found something');
  }
}

const refusal = (findings: readonly BodyFinding[]): BlockedByPolicyError => {
  const grave = findings.filter(isGrave).filter(({ check }) => check !== 'pii' && check !== 'secrets');
  const [first] = grave;
  return new BlockedByPolicyError(
    `The guardrails refuse ${first === undefined ? 'the body' : `the text at ${first.pointer || 'the root of the body'} (${first.type})`}. Take out what tries to steer the model, or ask an operator to change the policy of your tenant.`,
    { errors: grave.slice(0, maxFieldProblems).map(problemOf) },
  );
};
