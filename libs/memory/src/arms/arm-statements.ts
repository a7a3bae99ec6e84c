import type { ArmCapability } from '@octollm/contracts';
import { type Sql, sql } from '../database/sql.ts';
import { storableJson } from '../database/storable.ts';

/** Arms that can be registered; every replica asks each of them for its health again and again. */
export const mostForeignArms = 100;

const columns = sql`capability, revision`;

/** Gives no row when there are as many arms as may be. The same description again is no change. */
export const saveStatement = (capability: ArmCapability, registeredBy: string): Sql => sql`
  INSERT INTO foreign_arms AS a (arm_id, capability, registered_by)
  SELECT ${capability.arm_id}::text, ${storableJson(capability)}::jsonb, ${registeredBy}::text
   WHERE (SELECT count(*) FROM foreign_arms WHERE arm_id <> ${capability.arm_id}) < ${mostForeignArms}::bigint
  ON CONFLICT (arm_id) DO UPDATE
    SET capability = excluded.capability, registered_by = excluded.registered_by, updated_at = now(),
        revision = a.revision + (a.capability IS DISTINCT FROM excluded.capability)::int
  RETURNING ${columns}`;

export const listStatement: Sql = sql`SELECT ${columns} FROM foreign_arms ORDER BY arm_id`;
