import { GuardianCheck, routes } from '@octollm/contracts';
import { type Judgement, policyOf } from './policy-of.ts';
import { type ScreenedBody, screenBody } from './screen-body.ts';
import { screenDocument } from './screen-document.ts';

/** A body of a route, as it goes to a thread. */
export interface Screening {
  readonly routeId: string;
  readonly body: unknown;
  readonly judgement: Judgement;
}

const checks = GuardianCheck.options;

/** Screens the body of a route with every check. Documents are the words of others; all else is the caller's own. */
export const runScreening = ({ routeId, body, judgement }: Screening): ScreenedBody => {
  const { rules, ...caller } = judgement;
  const options = { ...caller, policy: policyOf(rules) };
  return routeId === routes.createDocument.id
    ? screenDocument(body, checks, options)
    : screenBody(body, checks, options);
};
