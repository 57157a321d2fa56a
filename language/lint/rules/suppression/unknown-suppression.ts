import { defineRule } from '../../rule.ts';

/** Reported by `judge-file.ts`, which reads the comments. */
export const unknownSuppression = defineRule({
  id: 'unknown-suppression',
  family: 'suppression',
  severity: 'error',
  docs: {
    summary: 'A comment silences a rule that does not exist.',
    why: 'It silences nothing, and whoever reads it believes that it does.',
    fix: 'Write the id as findings show it in brackets. `parapet rules` lists all.',
    falsePositives:
      'An id that a rule had before still works; it is told as a warning, and the fix writes the present one.',
    source: 'Hygiene',
    bad: [
      'use defender-for-identity as mdi\nuse defender-xdr as xdr\n' +
        '// parapet-disable-next-line unused-elements -- its flows are drawn in another file\n' +
        'use azure-bastion as bastion\n\nmdi -> xdr : alert',
    ],
    good: [
      'use defender-for-identity as mdi\nuse defender-xdr as xdr\n' +
        '// parapet-disable-next-line unused-element -- its flows are drawn in another file\n' +
        'use azure-bastion as bastion\n\nmdi -> xdr : alert',
    ],
  },
  messages: {
    unknown: 'There is no rule {id}, so this silences nothing. {hint}',
    language: '{id} comes from reading the text and is no rule: it cannot be silenced, only mended.',
    former: 'The rule {id} is now called {now}: write that.',
  },
  *check() {
    // See above.
  },
});
