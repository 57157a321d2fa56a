import { defineRule } from '../../rule.ts';

/** Reported by `judge-acceptances.ts`, which knows what each acceptance is about. */
export const unusedAcceptance = defineRule({
  id: 'unused-acceptance',
  family: 'organisation',
  severity: 'warning',
  absence: true,
  docs: {
    summary: 'An accept statement is about a finding that is not there.',
    why:
      'The finding was mended, or is about something else than the statement says. Left where it is, the statement ' +
      'accepts what has not happened yet.',
    fix: 'Remove it, or name what the finding is about: the element, or both ends of the flow.',
    falsePositives:
      'Nothing is said of rules that are switched off for the elements it names, nor while the file has errors of the ' +
      'language. In a file that several designs import, it is told only if it is about nothing in all of them.',
    source: 'Hygiene of risk decisions',
    bad: [
      'use defender-for-identity as mdi\nuse defender-xdr as xdr\n\nmdi -> xdr : alert\n\n' +
        'accept unused-element on mdi {\n  reason "Its flows come with the second phase"\n  owner "Platform team"\n}',
    ],
    good: [
      'use defender-for-identity as mdi\nuse defender-xdr as xdr\nuse azure-bastion as bastion\n\nmdi -> xdr : alert\n\n' +
        'accept unused-element on bastion {\n  reason "Its flows come with the second phase"\n  owner "Platform team"\n}',
    ],
  },
  messages: {
    unused: '{rule} finds nothing about {subject}, so this accepts nothing{elsewhere}. Remove it.',
  },
  *check() {
    // See above.
  },
});
