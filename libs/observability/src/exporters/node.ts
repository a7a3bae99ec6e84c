import { counter, gauge } from '@octollm/catalogue';
import { defineExporter } from './exporter.ts';

const filesystem = ['device', 'fstype', 'mountpoint'] as const;

/** https://github.com/prometheus/node_exporter */
export const nodeExporter = defineExporter('node-exporter', {
  cpu: counter({
    name: 'node_cpu_seconds_total',
    help: 'Seconds of a processor, by mode',
    labels: ['cpu', 'mode'],
  }),
  memoryAvailable: gauge({
    name: 'node_memory_MemAvailable_bytes',
    help: 'Memory that programs can still have',
  }),
  memoryTotal: gauge({ name: 'node_memory_MemTotal_bytes', help: 'Memory of the node' }),
  diskAvailable: gauge({ name: 'node_filesystem_avail_bytes', help: 'Free space', labels: filesystem }),
  diskSize: gauge({ name: 'node_filesystem_size_bytes', help: 'Size', labels: filesystem }),
  diskRead: counter({ name: 'node_disk_read_bytes_total', help: 'Bytes read', labels: ['device'] }),
  diskWritten: counter({ name: 'node_disk_written_bytes_total', help: 'Bytes written', labels: ['device'] }),
  received: counter({ name: 'node_network_receive_bytes_total', help: 'Bytes received', labels: ['device'] }),
  sent: counter({ name: 'node_network_transmit_bytes_total', help: 'Bytes sent', labels: ['device'] }),
});
