import { defineRule } from '../../rule.ts';

/** Reported by `judge-file.ts`, which knows what is configured. */
export const forbiddenSuppression = defineRule({
  id: 'forbidden-suppression',
  family: 'suppression',
  severity: 'error',
  docs: {
    summary: 'A comment silences a rule that comments may not silence.',
    why:
      'The configuration forbids it (`inlineSuppression` in parapet.json), so that a decision about this rule is made by ' +
      'an `accept` statement with an owner, or not at all. Rules about silencing cannot be silenced either. The comment ' +
      'has no effect.',
    fix: 'Mend the finding, or write an `accept` statement with reason and owner.',
    falsePositives: 'None known: whether a rule may be silenced by comments is for parapet.json to say.',
    source: 'Hygiene',
    bad: [
      '// parapet-disable-file unused-suppression -- too many of them\n' +
        'use defender-for-identity as mdi\nuse defender-xdr as xdr\n\nmdi -> xdr : alert',
    ],
    good: ['use defender-for-identity as mdi\nuse defender-xdr as xdr\n\nmdi -> xdr : alert'],
  },
  messages: {
    configured:
      'The configuration does not let comments silence {id}, so this has no effect. Mend what it finds, or decide to bear ' +
      'it with an accept statement.',
    itself: '{id} is a rule about silencing and cannot be silenced itself, so this has no effect. Remove it.',
  },
  *check() {
    // See above.
  },
});
