import { defineRule } from '../../rule.ts';

/** Reported by `judge-file.ts`, which reads the comments. */
export const misplacedSuppression = defineRule({
  id: 'misplaced-suppression',
  family: 'suppression',
  severity: 'error',
  docs: {
    summary: 'A comment is written to silence, in words or in a place that do not.',
    why: 'It silences nothing, and whoever reads it believes that it does.',
    fix:
      'Write `// parapet-disable-next-line` before the line of the finding, `// parapet-disable-line` at its end, or ' +
      '`// parapet-disable-file` before everything else in the file.',
    falsePositives: 'A comment that only begins with such words: begin it with others.',
    source: 'Hygiene',
    bad: [
      'use defender-for-identity as mdi\nuse defender-xdr as xdr\n\n' +
        '// parapet-disable-file wrong-kind -- the connector was announced differently\nmdi -> xdr : alert',
      'use defender-for-identity as mdi\nuse defender-xdr as xdr\n\n' +
        '// parapet-ignore wrong-kind -- the connector was announced differently\nmdi -> xdr : alert',
    ],
    good: [
      '// parapet-disable-file unused-element -- an excerpt\n' +
        'use defender-for-identity as mdi\nuse defender-xdr as xdr\nuse azure-bastion as bastion\n\nmdi -> xdr : alert',
    ],
  },
  messages: {
    block: '{word} only silences in a comment of the form `// {word} …`.',
    'unknown-word':
      '{word} silences nothing: write parapet-disable-next-line, parapet-disable-line, or at the top of the file ' +
      'parapet-disable-file.',
    'not-at-top':
      '{word} silences nothing here: it stands before everything else in the file. For one place write ' +
      'parapet-disable-next-line.',
    'nothing-follows': '{word} silences nothing: no line follows that says anything.',
  },
  *check() {
    // See above.
  },
});
