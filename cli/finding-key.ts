import type { Finding } from '../language/lint/finding.ts';

/**
 * What a finding is known by when the text around it changes: its rule and the element or flow it is about, never a
 * line or a message. What is said of no element is known by its message.
 */
export function findingKey(finding: Finding): string {
  return `${finding.rule} ${finding.subject ?? finding.message}`;
}
