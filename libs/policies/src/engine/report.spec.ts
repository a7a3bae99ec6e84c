import { describe, expect, it } from 'vitest';
import { service } from '../fixtures/objects.ts';
import { rules } from '../rules/all.ts';
import { check } from './check.ts';
import { jsonReport, readableReport } from './report.ts';

const loaded = (spec: object) => ({
  sources: [{ file: 'web.yaml', body: service({ selector: undefined, ...spec }) }],
  findings: [],
  skipped: [],
});
const only = { rules: rules.filter(({ id }) => id === 51) };
const waiver = { rule: 51, namespaces: ['shop'], reason: 'The old client.', expires: '2999-01-01' };

describe('The report', () => {
  it('says by rule what is wrong, why it matters and what to do', () => {
    expect(
      readableReport(check(loaded({ type: 'NodePort', externalIPs: ['203.0.113.1'] }), only)),
    ).toBe(`51 No Service takes ports or addresses of the nodes
  Why: They go round the edge and its TLS, and an external IP takes over the traffic of whoever had it.
  Mend: Use type ClusterIP behind the Gateway or the Ingress.
  web.yaml: Service shop/web spec.type
    The Service is of type NodePort.
  web.yaml: Service shop/web spec.externalIPs
    The Service takes external addresses.

1 object in 1 namespace, 1 rule, 2 findings, 0 waived
`);
  });

  it('is short when nothing is wrong', () => {
    expect(readableReport(check(loaded({}), only))).toBe(
      '1 object in 1 namespace, 1 rule, 0 findings, 0 waived\n',
    );
  });

  it('tells programs the same, with what is waived', () => {
    const options = { ...only, waivers: [waiver] };
    const found = JSON.parse(jsonReport(check(loaded({ type: 'NodePort' }), options)));
    const finding = {
      rule: 51,
      object: { apiVersion: 'v1', kind: 'Service', namespace: 'shop', name: 'web' },
      file: 'web.yaml',
      path: 'spec.type',
    };
    expect(found).toMatchObject({
      passed: true,
      objects: 1,
      findings: [],
      waived: [{ ...finding, reason: 'The old client.', expires: '2999-01-01' }],
    });
    expect(JSON.parse(jsonReport(check(loaded({ type: 'NodePort' }), only)))).toMatchObject({
      passed: false,
      findings: [{ ...finding, message: 'The Service is of type NodePort.', mend: expect.any(String) }],
    });
  });
});
