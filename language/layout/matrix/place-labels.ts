import type { ViewPill } from '../../view/view-graph.ts';
import type { Point, Rectangle } from '../scene.ts';
import type { Route } from './route-matrix.ts';

/** A label with its room; `stroke` counts the strokes of its route. */
export interface PlacedLabel {
  readonly route: number;
  readonly stroke: number;
  readonly pill: ViewPill;
  readonly rectangle: Rectangle;
}

/** What it counts when a label covers the border of a frame: as much as so many pixels off the middle. */
const borderLoss = 70;
/** Distance between the places that are tried along a line. */
const step = 8;

/**
 * Finds for each label a place on its line where it covers nothing else: in the middle of a long stretch if it can be.
 * Where there is none, it covers as little as possible, and no box.
 */
export function placeLabels(
  routes: readonly Route[],
  obstacles: readonly Rectangle[],
  frames: readonly Rectangle[],
): PlacedLabel[] {
  const segments = routes.flatMap(({ strokes }, route) =>
    strokes.flatMap(({ points }) =>
      points
        .slice(1)
        .map((to, index) => ({ route, box: stretch(points[index]!, to), at: [points[index]!, to] as const })),
    ),
  );
  const wanted = routes.flatMap(({ strokes }, route) =>
    strokes.flatMap(({ pill, points }, stroke) => (pill ? [{ route, stroke, pill, points }] : [])),
  );
  // Those with the least choice first.
  const length = ({ points }: { points: readonly Point[] }): number =>
    points
      .slice(1)
      .reduce((sum, to, index) => sum + Math.abs(to.x - points[index]!.x) + Math.abs(to.y - points[index]!.y), 0);
  const placed: PlacedLabel[] = [];
  for (const { route, stroke, pill, points } of [...wanted].sort((a, b) => length(a) - length(b))) {
    let best: { loss: number; rectangle: Rectangle } | undefined;
    for (const { x, y, loss } of places(points, pill)) {
      if (best && loss >= best.loss) continue;
      const rectangle = { x: x - pill.width / 2, y: y - pill.height / 2, width: pill.width, height: pill.height };
      if (
        obstacles.some((box) => overlap(rectangle, box, 2)) ||
        placed.some((other) => overlap(rectangle, other.rectangle, 3))
      )
        continue;
      const covered = segments.filter(
        (segment) => segment.route !== route && overlap(rectangle, segment.box, 3),
      ).length;
      const bent = segments.filter(
        (segment) => segment.route === route && !points.includes(segment.at[0]) && overlap(rectangle, segment.box, 0),
      ).length;
      const cut = frames.filter((frame) => overlap(rectangle, frame, 2) && !holds(frame, rectangle)).length;
      const whole = loss + covered * 10_000 + bent * 400 + cut * borderLoss;
      if (!best || whole < best.loss) best = { loss: whole, rectangle };
    }
    if (best) placed.push({ route, stroke, pill, rectangle: best.rectangle });
  }
  return placed;
}

/** Middles that a label may have, and how bad each is. */
function* places(points: readonly Point[], pill: ViewPill): Generator<Point & { loss: number }> {
  for (let index = 1; index < points.length; index++) {
    const a = points[index - 1]!;
    const b = points[index]!;
    const lying = Math.abs(a.y - b.y) < 0.01;
    const length = Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
    const room = length - (lying ? pill.width : pill.height);
    // An end of the line needs to be seen, with its arrowhead.
    const ends = (index === 1 ? 12 : 0) + (index === points.length - 1 ? 18 : 0);
    const short = room < ends + 8 ? 2_000 - room : 0;
    for (let along = (length / 2) % step; along <= length; along += step) {
      const share = length === 0 ? 0 : along / length;
      const fromMiddle = Math.abs(along - length / 2);
      yield {
        x: a.x + (b.x - a.x) * share,
        y: a.y + (b.y - a.y) * share,
        loss:
          short + fromMiddle + (lying ? 0 : 60) - Math.min(length, 400) / 4 + Math.max(0, fromMiddle - room / 2) * 10,
      };
    }
  }
}

function stretch(a: Point, b: Point): Rectangle {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
}

function overlap(a: Rectangle, b: Rectangle, slack: number): boolean {
  return (
    a.x - slack < b.x + b.width &&
    b.x < a.x + a.width + slack &&
    a.y - slack < b.y + b.height &&
    b.y < a.y + a.height + slack
  );
}

function holds(outer: Rectangle, inner: Rectangle): boolean {
  return (
    inner.x > outer.x + 2 &&
    inner.y > outer.y + 2 &&
    inner.x + inner.width < outer.x + outer.width - 2 &&
    inner.y + inner.height < outer.y + outer.height - 2
  );
}
