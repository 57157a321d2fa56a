import type { Point, Rectangle, Scene, SceneText } from './scene.ts';

/** What makes a picture hard to read, counted. The first five are faults: a good picture has none of them. */
export interface Quality {
  /** Labels and titles that lie on other labels, titles or boxes, or on lines that are not theirs. */
  readonly labelOverlaps: number;
  /** Lines that run through a box. */
  readonly throughBoxes: number;
  /** Stretches on which two lines run on top of each other. */
  readonly lineOverlaps: number;
  /** Boxes that lie on other boxes, or reach out of their frame. */
  readonly boxOverlaps: number;
  /** Texts that reach out of what holds them. */
  readonly cutTexts: number;
  readonly crossings: number;
  readonly bends: number;
  /** Of all lines, in pixels; a stretch that branches share counts once. */
  readonly length: number;
  readonly area: number;
  /** Width by height. */
  readonly aspect: number;
}

interface Segment {
  readonly line: number;
  readonly from: Point;
  readonly to: Point;
  readonly horizontal: boolean;
}

/** Measures a scene. Counts pairs, in a time that grows with their number: for tests and benchmarks. */
export function measureQuality(scene: Scene): Quality {
  const segments = scene.lines.flatMap((line, index) =>
    line.strokes.flatMap(({ points }) =>
      points.slice(1).map((to, position): Segment => {
        const from = points[position]!;
        return { line: index, from, to, horizontal: Math.abs(from.y - to.y) < Math.abs(from.x - to.x) };
      }),
    ),
  );
  return {
    labelOverlaps: countLabelOverlaps(scene, segments),
    throughBoxes: segments.filter((segment) => scene.cards.some((card) => runsThrough(segment, card.rectangle))).length,
    ...countMeetings(segments),
    boxOverlaps: countBoxOverlaps(scene),
    cutTexts: countCutTexts(scene),
    bends: scene.lines.reduce(
      (sum, line) => sum + line.strokes.reduce((inner, { points }) => inner + Math.max(0, points.length - 2), 0),
      0,
    ),
    length: Math.round(
      segments.reduce((sum, { from, to }) => sum + Math.abs(from.x - to.x) + Math.abs(from.y - to.y), 0),
    ),
    area: scene.width * scene.height,
    aspect: Math.round((100 * scene.width) / Math.max(1, scene.height)) / 100,
  };
}

/** Letters' own box, from the top of capitals to the foot of descenders. */
function textBox(text: SceneText): Rectangle {
  const x = text.anchor === 'middle' ? text.x - text.width / 2 : text.x;
  return { x, y: text.y - 0.75 * text.size, width: text.width, height: text.size };
}

function overlap(a: Rectangle, b: Rectangle, slack = 0.5): boolean {
  return (
    a.x + slack < b.x + b.width &&
    b.x + slack < a.x + a.width &&
    a.y + slack < b.y + b.height &&
    b.y + slack < a.y + a.height
  );
}

function runsThrough({ from, to }: Segment, box: Rectangle, slack = 1): boolean {
  return (
    Math.max(from.x, to.x) > box.x + slack &&
    Math.min(from.x, to.x) < box.x + box.width - slack &&
    Math.max(from.y, to.y) > box.y + slack &&
    Math.min(from.y, to.y) < box.y + box.height - slack
  );
}

function countLabelOverlaps(scene: Scene, segments: readonly Segment[]): number {
  const labels = [
    ...scene.lines.flatMap((line, index) => line.pills.map((pill) => ({ box: pill.rectangle, line: index }))),
    ...scene.frames.flatMap((frame) => frame.title.map((text) => ({ box: textBox(text), line: -1 }))),
  ];
  let count = 0;
  for (const [index, { box, line }] of labels.entries()) {
    for (const other of labels.slice(index + 1)) if (overlap(box, other.box)) count++;
    for (const card of scene.cards) if (overlap(box, card.rectangle)) count++;
    for (const segment of segments) if (segment.line !== line && runsThrough(segment, box)) count++;
  }
  return count;
}

function countMeetings(segments: readonly Segment[]): { crossings: number; lineOverlaps: number } {
  let crossings = 0;
  let lineOverlaps = 0;
  for (const [index, a] of segments.entries())
    for (const b of segments.slice(index + 1)) {
      if (a.line === b.line) continue;
      if (a.horizontal === b.horizontal) {
        if (runAlong(a, b)) lineOverlaps++;
      } else if (cross(a, b)) crossings++;
    }
  return { crossings, lineOverlaps };
}

function cross(a: Segment, b: Segment): boolean {
  const [flat, steep] = a.horizontal ? [a, b] : [b, a];
  return (
    steep.from.x > Math.min(flat.from.x, flat.to.x) &&
    steep.from.x < Math.max(flat.from.x, flat.to.x) &&
    flat.from.y > Math.min(steep.from.y, steep.to.y) &&
    flat.from.y < Math.max(steep.from.y, steep.to.y)
  );
}

function runAlong(a: Segment, b: Segment): boolean {
  const apart = a.horizontal ? Math.abs(a.from.y - b.from.y) : Math.abs(a.from.x - b.from.x);
  if (apart > 2) return false;
  const range = ({ from, to }: Segment): [number, number] =>
    a.horizontal ? [Math.min(from.x, to.x), Math.max(from.x, to.x)] : [Math.min(from.y, to.y), Math.max(from.y, to.y)];
  const [lowA, highA] = range(a);
  const [lowB, highB] = range(b);
  return Math.min(highA, highB) - Math.max(lowA, lowB) > 2;
}

function countBoxOverlaps(scene: Scene): number {
  const siblings = [...scene.cards, ...scene.frames];
  const frames = new Map(scene.frames.map((frame) => [frame.id, frame.rectangle]));
  let count = 0;
  for (const [index, a] of siblings.entries()) {
    for (const b of siblings.slice(index + 1)) if (a.parent === b.parent && overlap(a.rectangle, b.rectangle)) count++;
    const around = a.parent === undefined ? picture(scene) : frames.get(a.parent)!;
    if (!holds(around, a.rectangle)) count++;
  }
  return count;
}

function picture(scene: Scene): Rectangle {
  return { x: 0, y: 0, width: scene.width, height: scene.height };
}

function holds(outer: Rectangle, inner: Rectangle, slack = 0.5): boolean {
  return (
    inner.x >= outer.x - slack &&
    inner.y >= outer.y - slack &&
    inner.x + inner.width <= outer.x + outer.width + slack &&
    inner.y + inner.height <= outer.y + outer.height + slack
  );
}

function countCutTexts(scene: Scene): number {
  const held: [Rectangle, readonly SceneText[]][] = [
    ...scene.cards.map((card): [Rectangle, readonly SceneText[]] => [card.rectangle, [...card.name, ...card.detail]]),
    ...scene.frames.map((frame): [Rectangle, readonly SceneText[]] => [frame.rectangle, frame.title]),
    ...scene.lines.flatMap((line) =>
      line.pills.map((pill): [Rectangle, readonly SceneText[]] => [pill.rectangle, pill.text]),
    ),
    [picture(scene), [...scene.heading, ...(scene.legend?.entries.map((entry) => entry.text) ?? [])]],
  ];
  return held.reduce((sum, [box, texts]) => sum + texts.filter((text) => !holds(box, textBox(text))).length, 0);
}
