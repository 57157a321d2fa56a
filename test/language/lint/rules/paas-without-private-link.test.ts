import { checkLint } from '../check-lint.ts';

const rule = 'paas-without-private-link';

describe(rule, () => {
  it('marks data services that the internet reaches', () =>
    checkLint(
      `
use internet
use azure-storage as files
use key-vault { exposure internet }
//                       ^^^^^^^^ warning paas-without-private-link: The internet reaches key-vault
internet -> files : traffic
//^^^^^^^^^^^^^^^^^^^^^^^^^ warning paas-without-private-link
`,
      { rule },
    ));

  it('leaves private ways and other services alone', () =>
    checkLint(
      `
use internet
use app-service as shop
use azure-front-door as front-door
use azure-storage as files
use private-endpoint as endpoint
internet -> front-door, shop : traffic
shop -> files : traffic via endpoint
internet -> files : traffic via front-door
`,
      { rule },
    ));
});
