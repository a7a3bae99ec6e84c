import { parseRequest } from '@octollm/contracts';
import type { Entity } from '../knowledge/entity-row.ts';
import { type NewEntity, NewRelation } from '../knowledge/new-entity.ts';
import { type AccessLog, audited } from './audited.ts';
import { checkCapability, type MemoryCapability } from './capability.ts';
import { type Redact, redacted } from './redacted.ts';
import { parseRemembered, type Remembered } from './remembered.ts';

/**
 * The one way into memory: capability, redaction, schema, audit, in this order. Nothing is kept that was not redacted,
 * so whatever comes out later was clean when it went in.
 */
export class WriteDiode {
  readonly #redact: Redact;
  readonly #log: AccessLog;

  constructor({ redact, log }: { readonly redact: Redact; readonly log: AccessLog }) {
    this.#redact = redact;
    this.#log = log;
  }

  /**
   * Lets an entity in.
   * @param keep - keeps what has passed
   * @throws ForbiddenError when the capability does not allow it.
   * @throws InvalidRequestError when the entity, redacted, is not as its type has it.
   */
  write(
    tenantId: string,
    capability: MemoryCapability,
    entity: NewEntity,
    keep: (checked: Remembered) => Promise<Entity>,
  ): Promise<Entity> {
    return audited(this.#log, { tenantId, capability, action: 'memory.write' }, async () => {
      checkCapability(tenantId, capability, 'memory.write');
      const checked = parseRemembered(redacted(entity, this.#redact));
      const result = await keep(checked);
      return { result, summary: `1 ${checked.type}, version ${result.version}`, content: checked };
    });
  }

  /**
   * Lets a relation in.
   * @throws as write does.
   */
  relate(
    tenantId: string,
    capability: MemoryCapability,
    relation: NewRelation,
    keep: (checked: NewRelation) => Promise<void>,
  ): Promise<void> {
    return audited(this.#log, { tenantId, capability, action: 'memory.write' }, async () => {
      checkCapability(tenantId, capability, 'memory.write');
      // The ids are not texts: a redactor may take a part of one for a number.
      const properties = redacted(relation.properties, this.#redact);
      const checked = parseRequest(NewRelation, { ...relation, properties }, 'relation');
      await keep(checked);
      return { result: undefined, summary: '1 relation', content: checked };
    });
  }
}
