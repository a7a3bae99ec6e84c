import { DashboardLinkBuilder, DashboardLinkType } from '@grafana/grafana-foundation-sdk/dashboard';
import { type Runbook, runbookPage } from '../../alerts/runbooks.ts';
import { dataSourceIds } from '../../stack/grafana.ts';

/** Leads from a panel to what to do when it looks bad. */
export const runbookLink = (runbook: Runbook): DashboardLinkBuilder =>
  new DashboardLinkBuilder(`Runbook: ${runbook}`)
    .type(DashboardLinkType.Link)
    .url(runbookPage(runbook))
    .targetBlank(true);

/** The traces of the last hour, by the gateway, where every request begins. */
export const tracesLink = (): DashboardLinkBuilder =>
  new DashboardLinkBuilder('Traces')
    .type(DashboardLinkType.Link)
    .icon('external link')
    .url(
      `/explore?schemaVersion=1&panes=${encodeURIComponent(
        JSON.stringify({
          traces: {
            datasource: dataSourceIds.jaeger,
            queries: [{ refId: 'A', queryType: 'search', service: 'reflex-gateway' }],
            range: { from: 'now-1h', to: 'now' },
          },
        }),
      )}`,
    );

/** The other dashboards, with what is chosen here. */
export const siblingsLink = (): DashboardLinkBuilder =>
  new DashboardLinkBuilder('OctoLLM')
    .type(DashboardLinkType.Dashboards)
    .tags(['octollm'])
    .asDropdown(true)
    .includeVars(true)
    .keepTime(true);
