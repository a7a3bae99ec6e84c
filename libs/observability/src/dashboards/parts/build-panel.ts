import { PanelBuilder as BarsBuilder } from '@grafana/grafana-foundation-sdk/bargauge';
import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  BarGaugeDisplayMode,
  BigValueColorMode,
  BigValueGraphMode,
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
  LegendDisplayMode,
  LegendPlacement,
  ReduceDataOptionsBuilder,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizOrientation,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import {
  type Panel as GrafanaPanel,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as GaugeBuilder } from '@grafana/grafana-foundation-sdk/gauge';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TimeSeriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { metricsSource } from './data-source.ts';
import { runbookLink } from './links.ts';
import type { Line, Panel, Thresholds } from './panel.ts';

const colours = { good: 'green', warning: 'yellow', critical: 'red' } as const;

/** Where little is bad, such as free space, the smaller of the two is the critical one. */
const thresholdSteps = ({ warning, critical }: Thresholds) =>
  warning <= critical
    ? [
        { value: null, color: colours.good },
        { value: warning, color: colours.warning },
        { value: critical, color: colours.critical },
      ]
    : [
        { value: null, color: colours.critical },
        { value: critical, color: colours.warning },
        { value: warning, color: colours.good },
      ];

const thresholdsOf = (thresholds: Thresholds | undefined): ThresholdsConfigBuilder =>
  new ThresholdsConfigBuilder()
    .mode(ThresholdsMode.Absolute)
    .steps(thresholds === undefined ? [{ value: null, color: colours.good }] : thresholdSteps(thresholds));

const target = ({ query, legend }: Line, index: number, kind: Panel['kind']): DataqueryBuilder => {
  const asked = new DataqueryBuilder()
    .datasource(metricsSource)
    .refId(String.fromCodePoint('A'.charCodeAt(0) + index))
    .expr(query.text)
    .legendFormat(legend === '' ? '__auto' : legend);
  if (kind === 'bars') return asked.instant();
  return asked.range().exemplar(kind === 'timeseries');
};

const lastValue = (): ReduceDataOptionsBuilder =>
  new ReduceDataOptionsBuilder().calcs(['lastNotNull']).fields('').values(false);

const builders = {
  timeseries: () =>
    new TimeSeriesBuilder()
      .legend(
        new VizLegendOptionsBuilder()
          .displayMode(LegendDisplayMode.List)
          .placement(LegendPlacement.Bottom)
          .showLegend(true)
          .calcs([]),
      )
      .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi))
      .thresholdsStyle(new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.Dashed))
      .showPoints(VisibilityMode.Never)
      .fillOpacity(10)
      .spanNulls(false),
  stat: () =>
    new StatBuilder()
      .reduceOptions(lastValue())
      .graphMode(BigValueGraphMode.Area)
      .colorMode(BigValueColorMode.Value),
  gauge: () => new GaugeBuilder().reduceOptions(lastValue()),
  bars: () =>
    new BarsBuilder()
      .reduceOptions(lastValue())
      .orientation(VizOrientation.Horizontal)
      .displayMode(BarGaugeDisplayMode.Gradient),
} as const;

const sizes: Readonly<Record<Panel['kind'], { readonly width: number; readonly height: number }>> = {
  timeseries: { width: 12, height: 8 },
  stat: { width: 6, height: 4 },
  gauge: { width: 6, height: 6 },
  bars: { width: 12, height: 8 },
};

/** The panel as Grafana has it. */
export const buildPanel = (panel: Panel): Builder<GrafanaPanel> => {
  const { kind, bounds = {}, runbook } = panel;
  const built = builders[kind]()
    .title(panel.title)
    .description(panel.description)
    .datasource(metricsSource)
    .unit(panel.unit)
    .thresholds(thresholdsOf(panel.thresholds))
    .targets(panel.lines.map((line, index) => target(line, index, kind)))
    .links(runbook === undefined ? [] : [runbookLink(runbook)])
    .span(panel.width ?? sizes[kind].width)
    .height(sizes[kind].height);
  if (bounds.min !== undefined) built.min(bounds.min);
  if (bounds.max !== undefined) built.max(bounds.max);
  return built;
};
