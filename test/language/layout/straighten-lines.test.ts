import assert from 'node:assert/strict';
import { straightenLines } from '../../../language/layout/straighten-lines.ts';
import type { PlacedPill, Placement } from '../../../language/layout/placement.ts';
import type { Point, Rectangle } from '../../../language/layout/scene.ts';
import { buildView } from '../../../language/view/build-view.ts';
import { modelOf } from '../design-model.ts';
import { pillOfLine } from '../../../language/view/line-pills.ts';

/** A placement of a design whose boxes and lines, in the order of the text, lie as told. */
function placed(text: string, boxes: readonly Rectangle[], courses: readonly (readonly [number, number][])[]) {
  const graph = buildView(modelOf(text));
  const points = courses.map((course) => course.map(([x, y]): Point => ({ x, y })));
  return { graph, width: 1000, height: 600, boxes, courses: points, pills: [], trunks: [] } satisfies Placement;
}

const box = (x: number, y: number): Rectangle => ({ x, y, width: 176, height: 52 });
const two = 'component a "A"\ncomponent b "B"\na -> b : signal';
const three = 'component a "A"\ncomponent b "B"\ncomponent c "C"\na -> b : signal';
/** Out of a box whose middle is at 26, a step of 14 down, into one whose middle is at 40. */
const step: [number, number][] = [
  [176, 26],
  [300, 26],
  [300, 40],
  [500, 40],
];

describe('straightening lines', () => {
  it('takes out a step where an end of the line may as well lie a little further along its box', () => {
    const { courses } = straightenLines(placed(two, [box(0, 0), box(500, 14)], [step]));
    assert.deepEqual(courses, [
      [
        { x: 176, y: 40 },
        { x: 500, y: 40 },
      ],
    ]);
  });

  it('takes the label along', () => {
    const before = placed(`${two} "Telemetry"`, [box(0, 0), box(500, 14)], [step]);
    const pill = pillOfLine(before.graph.lines[0]!)!;
    const rectangle = { x: 200, y: 26 - pill.height / 2, width: pill.width, height: pill.height };
    const label: PlacedPill = { pill, line: 0, rectangle };
    const { courses, pills } = straightenLines({ ...before, pills: [label] });
    assert.equal(courses[0]!.length, 2);
    assert.equal(pills[0]!.rectangle.y + pill.height / 2, courses[0]![0]!.y);
  });

  it('keeps a step that goes around a box', () => {
    const boxes = [box(0, 20), box(700, 20), box(320, 44)];
    const around: [number, number][] = [
      [176, 40],
      [250, 40],
      [250, 26],
      [600, 26],
      [600, 40],
      [700, 40],
    ];
    assert.deepEqual(straightenLines(placed(three, boxes, [around])).courses[0]!.length, 6);
  });

  it('keeps a step where the line would come too near to another', () => {
    const boxes = [box(0, 0), box(500, 30), box(500, 100)];
    const text = `${three}\na -> c : alert`;
    const other: [number, number][] = [
      [176, 40],
      [280, 40],
      [280, 126],
      [500, 126],
    ];
    const { courses } = straightenLines(placed(text, boxes, [step, other]));
    assert.deepEqual(
      courses[0]!,
      step.map(([x, y]) => ({ x, y })),
    );
  });

  it('straightens the branches of a trunk together', () => {
    const boxes = [box(0, 0), box(0, 100), box(600, 20)];
    const text = 'component a "A"\ncomponent b "B"\ncomponent c "C"\na, b -> c : alert';
    const first: [number, number][] = [
      [176, 26],
      [220, 26],
      [220, 30],
      [500, 30],
      [500, 46],
      [600, 46],
    ];
    const second: [number, number][] = [[176, 126], [220, 126], ...first.slice(2)];
    const before = placed(text, boxes, [first, second]);
    const trunk = { index: 0, hub: 2, end: 'target' as const, hubLast: true, lines: [0, 1], sharesLabels: true };
    const { courses } = straightenLines({ ...before, trunks: [trunk] });
    const [a, b] = courses;
    assert.equal(a!.length, 2);
    assert.equal(b!.length, 4);
    assert.equal(a!.at(-1)!.y, b!.at(-1)!.y);
  });

  it('does the same for a picture that flows downwards', () => {
    const down = `${two}\nview v "V" { direction down }`;
    const boxes = [box(0, 0), box(14, 300)];
    const course: [number, number][] = [
      [88, 52],
      [88, 100],
      [102, 100],
      [102, 300],
    ];
    assert.deepEqual(straightenLines(placed(down, boxes, [course])).courses[0]!.length, 2);
  });
});
