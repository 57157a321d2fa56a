import { missingOf } from '../../../model/acceptance-subjects.ts';
import { acceptanceSubject } from '../../acceptance-subject.ts';
import { defineRule } from '../../rule.ts';

export const incompleteAcceptance = defineRule({
  id: 'incomplete-acceptance',
  family: 'organisation',
  severity: 'error',
  docs: {
    summary: 'An accept statement does not say why, or who decided.',
    why:
      'A risk that is borne is borne by somebody, for a reason that can be looked at again. Without both, the finding ' +
      'stays.',
    fix: 'Write `reason` and `owner` into the block, and `until` where it is not for good.',
    falsePositives: 'None known.',
    source: 'Hygiene of risk decisions',
    bad: [
      'use defender-for-identity as mdi\nuse defender-xdr as xdr\nuse azure-bastion as bastion\n\nmdi -> xdr : alert\n\n' +
        'accept unused-element on bastion {\n  reason "Its flows come with the second phase"\n}',
    ],
    good: [
      'use defender-for-identity as mdi\nuse defender-xdr as xdr\nuse azure-bastion as bastion\n\nmdi -> xdr : alert\n\n' +
        'accept unused-element on bastion {\n  reason "Its flows come with the second phase"\n  owner "Platform team"\n}',
    ],
  },
  messages: {
    incomplete: 'This does not say {missing}, so it accepts nothing: write {properties} into its block.',
  },
  *check(model) {
    for (const acceptance of model.acceptances) {
      const missing = missingOf(acceptance);
      if (missing.length === 0) continue;
      yield {
        span: acceptance.span,
        message: 'incomplete',
        data: {
          missing: missing.map((name) => (name === 'reason' ? 'why' : 'who decided')).join(' or '),
          properties: missing.map((name) => `\`${name}\``).join(' and '),
        },
        subject: acceptanceSubject(acceptance),
      };
    }
  },
});
