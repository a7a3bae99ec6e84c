import { counter, gauge } from '@octollm/catalogue';
import { defineExporter } from './exporter.ts';

/** What the kubelet and its cAdvisor say of containers and volumes; `namespace`, `pod` and `container` are theirs. */
export const kubelet = defineExporter('kubelet', {
  cpu: counter({ name: 'container_cpu_usage_seconds_total', help: 'Seconds of processors a container used' }),
  memory: gauge({
    name: 'container_memory_working_set_bytes',
    help: 'Memory of a container that cannot be taken back',
  }),
  throttled: counter({
    name: 'container_cpu_cfs_throttled_periods_total',
    help: 'Periods in which a container was held back at its limit',
  }),
  periods: counter({ name: 'container_cpu_cfs_periods_total', help: 'Periods in which a container ran' }),
  received: counter({
    name: 'container_network_receive_bytes_total',
    help: 'Bytes a pod received',
    labels: ['interface'],
  }),
  sent: counter({
    name: 'container_network_transmit_bytes_total',
    help: 'Bytes a pod sent',
    labels: ['interface'],
  }),
  diskRead: counter({
    name: 'container_fs_reads_bytes_total',
    help: 'Bytes a container read',
    labels: ['device'],
  }),
  diskWritten: counter({
    name: 'container_fs_writes_bytes_total',
    help: 'Bytes a container wrote',
    labels: ['device'],
  }),
  volumeAvailable: gauge({
    name: 'kubelet_volume_stats_available_bytes',
    help: 'Free space of a volume',
    labels: ['persistentvolumeclaim'],
  }),
  volumeSize: gauge({
    name: 'kubelet_volume_stats_capacity_bytes',
    help: 'Size of a volume',
    labels: ['persistentvolumeclaim'],
  }),
});
