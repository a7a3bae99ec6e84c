import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { LOGGER } from '../logging/index.ts';
import { Metrics } from '../metrics/index.ts';
import { CONFIG } from '../tokens.ts';
import { openTokenDenyList } from './open-token-deny-list.ts';
import { TOKEN_DENY_LIST, type TokenDenyList } from './token-deny-list.ts';

/** Opens the deny-list of a service, and closes it with the service. */
@Module({
  providers: [{ provide: TOKEN_DENY_LIST, inject: [CONFIG, LOGGER, Metrics], useFactory: openTokenDenyList }],
  exports: [TOKEN_DENY_LIST],
})
export class TokenDenyListModule implements OnApplicationShutdown {
  constructor(@Inject(TOKEN_DENY_LIST) private readonly list: TokenDenyList) {}

  onApplicationShutdown(): void {
    this.list.close();
  }
}
