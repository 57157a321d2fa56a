/**
 * What the page adds to a drawn picture before it is shown: signs for findings, handles that close and open groups, and
 * the words by which assistive technology knows each item. Everything added has a class of its own.
 */
import type { Point, Rectangle } from '../../../language/layout/scene.ts';
import type { PictureFinding } from '../messages.ts';
import type { SceneIndex } from './scene-index.ts';

const svgNamespace = 'http://www.w3.org/2000/svg';
const badgeRadius = 9;

/** Outlines of the signs around 0,0: told apart by shape, not by colour alone. */
const badgeShapes = {
  error: 'M0 -9A9 9 0 1 1 0 9A9 9 0 1 1 0 -9Z',
  warning: 'M0 -10L10.5 8.5H-10.5Z',
  info: 'M-8.5 -8.5H8.5V8.5H-8.5Z',
} as const;
const badgeSigns = {
  error: 'M-3.2 -3.2L3.2 3.2M3.2 -3.2L-3.2 3.2',
  warning: 'M0 -3.4V2.6M0 5.4V5.6',
  info: 'M0 -4.6V-4.4M0 -1.6V4.6',
} as const;
const severities = ['error', 'warning', 'info'] as const;

/** Adds them to a picture that was drawn from the scene of `index`. */
export function decorate(root: SVGSVGElement, index: SceneIndex): void {
  const { scene } = index;
  const elements = new Map<string, Element>();
  for (const element of root.querySelectorAll('[data-id]'))
    elements.set(element.getAttribute('data-id') ?? '', element);
  for (const item of [...scene.frames, ...scene.cards, ...scene.lines]) {
    const element = elements.get(item.id);
    if (!element) continue;
    const findings = index.findingsOf(item.id).map((at) => index.findings[at]!);
    element.setAttribute('aria-label', nameOf(index, item.id, item.description, findings));
    const handle = handleOf(item.id, index);
    if (handle) element.append(handle);
    const place = badgePlace(item.id, index);
    if (findings.length > 0 && place) element.append(badge(findings, place));
  }
  nameLegend(root, index);
}

/** "Sentinel, Security operations. 2 flows in, 1 flow out. 1 warning: …" */
export function nameOf(
  index: SceneIndex,
  id: string,
  description: string,
  findings: readonly PictureFinding[],
): string {
  const flows = index.flowsOf(id);
  const out = flows.filter(({ outward }) => outward).length;
  const isBox = index.box(id) !== undefined;
  const closed = isClosed(index, id) ? ['Closed.'] : [];
  const counts = isBox && flows.length > 0 ? [`${many(flows.length - out, 'flow')} in, ${many(out, 'flow')} out.`] : [];
  const wrong = findings.map(({ severity, message }) => `${severity}: ${message}`);
  return [`${description.replace(/\n/g, '. ')}.`, ...closed, ...counts, ...wrong].join(' ');
}

function many(amount: number, word: string): string {
  return `${amount} ${word}${amount === 1 ? '' : 's'}`;
}

/** Whether an item is a group or zone drawn closed. */
export function isClosed(index: SceneIndex, id: string): boolean {
  const box = index.box(id);
  return box !== undefined && 'elements' in box && (box.kind === 'group' || box.kind === 'zone');
}

/** Where the handle of a group or zone lies; nothing for everything else. */
function handleOf(id: string, index: SceneIndex): Element | undefined {
  const box = index.box(id);
  if (!box || (box.kind !== 'group' && box.kind !== 'zone')) return undefined;
  const closed = 'elements' in box;
  const { x, y, width, height } = box.rectangle;
  const at = closed ? { x: x + width - 14, y: y + height - 14 } : { x: x + width - 16, y: y + 16 };
  const group = shape('g', { class: 'handle', transform: `translate(${at.x} ${at.y})` });
  group.append(
    shape('rect', { x: -9, y: -9, width: 18, height: 18, rx: 4 }),
    shape('path', { d: closed ? 'M-4 0H4M0 -4V4' : 'M-4 0H4' }),
  );
  return group;
}

/** The upper right corner of a box, or the middle of a line's label or longest stretch. */
function badgePlace(id: string, index: SceneIndex): Point | undefined {
  const box = index.box(id);
  if (box) {
    const { x, y, width } = box.rectangle;
    return { x: x + width - ('elements' in box ? 4 : 42), y: y + ('elements' in box ? 2 : 16) };
  }
  const line = index.line(id);
  const pill = line?.pills[0]?.rectangle;
  if (pill) return cornerOf(pill);
  let longest = -1;
  let place: Point | undefined;
  for (const { points } of line?.strokes ?? []) {
    for (const [at, point] of points.entries()) {
      const next = points[at + 1];
      if (!next) continue;
      const length = Math.abs(next.x - point.x) + Math.abs(next.y - point.y);
      if (length <= longest) continue;
      longest = length;
      place = { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    }
  }
  return place;
}

function cornerOf({ x, y, width }: Rectangle): Point {
  return { x: x + width + badgeRadius, y };
}

function badge(findings: readonly PictureFinding[], { x, y }: Point): Element {
  const severity = severities.find((one) => findings.some((finding) => finding.severity === one)) ?? 'info';
  const group = shape('g', { class: `badge ${severity}`, transform: `translate(${x} ${y})` });
  group.append(
    shape('path', { class: 'ground', d: badgeShapes[severity] }),
    shape('path', { class: 'sign', d: badgeSigns[severity] }),
  );
  return group;
}

/** The legend's kinds of flows are switches. */
function nameLegend(root: SVGSVGElement, { scene }: SceneIndex): void {
  const entries = root.querySelector(':scope > .legend')?.children ?? [];
  for (const [at, entry] of (scene.legend?.entries ?? []).entries()) {
    const element = entries[at];
    if (!element || entry.sample.type !== 'flow') continue;
    const { x, y, width, height } = entry.area;
    element.setAttribute('data-flow-kind', entry.sample.kind);
    element.setAttribute('role', 'checkbox');
    element.setAttribute('aria-label', `${entry.text.text} flows`);
    element.setAttribute('tabindex', '-1');
    element.prepend(
      shape('rect', {
        class: 'press',
        x: x - 4,
        y,
        width: entry.text.x + entry.text.width - x + 8 || width,
        height,
        rx: 4,
      }),
    );
  }
}

function shape(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(svgNamespace, name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, String(value));
  return element;
}
