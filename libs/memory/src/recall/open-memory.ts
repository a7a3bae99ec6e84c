import type { AdmissionLimiter } from '@octollm/resilience';
import { ActionLog } from '../actions/action-log.ts';
import type { Database } from '../database/database.ts';
import { ReadDiode, type ReadRate } from '../diodes/read-diode.ts';
import type { Redact } from '../diodes/redacted.ts';
import { WriteDiode } from '../diodes/write-diode.ts';
import { EntityStore } from '../knowledge/entity-store.ts';
import { RelationStore } from '../knowledge/relation-store.ts';
import type { VectorStore } from '../vectors/vector-store.ts';
import { type Embeddings, Meanings } from './meanings.ts';
import { Memory } from './memory.ts';

/** What memory needs from the service that opens it. */
export interface MemoryOptions {
  readonly database: Database;
  readonly vectors: VectorStore;
  readonly embeddings: Embeddings;
  /** Takes out what must not be kept, see Redact. */
  readonly redact: Redact;
  /** Counts reads; one that is shared by all replicas makes the rate that of all. */
  readonly limiter: AdmissionLimiter;
  /** @default 600 reads a minute and 60 at once, of each arm for each tenant */
  readonly rate?: ReadRate;
}

/** Memory over these stores, with the diodes before it. */
export const openMemory = ({
  database,
  vectors,
  embeddings,
  redact,
  limiter,
  rate,
}: MemoryOptions): Memory => {
  const log = new ActionLog(database);
  return new Memory({
    entities: new EntityStore(database),
    relations: new RelationStore(database),
    meanings: new Meanings(vectors, embeddings),
    writeDiode: new WriteDiode({ redact, log }),
    readDiode: new ReadDiode({ limiter, log, ...(rate === undefined ? {} : { rate }) }),
    log,
  });
};
