import { Controller, Header, HttpCode, Inject, Req } from '@nestjs/common';
import { type KeyPage, KeyQuery, KeyRequest, KeyRotation, type NewKey, routes } from '@octollm/contracts';
import { Implements } from '@octollm/service-kit';
import type { FastifyRequest } from 'fastify';
import { Gate } from '../../edge/gate.ts';
import { validate } from '../../edge/validate.ts';
import { KeyAdmin } from './key-admin.ts';

type KeyRoute = FastifyRequest<{ Params: { key_id: string } }>;

/** The API keys of the caller's tenant. Answers that show a secret are kept by no cache. */
@Controller()
export class KeysController {
  constructor(
    @Inject(Gate) private readonly gate: Gate,
    @Inject(KeyAdmin) private readonly keys: KeyAdmin,
  ) {}

  @Implements(routes.createKey)
  @Header('cache-control', 'no-store')
  async createKey(@Req() request: FastifyRequest): Promise<NewKey> {
    validate(routes.createKey, request);
    return this.keys.create(this.gate.identityOf(request), KeyRequest.parse(request.body));
  }

  @Implements(routes.listKeys)
  async listKeys(@Req() request: FastifyRequest): Promise<KeyPage> {
    validate(routes.listKeys, request);
    return this.keys.list(this.gate.identityOf(request), KeyQuery.parse(request.query));
  }

  @Implements(routes.rotateKey)
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async rotateKey(@Req() request: KeyRoute): Promise<NewKey> {
    validate(routes.rotateKey, request);
    const rotation = KeyRotation.parse(request.body ?? {});
    return this.keys.rotate(this.gate.identityOf(request), request.params.key_id, rotation);
  }

  @Implements(routes.revokeKey)
  @HttpCode(204)
  async revokeKey(@Req() request: KeyRoute): Promise<void> {
    validate(routes.revokeKey, request);
    await this.keys.revoke(this.gate.identityOf(request), request.params.key_id);
  }
}
