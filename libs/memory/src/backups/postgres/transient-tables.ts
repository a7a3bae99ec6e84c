/**
 * Tables whose rows live for seconds to a day: on a quiet night all of them end between two counts. They are in every
 * backup, but how many there are says nothing about a restore.
 */
export const transientTables = [
  // What a call reserves is settled when it ends.
  'budget_reservations',
  // Replicas give leases back when they have spent them or stop.
  'budget_leases',
  // A key is forgotten a day after its request.
  'idempotency_keys',
  // The parts of an upload go when its document is ingested.
  'upload_parts',
] as const;
