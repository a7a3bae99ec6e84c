import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkKubectl } from './kubernetes-commands.ts';

const root = mkdtempSync(join(tmpdir(), 'octollm-manifests-'));
for (const file of [
  'production/orchestrator/Deployment.orchestrator.yaml',
  'production/orchestrator/Service.orchestrator.yaml',
  'production/planner-arm/ScaledObject.planner-arm.yaml',
  'production/postgres/Cluster.postgres.yaml',
  'production/postgres/Pooler.postgres-pooler.yaml',
  'production/qdrant/StatefulSet.qdrant.yaml',
  'production/retention/CronJob.retention.yaml',
  'cluster/prometheus/Prometheus.prometheus.yaml',
]) {
  const path = join(root, 'manifests', file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '');
}
afterAll(() => rmSync(root, { recursive: true }));

const check = (command: string) => () => checkKubectl(root, command);

describe('A command of kubectl', () => {
  it.each([
    '-n octollm-production get pods',
    '-n octollm-production get pods -l app.kubernetes.io/name=orchestrator',
    '-n octollm-production get pods -l cnpg.io/cluster=postgres',
    '-n octollm-production rollout undo deployment/orchestrator',
    '-n octollm-production rollout restart deployment postgres-pooler',
    '-n octollm-production scale deployment orchestrator --replicas=3',
    '-n octollm-production describe hpa keda-hpa-planner-arm',
    '-n octollm-production exec postgres-1 -c postgres -- psql octollm -c "select deployment from nowhere"',
    '-n octollm-production logs -l app.kubernetes.io/name=orchestrator --tail=100',
    '-n octollm-production logs <pod> --previous',
    '-n octollm-production port-forward service/postgres-rw 5432:5432',
    '-n octollm-production create job retention-now --from=cronjob/retention',
    '-n octollm-production get cluster postgres-restored',
    '--namespace octollm-system logs prometheus-prometheus-0 -c prometheus',
    '-n cert-manager get pods',
    'describe node <node>',
  ])('may be %s', (command) => {
    expect(check(command)).not.toThrow();
  });

  it.each([
    ['-n octollm-test get pods', 'no namespace octollm-test'],
    ['-n octollm-production get pods -l app.kubernetes.io/name=choir', 'choir'],
    ['-n octollm-production get pods -l app=orchestrator', 'the label app'],
    ['-n octollm-production rollout undo deployment/choir', 'no Deployment choir'],
    ['-n octollm-production scale deployment orchestrator choir --replicas=3', 'no Deployment choir'],
    ['-n octollm-production rollout restart statefulset/orchestrator', 'no StatefulSet orchestrator'],
    ['-n octollm-production exec mysql-0 -- ls', 'mysql'],
    ['-n octollm-production delete pod choir-0', 'choir'],
    ['-n octollm-production create job now --from=cronjob/fire-drill', 'no CronJob fire-drill'],
    ['--namespace octollm-system port-forward service/graphs 3000:3000', 'no Service graphs'],
    ['-n octollm-production repair postgres', 'kubectl repair'],
  ])('may not be %s', (command, message) => {
    expect(check(command)).toThrow(message);
  });
});
