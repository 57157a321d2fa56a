import { defineRule } from '../../rule.ts';

/** Reported by `judge-file.ts`, which reads the comments. */
export const blanketSuppression = defineRule({
  id: 'blanket-suppression',
  family: 'suppression',
  severity: 'error',
  docs: {
    summary: 'A comment would silence all rules at once.',
    why:
      'It would silence what nobody has seen yet, too: a finding that a later change brings, or a later version of the ' +
      'rules. Without the ids of rules it silences nothing.',
    fix: 'Name the rules, separated by commas, as findings show them in brackets.',
    falsePositives: 'None known. To leave a folder out as a whole, switch rules off for it in parapet.json.',
    source: 'Hygiene',
    bad: [
      'use defender-for-identity as mdi\nuse defender-xdr as xdr\n' +
        'use azure-bastion as bastion // parapet-disable-line -- its flows are drawn in another file\n\nmdi -> xdr : alert',
    ],
    good: [
      'use defender-for-identity as mdi\nuse defender-xdr as xdr\n' +
        'use azure-bastion as bastion // parapet-disable-line unused-element -- its flows are drawn in another file\n\n' +
        'mdi -> xdr : alert',
    ],
  },
  messages: {
    blanket: 'This comment names no rule, so it silences nothing. Name the rules that it is for{found}.',
  },
  *check() {
    // See above.
  },
});
