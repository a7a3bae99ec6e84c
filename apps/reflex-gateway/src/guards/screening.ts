import { GuardianCheck, routes } from '@octollm/contracts';
import { type ScreenedBody, screenBody } from './screen-body.ts';
import { screenDocument } from './screen-document.ts';

/** A body of a route, as it goes to a thread. */
export interface Screening {
  readonly routeId: string;
  readonly body: unknown;
}

const checks = GuardianCheck.options;

/** Screens the body of a route with every check. Documents are the words of others; all else is the caller's own. */
export const runScreening = ({ routeId, body }: Screening): ScreenedBody =>
  routeId === routes.createDocument.id ? screenDocument(body, checks) : screenBody(body, checks, 'user');
