import type { ArchitectureModel, Flow } from '../model/model.ts';
import type { FlowKind } from '../model/vocabulary.ts';
import { isService } from './certain-service.ts';

const directKinds: readonly FlowKind[] = ['alert', 'incident', 'log'];

/**
 * Whether a flow is one that the cloud of the design does not have: Defender for Cloud Apps reaches Sentinel directly
 * for commercial customers only.
 */
export function isMissingInCloud(model: ArchitectureModel, flow: Flow): boolean {
  const cloud = model.architecture?.cloud;
  if (cloud === undefined || cloud === 'commercial' || !directKinds.includes(flow.kind)) return false;
  if (!isService(flow.source, 'defender-for-cloud-apps') || !isService(flow.target, 'sentinel')) return false;
  return !flow.via || !isService(flow.via, 'defender-xdr');
}
