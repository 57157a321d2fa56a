import type { Finding } from '../language/lint/finding.ts';
import { baselineKey } from '../language/pipeline.ts';

/**
 * What a finding is known by when the text around it changes: what a baseline knows it by. What is said of no element is
 * known by its message.
 */
export function findingKey(finding: Finding): string {
  return baselineKey(finding) ?? `${finding.rule} ${finding.message}`;
}
