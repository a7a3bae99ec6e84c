import type { DataSourceRef } from '@grafana/grafana-foundation-sdk/common';
import { dataSourceIds } from '../../stack/grafana.ts';

/** Prometheus, by the uid that the provisioning gives it. */
export const metricsSource: DataSourceRef = { type: 'prometheus', uid: dataSourceIds.prometheus };
