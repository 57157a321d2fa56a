import { checkFix } from '../check-fix.ts';
import { checkLint } from '../check-lint.ts';

const rule = 'duplicate-flow';

const services = 'use defender-for-endpoint as mde\nuse defender-for-identity as mdi\nuse defender-xdr as xdr\n';

describe(rule, () => {
  it('marks the second, where it is apart in a list', () =>
    checkLint(
      `${services}
mde -> xdr : alert
mde, mdi -> xdr : alert
//^ info duplicate-flow: mde -> xdr : alert is written twice
`,
      { rule },
    ));

  it('marks the way back of a two-way flow', () =>
    checkLint(
      `${services}
mde -> mdi : signal "Both"
mde <-> mdi : signal "Both"
//^^^^^^^^^^^^^^^^^^ info duplicate-flow
`,
      { rule },
    ));

  it('leaves flows that differ in kind, label or carrier, and what integrate derives', () => {
    checkLint(
      `${services}
component broker "Broker"
mde -> xdr : alert
mde -> xdr : alert "Custom detections"
mde -> xdr : alert via broker
mde -> xdr : signal
xdr -> mde : alert
`,
      { rule },
    );
    checkLint(`${services}mde -> xdr : alert\nintegrate *`, { rule });
  });

  it('removes one that says no more than the first', () =>
    checkFix(
      rule,
      `${services}mde, mdi -> xdr : alert { status planned }\nmde -> xdr : alert { status planned }`,
      `${services}mde, mdi -> xdr : alert { status planned }`,
      { safe: true },
    ));

  it('leaves it to the author where the second says something else', () => {
    checkFix(
      rule,
      `${services}mde -> xdr : alert\nmde -> xdr : alert { owner "SOC" }`,
      `${services}mde -> xdr : alert`,
      { safe: false },
    );
    checkFix(rule, `${services}mde -> xdr : alert\n/** Why. */\nmde -> xdr : alert`, `${services}mde -> xdr : alert`, {
      safe: false,
    });
  });
});
