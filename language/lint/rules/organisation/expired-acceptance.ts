import { defineRule } from '../../rule.ts';

/** Reported by `judge-acceptances.ts`, which knows what each acceptance is about. */
export const expiredAcceptance = defineRule({
  id: 'expired-acceptance',
  family: 'organisation',
  severity: 'warning',
  docs: {
    summary: 'A finding was accepted until a day that has passed.',
    why:
      'Whoever accepted it did so for a time. What was to happen by then did not, or nobody took the statement out; the ' +
      'finding is told again.',
    fix: 'Mend the finding and remove the statement; or decide again, and write the new day.',
    falsePositives: 'None known. The last day counts as within the time.',
    source: 'Hygiene of risk decisions',
    bad: [
      'use defender-for-identity as mdi\nuse defender-xdr as xdr\nuse azure-bastion as bastion\n\nmdi -> xdr : alert\n\n' +
        'accept unused-element on bastion {\n  reason "Its flows come with the second phase"\n' +
        '  owner "Platform team"\n  until 2025-12-31\n}',
    ],
    good: [
      'use defender-for-identity as mdi\nuse defender-xdr as xdr\nuse azure-bastion as bastion\n\nmdi -> xdr : alert\n\n' +
        'accept unused-element on bastion {\n  reason "Its flows come with the second phase"\n' +
        '  owner "Platform team"\n  until 2099-12-31\n}',
    ],
  },
  messages: {
    expired:
      '{rule} on {subject} was accepted until {until}{owner}, and is told again. Mend it and remove this, or decide ' +
      'again and write the new day.',
  },
  *check() {
    // See above.
  },
});
