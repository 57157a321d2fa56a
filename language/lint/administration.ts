import type { Flow } from '../model/model.ts';

/** Words by which a label says that somebody administers a machine. */
const administration = /\b(?:RDP|SSH|WinRM|port 22|port 3389|3389|5985|5986)\b/i;

/** Whether a flow's label says that a machine is administered by it. */
export function isAdministration(flow: Flow): boolean {
  return flow.label !== undefined && administration.test(flow.label);
}
