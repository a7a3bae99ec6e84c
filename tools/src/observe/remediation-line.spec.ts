import { describe, expect, it } from 'vitest';
import { remediationLine } from './remediation-line.ts';

const line = (fields: object) => JSON.stringify({ level: 'info', service: 'remediator', ...fields });
const decided = {
  message: 'decided on an alert',
  action: 'open_breaker',
  target: 'coder-arm',
  reason: 'ArmFailing fires for coder-arm since noon.',
};

describe('What the terminal is told of the remediator', () => {
  it('is what it does, and why', () => {
    expect(remediationLine(line({ ...decided, decision: 'act' }))).toBe(
      'remediation open breaker of coder-arm, because ArmFailing fires for coder-arm since noon.',
    );
  });

  it('is what it would do in a dry run', () => {
    expect(remediationLine(line({ ...decided, decision: 'dry_run' }))).toBe(
      'remediation would be: open breaker of coder-arm, because ArmFailing fires for coder-arm since noon.',
    );
  });

  it('is how it went', () => {
    const ended = { message: 'an action ended', action: 'restart', target: 'judge-arm', outcome: 'failed' };
    expect(remediationLine(line(ended))).toBe('remediation restart of judge-arm: failed');
  });

  it.each(['', 'no JSON', line({ message: 'ready' }), line({ ...decided, decision: 'repeated' })])(
    'is nothing of the line "%s"',
    (other) => {
      expect(remediationLine(other)).toBeUndefined();
    },
  );
});
