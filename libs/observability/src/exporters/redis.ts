import { counter, gauge } from '@octollm/catalogue';
import { defineExporter } from './exporter.ts';

/** https://github.com/oliver006/redis_exporter */
export const redisExporter = defineExporter('redis-exporter', {
  up: gauge({ name: 'redis_up', help: '1 while Redis answers the exporter' }),
  memoryUsed: gauge({ name: 'redis_memory_used_bytes', help: 'Memory that Redis uses' }),
  memoryMax: gauge({ name: 'redis_memory_max_bytes', help: 'maxmemory, 0 for no bound' }),
  clients: gauge({ name: 'redis_connected_clients', help: 'Connections of clients' }),
  rejected: counter({
    name: 'redis_rejected_connections_total',
    help: 'Connections refused because there were too many',
  }),
  evicted: counter({ name: 'redis_evicted_keys_total', help: 'Keys that had to make room' }),
  hits: counter({ name: 'redis_keyspace_hits_total', help: 'Keys that were looked up and there' }),
  misses: counter({ name: 'redis_keyspace_misses_total', help: 'Keys that were looked up and not there' }),
  commands: counter({ name: 'redis_commands_total', help: 'Commands, by name', labels: ['cmd'] }),
  masterLink: gauge({
    name: 'redis_master_link_up',
    help: '1 while a replica hears its master',
    labels: ['master_host', 'master_port'],
  }),
  appendOnlyWrite: gauge({
    name: 'redis_aof_last_write_status',
    help: '1 when the last write to the append-only file succeeded',
  }),
});
