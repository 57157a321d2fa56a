import { defineRule } from '../../rule.ts';

/** Reported by `judge-file.ts`, which reads the comments. */
export const suppressionWithoutReason = defineRule({
  id: 'suppression-without-reason',
  family: 'suppression',
  severity: 'error',
  docs: {
    summary: 'A comment silences a rule without saying why.',
    why:
      'Whoever reviews the design cannot tell a finding that was looked into from one that was in the way, and nobody ' +
      'dares to remove the comment later. Without a reason it silences nothing.',
    fix: 'Write the reason behind two dashes: `// parapet-disable-next-line unknown-flow -- the partner connector sends these`.',
    falsePositives: 'None known.',
    source: 'Hygiene',
    bad: [
      'use defender-for-identity as mdi\nuse defender-xdr as xdr\n' +
        'use azure-bastion as bastion // parapet-disable-line unused-element\n\nmdi -> xdr : alert',
    ],
    good: [
      'use defender-for-identity as mdi\nuse defender-xdr as xdr\n' +
        'use azure-bastion as bastion // parapet-disable-line unused-element -- its flows are drawn in another file\n\n' +
        'mdi -> xdr : alert',
    ],
  },
  messages: {
    missing: 'This comment does not say why, so it silences nothing: write the reason behind two dashes, ` -- reason`.',
  },
  *check() {
    // See above.
  },
});
