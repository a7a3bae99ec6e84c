import { describe, expect, it } from 'vitest';
import { root } from '../workspace/index.ts';
import { checkNotRun, isRun } from './not-run.ts';

const check = (command: string) => () => checkNotRun(root, command);

describe('a command of a document', () => {
  it('is run when it is a request, a key command or a variable', () => {
    expect(isRun('curl -s $GATEWAY/openapi.json')).toBe(true);
    expect(isRun('npm run keys -- list --tenant acme')).toBe(true);
    expect(isRun('KEY=$(cat key)')).toBe(true);
    expect(isRun('npm start')).toBe(false);
  });

  it('that is in no class is refused', () => {
    expect(check('make install')).toThrow('No test runs "make install"');
    expect(check('npm run deploy')).toThrow('No test runs');
  });

  it('names flags, targets and projects that are there', () => {
    expect(check('npm start -- --watch')).not.toThrow();
    expect(check('npm start -- --wach')).toThrow('knows no --wach');
    expect(check('npx nx test @octollm/engine')).not.toThrow();
    expect(check('npx nx integration @octollm/text')).toThrow('integration');
    expect(check('npx nx test @octollm/nobody')).toThrow('libs/nobody');
    expect(check('npx nx run-many -t build fly')).toThrow('fly');
  });

  it('builds images of services that are there', () => {
    const build = (app: string) =>
      check(`docker build -f tools/containers/Dockerfile --build-arg APP=${app} -t a:1 .`);
    expect(build('judge-arm')).not.toThrow();
    expect(build('jury-arm')).toThrow('apps/jury-arm');
  });

  it('names schedules, programs, workloads, services and logs that are there', () => {
    expect(check('velero restore create --from-schedule octollm-production-weekly')).toThrow('no Schedule');
    expect(check('node dist/apps/orchestrator/backup.js fetch redis here')).not.toThrow();
    expect(check('node dist/apps/orchestrator/forget.js all')).toThrow('no program forget');
    expect(check('kubectl -n octollm-dev scale deployment choir --replicas=0')).toThrow('choir');
    expect(check('docker compose logs choir')).toThrow('choir');
    expect(check('export COMPOSE_FILE=compose.test.yaml')).toThrow('compose.test.yaml');
    expect(check('tail -f .octollm/logs/orchestrator.log')).not.toThrow();
    expect(check('tail -f .octollm/logs/choir.log')).toThrow('choir');
  });

  it('applies manifests that are there', () => {
    expect(check('kubectl apply -k manifests/staging')).not.toThrow();
    expect(check('kubectl apply -k manifests/nowhere')).toThrow('holds no kustomization');
  });
});
