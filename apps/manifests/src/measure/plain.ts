import { parseArgs } from 'node:util';
import { App, Chart, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';

/*
 * What somebody writes with cdk8s-plus-27 as its documentation shows it: for each of so many services in three
 * environments a Deployment, a Service, a ConfigMap, a ServiceAccount, a NetworkPolicy and an autoscaler, rendered to
 * text. The benchmark compares with it; nothing of it is checked. `--services 8`
 */

const { values } = parseArgs({ options: { services: { type: 'string', default: '8' } } });
const began = performance.now();
const app = new App();
for (const environment of ['dev', 'staging', 'production'])
  for (let index = 0; index < Number(values.services); index += 1) {
    const name = `service-${index}`;
    const chart = new Chart(app, `${environment}-${name}`, { namespace: environment });
    const config = new kplus.ConfigMap(chart, 'config', {
      metadata: { name },
      data: { LOG_LEVEL: 'info', PORT: '8080', METRICS_PORT: '9090', ENVIRONMENT: environment },
    });
    const deployment = new kplus.Deployment(chart, 'deployment', {
      metadata: { name },
      serviceAccount: new kplus.ServiceAccount(chart, 'account', { metadata: { name } }),
      containers: [
        {
          name,
          image: `registry.example/${name}:1.0.0`,
          portNumber: 8080,
          envFrom: [kplus.Env.fromConfigMap(config)],
          readiness: kplus.Probe.fromHttpGet('/health/ready'),
          liveness: kplus.Probe.fromHttpGet('/health/live'),
          resources: {
            cpu: { request: kplus.Cpu.millis(100), limit: kplus.Cpu.millis(500) },
            memory: { request: Size.mebibytes(128), limit: Size.mebibytes(256) },
          },
        },
      ],
    });
    deployment.exposeViaService({ name });
    new kplus.NetworkPolicy(chart, 'policy', { metadata: { name }, selector: deployment });
    new kplus.HorizontalPodAutoscaler(chart, 'autoscaler', {
      metadata: { name },
      target: deployment,
      maxReplicas: 6,
    });
  }
const text = app.synthYaml();
process.stdout.write(
  `${JSON.stringify({ objects: text.split(/^---$/m).length, render_ms: performance.now() - began })}\n`,
);
