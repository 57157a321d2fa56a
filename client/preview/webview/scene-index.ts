import type { Rectangle, Scene, SceneCard, SceneFlow, SceneFrame, SceneLine } from '../../../language/layout/scene.ts';
import type { PictureElement, PictureFinding } from '../messages.ts';

export type SceneBox = SceneCard | SceneFrame;

/** One flow seen from one of its ends. */
export interface FlowEnd {
  readonly flow: SceneFlow;
  /** Id of the line that draws it. */
  readonly line: string;
  readonly outward: boolean;
  /** Label of the other end, and the id of the box that stands for it. */
  readonly other: string;
  readonly otherBox?: string;
}

/** A picture with what is known of it, looked up by ids, keys and paths. */
export class SceneIndex {
  readonly scene: Scene;
  readonly elements: readonly PictureElement[];
  readonly findings: readonly PictureFinding[];
  readonly #boxes = new Map<string, SceneBox>();
  readonly #lines = new Map<string, SceneLine>();
  readonly #boxOfPath = new Map<string, SceneBox>();
  readonly #elementOfPath = new Map<string, PictureElement>();
  readonly #ids = new Map<string, string>();

  constructor(scene: Scene, elements: readonly PictureElement[], findings: readonly PictureFinding[]) {
    this.scene = scene;
    this.elements = elements;
    this.findings = findings;
    for (const element of elements) this.#elementOfPath.set(element.path, element);
    for (const frame of scene.frames) this.#boxOfPath.set(frame.path, frame);
    for (const card of scene.cards) for (const path of card.elements) this.#boxOfPath.set(path, card);
    for (const box of [...scene.frames, ...scene.cards]) {
      this.#boxes.set(box.id, box);
      this.#ids.set(box.key, box.id);
    }
    for (const line of scene.lines) {
      this.#lines.set(line.id, line);
      this.#ids.set(line.key, line.id);
    }
  }

  box(id: string): SceneBox | undefined {
    return this.#boxes.get(id);
  }

  line(id: string): SceneLine | undefined {
    return this.#lines.get(id);
  }

  /** The box that stands for an element: its own, or the closed one around it. */
  boxOfPath(path: string): SceneBox | undefined {
    return this.#boxOfPath.get(path);
  }

  element(path: string): PictureElement | undefined {
    return this.#elementOfPath.get(path);
  }

  idOf(key: string | undefined): string | undefined {
    return key === undefined ? undefined : this.#ids.get(key);
  }

  keyOf(id: string): string | undefined {
    return (this.#boxes.get(id) ?? this.#lines.get(id))?.key;
  }

  /** What is shown for an element. */
  labelOf(path: string): string {
    return this.#elementOfPath.get(path)?.label ?? path.split('/').at(-1) ?? path;
  }

  /** Indexes of the findings about an item: for a closed container also about what it holds. */
  findingsOf(id: string): readonly number[] {
    const box = this.#boxes.get(id);
    const paths = new Set(box && ('elements' in box ? box.elements : [box.path]));
    const flows = new Set(this.#lines.get(id)?.flows.map((flow) => flow.id));
    return this.findings.flatMap(({ element, flow }, index) =>
      (element !== undefined && paths.has(element)) || (flow !== undefined && flows.has(flow)) ? [index] : [],
    );
  }

  /** The flows to and from a box, those that go out first. */
  flowsOf(id: string): readonly FlowEnd[] {
    const box = this.#boxes.get(id);
    if (!box) return [];
    const own = new Set('elements' in box ? box.elements : [box.path]);
    const ends = this.scene.lines.flatMap((line) =>
      line.flows.flatMap((flow): FlowEnd[] => {
        const outward = own.has(flow.source);
        if (outward === own.has(flow.target)) return [];
        const path = outward ? flow.target : flow.source;
        return [{ flow, line: line.id, outward, other: this.labelOf(path), otherBox: this.boxOfPath(path)?.id }];
      }),
    );
    return [...ends.filter(({ outward }) => outward), ...ends.filter(({ outward }) => !outward)];
  }

  /** The lines that lead from a box, or to it. */
  linesAt(id: string, outward: boolean): readonly SceneLine[] {
    return this.scene.lines.filter((line) => (outward ? line.from : line.to).includes(id));
  }

  /** Where an item lies: a line as the room that its strokes take. */
  rectangleOf(id: string): Rectangle | undefined {
    const box = this.#boxes.get(id);
    if (box) return box.rectangle;
    const points = this.#lines.get(id)?.strokes.flatMap((stroke) => stroke.points) ?? [];
    if (points.length === 0) return undefined;
    const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
    const [x, y] = [Math.min(...xs), Math.min(...ys)];
    return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
  }
}
