import { checkFix } from '../check-fix.ts';
import { checkLint } from '../check-lint.ts';

const rule = 'direct-connector-in-government-cloud';

const services =
  'use defender-for-cloud-apps as mda\nuse defender-xdr as xdr\nuse sentinel\nuse log-analytics as workspace\n';

describe(rule, () => {
  for (const cloud of ['gcc', 'gcc-high', 'dod']) {
    it(`marks alerts and logs in ${cloud}`, () =>
      checkLint(
        `architecture a { cloud ${cloud} }\n${services}
mda -> sentinel : alert, log
//                ^^^^^ error direct-connector-in-government-cloud: mda cannot reach sentinel directly in ${cloud}
//                       ^^^ error direct-connector-in-government-cloud: commercial customers only
`,
        { rule },
      ));
  }

  it('leaves commercial clouds, and designs that do not say', () => {
    checkLint(`architecture a { cloud commercial }\n${services}mda -> sentinel : alert`, { rule });
    checkLint(`${services}mda -> sentinel : alert`, { rule });
  });

  it('leaves what goes by Defender XDR, and other kinds', () =>
    checkLint(
      `architecture a { cloud gcc }\n${services}mda -> xdr : alert\nmda -> sentinel : log via xdr\nmda -> sentinel : context`,
      { rule },
    ));

  it('is told once: duplicate-incidents then says nothing of the same flow', () =>
    checkLint(
      `architecture a { cloud gcc }\n${services}
workspace -> sentinel : log
mda -> xdr : alert
xdr -> sentinel : incident
mda -> sentinel : alert
//^^^^^^^^^^^^^^^^^^^^^ error direct-connector-in-government-cloud
`,
    ));

  it('only informs of what integrate derives', () =>
    checkLint(
      `architecture a { cloud gcc }\n${services}
integrate mda -> sentinel
//^^^^^^^^^^^^^^^^^^^^^^^ info direct-connector-in-government-cloud
`,
      { rule },
    ));

  it('removes the flow, not unseen', () =>
    checkFix(
      rule,
      `architecture a { cloud dod }\n${services}mda -> sentinel : alert\nworkspace -> sentinel : log`,
      `architecture a { cloud dod }\n${services}workspace -> sentinel : log`,
      { safe: false },
    ));
});
