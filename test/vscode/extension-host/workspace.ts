import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder with designs for the tests in the extension host. */
export function makeWorkspace(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'designs-'));
  writeFileSync(
    path.join(folder, 'design.parapet'),
    `architecture soc "Security monitoring"

use defender-for-endpoint as mde
use defender-xdr as xdr
use log-analytics as workspace
use sentinel

mde -> xdr : alert
xdr -> sentinel : incident
`,
  );
  return folder;
}
