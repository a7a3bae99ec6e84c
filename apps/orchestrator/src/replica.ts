import { hostname } from 'node:os';

/** Names this process among the replicas: as the owner of leases, and in reports on itself. */
export const replicaName = `${hostname()}-${process.pid}`;
