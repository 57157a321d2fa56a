import { checkLint } from '../check-lint.ts';

const rule = 'dangling-action';
const options = { rule, strict: true };

const services =
  'use defender-for-endpoint as mde\nuse defender-xdr as xdr\nuse onprem-client as clients\nuse sentinel\n';

describe(rule, () => {
  it('marks what is acted on and reports nothing, once however many act on it', () =>
    checkLint(
      `${services}
mde -> clients : action
//^^^^^^^^^^^^^^^^^^^^^ info dangling-action: mde acts on clients, which reports nothing
xdr -> clients : action
`,
      options,
    ));

  it('takes anything that is reported, and what passes the action on', () => {
    checkLint(`${services}mde -> clients : action\nclients -> mde : signal`, options);
    checkLint(
      `${services}use logic-apps as playbooks\nsentinel -> playbooks : action\nplaybooks -> mde : action\nmde -> xdr : alert`,
      options,
    );
  });

  it('counts what a container reports, or something in it', () => {
    const estate = 'use defender-for-endpoint as mde\ngroup estate {\n  use onprem-client as clients\n}\n';
    checkLint(`${estate}mde -> clients : action\nestate -> mde : signal`, options);
    checkLint(`${estate}mde -> estate : action\nclients -> mde : signal`, options);
  });

  it('does not count traffic and replication', () =>
    checkLint(
      `${services}
mde -> clients : action
//^^^^^^^^^^^^^^^^^^^^^ dangling-action
clients -> sentinel : traffic
clients -> xdr : sync
`,
      options,
    ));

  it('waits for a configuration that asks for it', () => checkLint(`${services}mde -> clients : action`, { rule }));
});
