import { confidence } from '../confidence.ts';
import type { Detector } from '../detector.ts';
import { matches } from '../spans.ts';

/** Ids of access keys, temporary and permanent (AWS IAM user guide, "unique identifiers"). */
const pattern = /(?<![A-Za-z0-9])(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?![A-Za-z0-9])/dg;

export const awsAccessKey: Detector = {
  check: 'secrets',
  type: 'aws_access_key',
  severity: 'critical',
  redacted: true,
  confidence: confidence.checked,
  detect: (text) => matches(text, pattern),
};
