import { readFileSync } from 'node:fs';
import { type BackupSchedule, backups } from '@octollm/catalogue';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { environments } from './environments/all.ts';
import { type Manifest, manifests, ofKind } from './fixtures/manifests.ts';

interface Scheduled extends Manifest {
  readonly spec: { readonly schedule: string; readonly cluster?: { readonly name: string } };
}

interface Cluster extends Manifest {
  readonly spec: { readonly plugins: readonly { readonly isWALArchiver: boolean }[] };
}

interface DrillPolicy extends Manifest {
  readonly spec: { readonly podSelector: { readonly matchLabels: Readonly<Record<string, string>> } };
}

const rows = environments.flatMap((environment) =>
  backups[environment.name].map((row) => ({ environment: environment.name, row })),
);

const inFolder = <Shape extends Manifest>(kind: string, environment: string): readonly Shape[] =>
  ofKind<Shape>([kind]).filter(({ path }) => path.startsWith(`${environment}/`));

/** When each object that makes a backup of the row does so. */
const schedulesOf = ({ madeBy }: BackupSchedule, environment: string): readonly (string | undefined)[] => {
  switch (madeBy.kind) {
    case 'cron-job':
      return inFolder<Scheduled>('CronJob', environment)
        .filter(({ metadata }) => metadata.name === madeBy.cronJob)
        .map(({ spec }) => spec.schedule);
    case 'cnpg-base':
      return inFolder<Scheduled>('ScheduledBackup', environment)
        .filter(({ spec }) => spec.cluster?.name === madeBy.cluster)
        .map(({ spec }) => spec.schedule.replace(/^0 /, ''));
    case 'cnpg-wal':
      return inFolder<Cluster>('Cluster', environment)
        .filter(({ metadata, spec }) => metadata.name === madeBy.cluster && spec.plugins[0]?.isWALArchiver)
        .map(() => undefined);
    case 'velero':
      return inFolder<Scheduled>('Schedule', environment)
        .filter(({ metadata }) => metadata.name === madeBy.schedule)
        .map(({ spec }) => spec.schedule);
  }
};

describe('The plan of backups', () => {
  it.each(rows)('is carried out in $environment: $row.name', ({ environment, row }) => {
    expect(schedulesOf(row, environment)).toEqual([row.cron]);
  });

  it('knows everything that makes backups by the clock', () => {
    const made = ofKind(['ScheduledBackup', 'Schedule']).length;
    expect(rows.filter(({ row }) => ['cnpg-base', 'velero'].includes(row.madeBy.kind))).toHaveLength(made);
  });
});

describe('A database that is restored by hand', () => {
  it('gets the network of the drill, by the label that docs/recovery.md gives its pods', () => {
    const text = readFileSync(new URL('../../../docs/recovery.md', import.meta.url), 'utf8');
    const described = [...text.matchAll(/```yaml\n(.+?)```/gs)]
      .map(([, yaml = '']) => parse(yaml) as { inheritedMetadata?: { labels: Record<string, string> } })
      .flatMap(({ inheritedMetadata }) => inheritedMetadata ?? []);
    expect(described).toHaveLength(1);
    const drills = ofKind<DrillPolicy>(['NetworkPolicy']).filter(
      ({ metadata }) => metadata.name === 'restore-drill-database',
    );
    expect(drills.map(({ path }) => path.split('/')[0])).toEqual(['production', 'staging']);
    for (const { spec } of drills) expect(described[0]?.labels).toMatchObject(spec.podSelector.matchLabels);
  });
});

describe('The sandbox', () => {
  it('is the runtime of the executor alone, in the environments that have it', () => {
    const sandboxed = manifests.filter((manifest) =>
      JSON.stringify(manifest).includes('"runtimeClassName":"octollm-sandbox"'),
    );
    expect(sandboxed.map(({ path }) => path)).toEqual(
      ['production', 'staging'].map(
        (environment) => `${environment}/executor-arm/Deployment.executor-arm.yaml`,
      ),
    );
  });
});

describe('Ollama', () => {
  it('is in staging alone, where those who ask models are told so', () => {
    const told = manifests.filter((manifest) => JSON.stringify(manifest).includes('http://ollama:11434'));
    expect(new Set(told.map(({ path }) => path.split('/')[0]))).toEqual(new Set(['staging']));
    expect(told.map(({ metadata }) => metadata.name).sort()).toEqual(
      ['coder-arm', 'judge-arm', 'planner-arm', 'reflex-gateway', 'retriever-arm'].sort(),
    );
  });
});
