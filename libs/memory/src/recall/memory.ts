import { ForbiddenError } from '@octollm/contracts';
import { readableTypes } from '../diodes/access.ts';
import type { Arm } from '../diodes/arm.ts';
import { type AccessLog, audited } from '../diodes/audited.ts';
import { checkCapability, type MemoryCapability } from '../diodes/capability.ts';
import type { ReadDiode } from '../diodes/read-diode.ts';
import { isMemoryType, type MemoryType } from '../diodes/remembered.ts';
import { checkFilter } from '../diodes/restricted.ts';
import type { WriteDiode } from '../diodes/write-diode.ts';
import type { Entity } from '../knowledge/entity-row.ts';
import type { EntityStore } from '../knowledge/entity-store.ts';
import type { NewEntity, NewRelation } from '../knowledge/new-entity.ts';
import type { Neighbour, NeighbourQuery, RelationStore } from '../knowledge/relation-store.ts';
import { fuse } from './fuse.ts';
import type { Meanings } from './meanings.ts';
import { limitOf, type MeaningQuestion, type Question, type Recollection } from './question.ts';

/** What memory is made of. */
export interface MemoryParts {
  readonly entities: EntityStore;
  readonly relations: RelationStore;
  readonly meanings: Meanings;
  readonly writeDiode: WriteDiode;
  readonly readDiode: ReadDiode;
  readonly log: AccessLog;
}

/** What the arms of a tenant remember. Everything goes in and comes out through the diodes, and is written down. */
export class Memory {
  readonly #parts: MemoryParts;

  constructor(parts: MemoryParts) {
    this.#parts = parts;
  }

  /**
   * Remembers a thing: what is known of one with its type and name is replaced. When this fails half-way, doing it
   * again mends it. Of two writers at the same moment the later one's properties stay, but perhaps the earlier one's
   * meaning, until the next change; with `version` only one of them succeeds.
   * @throws as WriteDiode.write does; ConflictError when `version` is another one, see EntityStore.upsert.
   */
  remember(
    tenantId: string,
    capability: MemoryCapability,
    memory: NewEntity,
    version?: number,
  ): Promise<Entity> {
    const { entities, meanings, writeDiode } = this.#parts;
    return writeDiode.write(tenantId, capability, memory, async (checked) => {
      // Before anything is kept: a model that does not answer leaves nothing half-done.
      const vector = await meanings.ofMemory(tenantId, checked);
      const entity = await entities.upsert(tenantId, checked, version);
      await meanings.keep(tenantId, entity, checked, vector);
      return entity;
    });
  }

  /**
   * What is remembered that answers a question, best first. A name and words are looked for among the entities, a
   * meaning among the vectors, and `any` in both.
   * @throws as ReadDiode.read does; ForbiddenError when the arm does not see a property that it filters by.
   */
  recall(tenantId: string, capability: MemoryCapability, question: Question): Promise<Recollection[]> {
    const types = question.kind === 'name' ? [question.type] : question.types;
    return this.#parts.readDiode.read(tenantId, capability, types, (allowed, arm) =>
      this.#find(tenantId, arm, question, allowed),
    );
  }

  /**
   * Remembers how two memories are related.
   * @throws as WriteDiode.relate and RelationStore.relate do.
   */
  relate(tenantId: string, capability: MemoryCapability, relation: NewRelation): Promise<void> {
    const { relations, writeDiode } = this.#parts;
    return writeDiode.relate(tenantId, capability, relation, (checked) =>
      relations.relate(tenantId, checked),
    );
  }

  /**
   * What is around a memory, see RelationStore.neighbours, as far as one gets through memories that the arm may read.
   * None around one that it may not.
   * @throws as ReadDiode.read does.
   */
  neighbours(
    tenantId: string,
    capability: MemoryCapability,
    id: string,
    query: Omit<NeighbourQuery, 'entityTypes'> = {},
  ): Promise<Neighbour[]> {
    const { entities, relations, readDiode } = this.#parts;
    return readDiode.read(tenantId, capability, undefined, async (allowed) => {
      const [start] = await entities.byIds(tenantId, [id]);
      if (start === undefined || !allowed.some((type) => type === start.type)) return [];
      return relations.neighbours(tenantId, id, { ...query, entityTypes: allowed });
    });
  }

  /**
   * Forgets a memory that the arm may read, with its relations; false when the tenant has none by this id.
   * @throws ForbiddenError when the capability does not allow to write, or the arm may not read the type.
   */
  forget(tenantId: string, capability: MemoryCapability, id: string): Promise<boolean> {
    const { entities, meanings, log } = this.#parts;
    return audited(log, { tenantId, capability, action: 'memory.forget' }, async () => {
      const arm = checkCapability(tenantId, capability, 'memory.write');
      const [entity] = await entities.byIds(tenantId, [id]);
      if (entity === undefined) return { result: false, summary: 'nothing to forget', content: [id] };
      if (!isMemoryType(entity.type) || !readableTypes(arm).includes(entity.type))
        throw new ForbiddenError(`The ${arm} may not forget a ${entity.type}.`);
      await meanings.forget(tenantId, entity.type, id);
      const result = await entities.delete(tenantId, id);
      return { result, summary: `1 ${entity.type}`, content: [id] };
    });
  }

  async #find(
    tenantId: string,
    arm: Arm,
    question: Question,
    types: readonly MemoryType[],
  ): Promise<Recollection[]> {
    const { entities } = this.#parts;
    if (question.kind === 'name') {
      const entity = await entities.findByName(tenantId, question.type, question.name);
      return entity === null ? [] : [{ entity, score: 1 }];
    }
    const { text } = question;
    const limit = limitOf(question);
    if (question.kind === 'words') {
      checkFilter(arm, question.properties);
      return entities.search(tenantId, { text, types, limit, properties: question.properties });
    }
    if (question.kind === 'meaning') return this.#similar(tenantId, arm, question, limit);
    const lists = [
      entities.search(tenantId, { text, types, limit: 2 * limit }),
      this.#similar(tenantId, arm, { ...question, kind: 'meaning' }, 2 * limit),
    ];
    return fuse(await Promise.all(lists), limit);
  }

  async #similar(
    tenantId: string,
    arm: Arm,
    { text, types, language }: MeaningQuestion,
    limit: number,
  ): Promise<Recollection[]> {
    const { entities, meanings } = this.#parts;
    const matches = await meanings.search(tenantId, arm, text, { types, language, limit });
    const scores = new Map(matches.map(({ id, score }) => [id, score]));
    const found = await entities.byIds(tenantId, [...scores.keys()]);
    return found.map((entity) => ({ entity, score: scores.get(entity.id) ?? 0 }));
  }
}
