import type { ArchitectureModel, Element, Flow } from '../model/model.ts';
import type { Span } from '../model/span.ts';
import { certainService } from './certain-service.ts';
import { flowPlace } from './flow-place.ts';

/** Why an element can be reached from the internet, and where the design says so. */
export interface InternetPath {
  readonly place: Span;
  /** The traffic from the internet; absent where `exposure internet` says it. */
  readonly flow?: Flow;
}

/** The ways on which the internet reaches an element directly: traffic from `internet`, or the element's own word. */
export function internetPaths(model: ArchitectureModel, element: Element): readonly InternetPath[] {
  const paths: InternetPath[] = model
    .flowsInto(element, 'traffic')
    .filter((flow) => certainService(flow.source)?.id === 'internet')
    .map((flow) => ({ place: flowPlace(flow), flow }));
  const said = element.properties.exposure === 'internet' ? element.properties.spans.get('exposure') : undefined;
  if (said && paths.length === 0) paths.push({ place: said.value });
  return paths;
}
