import { defineRule } from '../../rule.ts';

/** Reported by `judge-acceptances.ts`, which knows the rules. */
export const unknownAcceptance = defineRule({
  id: 'unknown-acceptance',
  family: 'organisation',
  severity: 'error',
  docs: {
    summary: 'An accept statement names a rule that does not exist.',
    why: 'It accepts nothing, and whoever reads it believes that it does.',
    fix: 'Write the id as findings show it in brackets. `parapet rules` lists all.',
    falsePositives:
      'An id that a rule had before still works; it is told as a warning, and the fix writes the present one.',
    source: 'Hygiene of risk decisions',
    bad: [
      'use defender-for-identity as mdi\nuse defender-xdr as xdr\n\nmdi -> xdr : alert\n\n' +
        'accept doubled-incidents on mdi -> xdr {\n  reason "The move runs until March"\n  owner "SOC engineering"\n}',
    ],
    good: [
      'use defender-for-identity as mdi\nuse defender-xdr as xdr\nuse azure-bastion as bastion\n\nmdi -> xdr : alert\n\n' +
        'accept unused-element on bastion {\n  reason "Its flows come with the second phase"\n  owner "Platform team"\n}',
    ],
  },
  messages: {
    unknown: 'There is no rule {id}, so this accepts nothing. {hint}',
    former: 'The rule {id} is now called {now}: write that.',
  },
  *check() {
    // See above.
  },
});
