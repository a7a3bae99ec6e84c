import { confidence } from '../confidence.ts';
import type { Detector, Span } from '../detector.ts';
import { surveyOf } from '../survey/survey.ts';

/** Ids of access keys, temporary and permanent (AWS IAM user guide, "unique identifiers"). */
const pattern = /^(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}$/;
const length = 20;

export const awsAccessKey: Detector = {
  check: 'secrets',
  type: 'aws_access_key',
  severity: 'critical',
  redacted: true,
  confidence: confidence.checked,
  detect(text, { tokens } = surveyOf(text)) {
    const spans: Span[] = [];
    for (let token = 0; token < tokens.length; token += 2) {
      const [start = 0, end = 0] = [tokens[token], tokens[token + 1]];
      if (end - start === length && pattern.test(text.slice(start, end))) spans.push({ start, end });
    }
    return spans;
  },
};
