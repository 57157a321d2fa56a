import { checkFix } from '../lint/check-fix.ts';

describe('a service written by an abbreviation or name', () => {
  it('gets its id, and keeps the word that flows refer to as its name', () => {
    checkFix(
      'service-by-name',
      'use mde\nuse defender-xdr\nmde -> defender-xdr : alert',
      'use defender-for-endpoint as mde\nuse defender-xdr\nmde -> defender-xdr : alert',
      { safe: true },
    );
    checkFix('service-by-name', 'use MDE as endpoints', 'use defender-for-endpoint as endpoints', { safe: true });
    checkFix('service-by-name', 'use "Microsoft Sentinel"', 'use sentinel', { safe: true });
  });
});
