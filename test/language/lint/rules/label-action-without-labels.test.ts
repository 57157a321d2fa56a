import { checkFix } from '../check-fix.ts';
import { checkLint } from '../check-lint.ts';

const rule = 'label-action-without-labels';

const services = 'use defender-for-cloud-apps as mda\nuse saas-app as saas\n';

describe(rule, () => {
  it('marks labels that come from nowhere', () => {
    checkLint(
      `${services}
mda -> saas : action "Apply label Confidential"
//^^^^^^^^^^^^^^^^^^ warning label-action-without-labels: mda is to apply sensitivity labels and has none
`,
      { rule },
    );
    checkLint(
      `
use conditional-access-app-control as control
use saas-app as saas
control -> saas : action "Label on download"
//^^^^^^^^^^^^^^^^^^^^^^ label-action-without-labels
`,
      { rule },
    );
  });

  it('is content with Purview in any of its parts, or something of the organisation', () => {
    const labelled = `${services}mda -> saas : action "Apply labels"\n`;
    for (const id of ['purview', 'purview-information-protection', 'azure-rights-management']) {
      checkLint(`${labelled}use ${id} as labels\nlabels -> mda : policy`, { rule });
    }
    checkLint(`${labelled}component classifier "Classifier"\nclassifier -> mda : policy`, { rule });
  });

  it('is not content with a Purview that is not connected', () =>
    checkLint(
      `${services}
use purview
mda -> saas : action "Apply labels"
//^^^^^^^^^^^^^^^^^^ label-action-without-labels
`,
      { rule },
    ));

  it('leaves other actions, and what others do', () =>
    checkLint(
      `${services}use purview\nmda -> saas : action "Quarantine"\nmda -> saas : context "Labels"\npurview -> saas : policy "Labels"`,
      { rule },
    ));

  it('adds the policy of Purview where there is one, not unseen', () =>
    checkFix(
      rule,
      `${services}use purview\nmda -> saas : action "Apply labels"`,
      `${services}use purview\nmda -> saas : action "Apply labels"\npurview -> mda : policy`,
      { safe: false },
    ));
});
