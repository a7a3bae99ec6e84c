import { Inject, Injectable } from '@nestjs/common';
import type { CacheHeaders, ChatCompletionRequest, Route } from '@octollm/contracts';
import { ModelDirectory, platformModel } from '@octollm/llm';
import type { WaitingMode } from '@octollm/resilience';
import type { Identity } from '../../identity/identity.ts';
import { leavesPlatform } from '../models/leaves-platform.ts';
import { PlatformChat } from '../platform/platform-chat.ts';
import { CallGuard } from '../screening/call-guard.ts';
import { cacheModeOf } from './cache-mode.ts';
import type { ChatBackend, ChatCall } from './chat-backend.ts';
import { ProviderChat } from './provider-chat.ts';

/** What somebody asks at one of the endpoints for conversations. */
export interface Asked<Body> {
  readonly route: Route;
  readonly identity: Identity;
  readonly headers: CacheHeaders;
  readonly limitMode: WaitingMode;
  readonly body: Body;
  readonly signal: AbortSignal;
}

/** A call, and who is to answer it. */
export interface ReadyCall {
  readonly backend: ChatBackend;
  readonly call: ChatCall;
}

/** Takes conversations in: finds out who answers them, and has them screened. */
@Injectable()
export class ChatDesk {
  constructor(
    @Inject(ModelDirectory) private readonly models: ModelDirectory,
    @Inject(CallGuard) private readonly guard: CallGuard,
    @Inject(PlatformChat) private readonly platform: PlatformChat,
    @Inject(ProviderChat) private readonly provider: ProviderChat,
  ) {}

  /**
   * @param toChat makes the conversation of a screened body
   * @throws ModelNotFoundError, BlockedByPolicyError, and what `toChat` throws
   */
  async admit<Body extends { readonly model: string }>(
    { route, identity, headers, limitMode, body, signal }: Asked<Body>,
    toChat: (body: Body) => ChatCompletionRequest,
  ): Promise<ReadyCall> {
    const isPlatform = body.model === platformModel;
    const leaves = !isPlatform && leavesPlatform(this.models.resolve(body.model));
    const admitted = await this.guard.admit({ route, identity }, body, leaves ? 'tokenise' : undefined);
    const request = toChat(admitted.body);
    return {
      backend: isPlatform ? this.platform : this.provider,
      call: {
        identity,
        endpoint: route.path,
        request,
        tokens: admitted.tokens,
        judgement: admitted.judgement,
        cacheMode: cacheModeOf(headers, request),
        limitMode,
        signal,
      },
    };
  }
}
