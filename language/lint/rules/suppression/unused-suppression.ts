import { defineRule } from '../../rule.ts';

/** Reported by `judge-file.ts`, which knows what each comment silenced. */
export const unusedSuppression = defineRule({
  id: 'unused-suppression',
  family: 'suppression',
  severity: 'warning',
  docs: {
    summary: 'A comment silences a rule that finds nothing there.',
    why:
      'What it was written for was mended, or has moved. Left where it is, it silences the next thing that goes wrong ' +
      'in that place, and nobody hears of it.',
    fix: 'Remove the comment, or the rule from it: the fix does. If the finding has moved, move the comment.',
    falsePositives:
      'Nothing is said of rules that are switched off where the comment stands, nor while the file has errors of the ' +
      'language: what the rules would find then is not known.',
    source: 'Hygiene',
    bad: [
      'use defender-for-identity as mdi\nuse defender-xdr as xdr\n\n' +
        '// parapet-disable-next-line wrong-kind -- the connector was announced differently\nmdi -> xdr : alert',
    ],
    good: [
      'use defender-for-identity as mdi\nuse defender-xdr as xdr\n\nmdi -> xdr : alert',
      'use defender-for-identity as mdi\nuse defender-xdr as xdr\n' +
        'use azure-bastion as bastion // parapet-disable-line unused-element -- its flows are drawn in another file\n\n' +
        'mdi -> xdr : alert',
    ],
  },
  messages: {
    unused:
      '{rule} finds nothing {where}, so this comment silences nothing but what may go wrong here one day. Remove it.',
  },
  *check() {
    // See above.
  },
});
