import { Controller, Header, HttpCode, Inject, Req } from '@nestjs/common';
import { type KeyPage, KeyRotation, type NewKey, routes } from '@octollm/contracts';
import { Implements } from '@octollm/service-kit';
import type { FastifyRequest } from 'fastify';
import { Gate } from '../../edge/gate.ts';
import { validate } from '../../edge/validate.ts';
import { KeyAdmin } from './key-admin.ts';

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
    const { body } = validate(routes.createKey, request);
    return this.keys.create(this.gate.identityOf(request), body);
  }

  @Implements(routes.listKeys)
  async listKeys(@Req() request: FastifyRequest): Promise<KeyPage> {
    const { query } = validate(routes.listKeys, request);
    return this.keys.list(this.gate.identityOf(request), query);
  }

  @Implements(routes.rotateKey)
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async rotateKey(@Req() request: FastifyRequest): Promise<NewKey> {
    const { params, body = KeyRotation.parse({}) } = validate(routes.rotateKey, request);
    return this.keys.rotate(this.gate.identityOf(request), params.key_id, body);
  }

  @Implements(routes.revokeKey)
  @HttpCode(204)
  async revokeKey(@Req() request: FastifyRequest): Promise<void> {
    const { params } = validate(routes.revokeKey, request);
    await this.keys.revoke(this.gate.identityOf(request), params.key_id);
  }
}
