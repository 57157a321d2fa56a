import { checkFix } from '../check-fix.ts';
import { checkLint } from '../check-lint.ts';

const rule = 'empty-view';

const services = 'use defender-for-endpoint as mde\nuse defender-xdr as xdr\nmde -> xdr : alert\n';

describe(rule, () => {
  it('marks a view that leaves out all it includes', () =>
    checkLint(
      `${services}
view nothing "Nothing" {
//   ^^^^^^^ warning empty-view: The view nothing leaves out everything
  include *
  exclude mde, xdr
}
`,
      { rule },
    ));

  it('informs of kinds that flow nowhere in it', () =>
    checkLint(
      `${services}
view logs {
//   ^^^^ info empty-view: The view logs is for log or posture, and none flows
  flows log, posture
}
view one {
//   ^^^ info empty-view
  include mde
  flows alert
}
`,
      { rule },
    ));

  it('leaves views of elements alone, of all kinds, and of a design without flows', () => {
    checkLint(`${services}view one {\n  include mde\n}\nview all {\n  flows *\n}\nview alerts {\n  flows alert\n}`, {
      rule,
    });
    checkLint('use defender-for-endpoint as mde\nview alerts {\n  flows alert\n}', { rule });
    checkLint('view empty', { rule });
  });

  it('removes the view, not unseen', () =>
    checkFix(
      rule,
      `${services}/** Old. */\nview nothing "Nothing" {\n  include mde\n  exclude mde\n}\nview all\n`,
      `${services}view all\n`,
      { safe: false },
    ));
});
