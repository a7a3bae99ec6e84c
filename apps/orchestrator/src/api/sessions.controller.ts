import { Controller, Inject, Param, Query, UseGuards } from '@nestjs/common';
import { type CallerClaims, routes, type Session, SessionId, SessionQuery } from '@octollm/contracts';
import { SessionStore } from '@octollm/memory';
import { Implements, SchemaPipe } from '@octollm/service-kit';
import { CallerGuard } from './caller.guard.ts';
import { Caller } from './caller.ts';
import { PathParameter } from './path-parameter.ts';

/** Shows sessions to their owners. */
@Controller()
@UseGuards(CallerGuard)
export class SessionsController {
  constructor(@Inject(SessionStore) private readonly sessions: SessionStore) {}

  @Implements(routes.getSession)
  get(
    @Caller() caller: CallerClaims,
    @Param('session_id', new PathParameter(SessionId)) id: string,
    @Query(new SchemaPipe(SessionQuery, 'query')) page: SessionQuery,
  ): Promise<Session> {
    return this.sessions.read(caller.tenant_id, id, caller.sub, page);
  }
}
