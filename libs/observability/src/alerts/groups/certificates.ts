import { certManager } from '../../exporters/index.ts';
import { minutes, promql } from '../../promql/index.ts';
import type { AlertGroup } from '../alert.ts';
import { sample } from '../sample.ts';
import { thresholds } from '../thresholds.ts';

const { expiry, ready } = certManager.metrics;
const { endsWithin, endsVerySoon } = thresholds.certificates;
const days = (count: number) => ({ ageSeconds: -count * 86_400 });
const left = promql`min by (namespace, name) (${expiry}) - time()`;

export const certificates: AlertGroup = ({ pace }) => [
  {
    name: 'CertificateExpiring',
    severity: 'warning',
    service: 'cert-manager',
    expr: promql`${left} < ${endsWithin}`,
    for: pace(minutes(15)),
    summary: 'The certificate {{ $labels.name }} in {{ $labels.namespace }} ends soon',
    description:
      'It ends in {{ $value | humanizeDuration }}; cert-manager should have renewed it weeks before.',
    runbook: 'certificates',
    samples: [sample(expiry, { name: 'edge' }, { control: days(20), fault: days(4) })],
  },
  {
    name: 'CertificateEnding',
    severity: 'critical',
    service: 'cert-manager',
    expr: promql`${left} < ${endsVerySoon}`,
    for: pace(minutes(15)),
    summary: 'The certificate {{ $labels.name }} in {{ $labels.namespace }} is about to end',
    description: 'It ends in {{ $value | humanizeDuration }}; then no client connects any more.',
    runbook: 'certificates',
    samples: [sample(expiry, { name: 'edge' }, { control: days(5), fault: days(1) })],
  },
  {
    name: 'CertificateNotReady',
    severity: 'warning',
    service: 'cert-manager',
    expr: promql`max by (namespace, name) (${ready}{condition="True"}) == 0`,
    for: pace(minutes(10)),
    summary: 'The certificate {{ $labels.name }} in {{ $labels.namespace }} cannot be had',
    description: 'cert-manager tries and fails; its CertificateRequest says why.',
    runbook: 'certificates',
    samples: [sample(ready, { name: 'edge', condition: 'True' }, { control: 1, fault: 0 })],
  },
];
