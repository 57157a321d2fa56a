import { cardKinds, sceneMarks, strokeKinds } from '../../../language/layout/scene.ts';
import type {
  Point,
  Rectangle,
  Scene,
  SceneCard,
  SceneColumn,
  SceneFlow,
  SceneFrame,
  SceneGap,
  SceneHead,
  SceneLegend,
  SceneLegendEntry,
  SceneLine,
  SceneMark,
  ScenePill,
  ScenePillMark,
  SceneStroke,
  SceneText,
} from '../../../language/layout/scene.ts';
import { directions, elementStatuses, pillars } from '../../../language/model/vocabulary.ts';
import { count, finite, flag, list, oneOf, optional, record, tagged, text } from '../shape.ts';
import type { Guard } from '../shape.ts';

/** Longer than any label the language lets through. */
const words = text(20_000);
/** Ids that the layout made: they go into attributes. */
const id: Guard<string> = (value): value is string => typeof value === 'string' && /^[a-z][\w.-]{0,60}$/i.test(value);

const span = record<SceneCard['span']>({ uri: words, start: count, end: count });
const point = record<Point>({ x: finite, y: finite });
const toward = oneOf(['right', 'left', 'down', 'up']);
const rectangle = record<Rectangle>({ x: finite, y: finite, width: finite, height: finite });
const sceneText = record<SceneText>({
  text: words,
  x: finite,
  y: finite,
  size: finite,
  weight: oneOf([400, 600]),
  anchor: oneOf(['start', 'middle']),
  width: finite,
});
const texts = list(sceneText, 1000);
const mark = record<SceneMark>({ x: finite, y: finite, kind: oneOf(sceneMarks), size: finite });
const item = { id, key: words, description: words } as const;

const frame = record<SceneFrame>({
  ...item,
  kind: oneOf(['group', 'zone']),
  element: words,
  path: words,
  span,
  nameSpan: span,
  parent: optional(id),
  depth: count,
  rectangle,
  status: optional(oneOf(elementStatuses)),
  title: texts,
  marks: list(mark, 100),
  gaps: list(record<SceneGap>({ x: finite, y: finite, length: finite, axis: oneOf(['horizontal', 'vertical']) })),
});

const card = record<SceneCard>({
  ...item,
  kind: oneOf(cardKinds),
  element: words,
  path: words,
  span,
  nameSpan: span,
  parent: optional(id),
  rectangle,
  pillar: optional(oneOf(pillars)),
  glyph: text(100),
  status: optional(oneOf(elementStatuses)),
  caption: optional(texts),
  name: texts,
  detail: texts,
  glyphArea: rectangle,
  marks: list(mark, 100),
  elements: list(words),
});

const flow = record<SceneFlow>({
  id: words,
  kind: oneOf(strokeKinds),
  source: words,
  target: words,
  label: optional(words),
  derived: flag,
  span,
});

const line = record<SceneLine>({
  ...item,
  from: list(id),
  to: list(id),
  kinds: list(oneOf(strokeKinds), 100),
  flows: list(flow),
  derived: flag,
  strokes: list(record<SceneStroke>({ kind: oneOf(strokeKinds), points: list(point) })),
  heads: list(record<SceneHead>({ x: finite, y: finite, kind: oneOf(strokeKinds), toward })),
  pills: list(
    record<ScenePill>({
      rectangle,
      marks: list(
        record<ScenePillMark>({
          x: finite,
          y: finite,
          kind: oneOf(strokeKinds),
          width: finite,
          toward,
          both: optional(flag),
        }),
        1000,
      ),
      signs: list(mark, 100),
      text: texts,
      derived: flag,
    }),
  ),
});

type Sample = SceneLegendEntry['sample'];
const sample = tagged<Sample>({
  flow: record({ type: oneOf(['flow']), kind: oneOf(strokeKinds) }),
  mark: record({ type: oneOf(['mark']), mark: oneOf(sceneMarks) }),
  pillar: record({ type: oneOf(['pillar']), pillar: oneOf(pillars), glyph: text(100) }),
  sign: record({ type: oneOf(['sign']), sign: oneOf(['derived', 'bundle', 'outside-catalog']) }),
});

/** Whether a value is a scene that can be drawn: every number finite, every kind known. */
export const isScene: Guard<Scene> = record<Scene>({
  view: record<Scene['view']>({ name: words, title: words }),
  title: words,
  description: text(1_000_000),
  direction: oneOf(directions),
  width: finite,
  height: finite,
  heading: texts,
  frames: list(frame),
  columns: optional(list(record<SceneColumn>({ rectangle, title: texts }), 1000)),
  cards: list(card),
  lines: list(line),
  legend: optional(
    record<SceneLegend>({
      rectangle,
      entries: list(record<SceneLegendEntry>({ sample, area: rectangle, text: sceneText }), 1000),
    }),
  ),
  notices: list(words, 1000),
});
