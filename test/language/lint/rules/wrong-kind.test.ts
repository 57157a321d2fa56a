import { checkFix } from '../check-fix.ts';
import { checkLint } from '../check-lint.ts';

const rule = 'wrong-kind';

describe(rule, () => {
  it('names the documented kinds', () =>
    checkLint(
      `
use defender-for-identity as mdi
use defender-xdr as xdr
use sentinel
mdi -> xdr : policy
//           ^^^^^^ info wrong-kind: mdi is documented to send xdr alert, not policy
xdr -> sentinel : signal
//                ^^^^^^ info wrong-kind: Write alert, incident or log.
`,
      { rule },
    ));

  it('names what is documented between parts or wholes', () =>
    checkLint(
      `
use purview-dlp as dlp
use sentinel
dlp -> sentinel : posture
//                ^^^^^^^ info wrong-kind: Between dlp and sentinel, only
`,
      { rule },
    ));

  it('leaves documented kinds, logs and unchecked kinds alone', () =>
    checkLint(
      `
use defender-for-identity as mdi
use defender-xdr as xdr
use sentinel
mdi -> xdr : alert, traffic, sync
mdi -> sentinel : log
`,
      { rule },
    ));

  it('sets the kind, of that flow only', () => {
    checkFix(rule, 'use mdi\nuse xdr\nmdi -> xdr : policy', 'use mdi\nuse xdr\nmdi -> xdr : alert', { safe: false });
    checkFix(
      rule,
      'use mdi\nuse mdo\nuse xdr\ncomponent x\nmdi, x -> xdr : policy',
      'use mdi\nuse mdo\nuse xdr\ncomponent x\nx -> xdr : policy\nmdi -> xdr : alert',
    );
    checkFix(rule, 'use mdi\nuse xdr\nmdi -> xdr : alert, policy', 'use mdi\nuse xdr\nmdi -> xdr : alert');
  });
});
