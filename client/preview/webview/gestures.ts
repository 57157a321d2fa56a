import type { WheelChoice } from '../messages.ts';

/** What gestures ask for. Points are pixels from the canvas's top left corner. */
export interface GestureTarget {
  pan(dx: number, dy: number): void;
  /** Zooms by a factor, around a point or the middle. */
  zoomBy(factor: number, at?: { readonly x: number; readonly y: number }): void;
  zoomTo(scale: number): void;
  fit(): void;
  /** A press without movement on an element of the picture, or on none. */
  press(element: Element, twice: boolean): void;
}

const keyStep = 60;
const keyZoom = 1.2;
/** Movement below this many pixels is a shaky press, not a drag. */
const dragThreshold = 4;
/** Pixels that one line of wheel movement stands for, where a browser counts in lines. */
const wheelLine = 16;

/** Turns pointer, wheel, touch and key events on the canvas into calls of `target`. */
export function listenToGestures(canvas: HTMLElement, target: GestureTarget, wheel: () => WheelChoice): void {
  const pointers = new Map<number, { x: number; y: number }>();
  let dragging = false;
  let pressed: { readonly x: number; readonly y: number; readonly element: Element } | undefined;

  const at = (event: MouseEvent): { x: number; y: number } => {
    const { left, top } = canvas.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const spread = (): { readonly distance: number; readonly middle: { readonly x: number; readonly y: number } } => {
    const [a, b] = [...pointers.values()];
    if (!a || !b) return { distance: 0, middle: { x: 0, y: 0 } };
    return { distance: Math.hypot(a.x - b.x, a.y - b.y), middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } };
  };

  canvas.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 && event.button !== 1) return;
    // The middle button would start the browser's own scrolling.
    if (event.button === 1) event.preventDefault();
    pointers.set(event.pointerId, at(event));
    pressed =
      event.button === 0 && pointers.size === 1 ? { ...at(event), element: event.target as Element } : undefined;
    if (pointers.size > 1) dragging = true;
  });

  canvas.addEventListener('pointermove', (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const now = at(event);
    if (!dragging && pressed && Math.hypot(now.x - pressed.x, now.y - pressed.y) < dragThreshold) return;
    if (!dragging) {
      dragging = true;
      canvas.classList.add('dragging');
    }
    // Only from here on: a captured pointer's click would go to the canvas instead of what was pressed.
    if (!canvas.hasPointerCapture(event.pointerId)) canvas.setPointerCapture(event.pointerId);
    if (pointers.size === 2) {
      const old = spread();
      pointers.set(event.pointerId, now);
      const next = spread();
      if (old.distance > 0 && next.distance > 0) target.zoomBy(next.distance / old.distance, next.middle);
      target.pan(next.middle.x - old.middle.x, next.middle.y - old.middle.y);
    } else if (pointers.size === 1) {
      pointers.set(event.pointerId, now);
      target.pan(now.x - before.x, now.y - before.y);
    }
  });

  const release = (event: PointerEvent): void => {
    if (!pointers.delete(event.pointerId) || pointers.size > 0) return;
    if (!dragging && pressed && event.type === 'pointerup') target.press(pressed.element, false);
    dragging = false;
    pressed = undefined;
    canvas.classList.remove('dragging');
  };
  canvas.addEventListener('pointerup', release);
  canvas.addEventListener('pointercancel', release);
  canvas.addEventListener('dblclick', (event) => target.press(event.target as Element, true));

  canvas.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const unit =
        event.deltaMode === WheelEvent.DOM_DELTA_LINE
          ? wheelLine
          : event.deltaMode === WheelEvent.DOM_DELTA_PAGE
            ? canvas.clientHeight
            : 1;
      const [dx, dy] = [event.deltaX * unit, event.deltaY * unit];
      // A pinch on a trackpad arrives as a wheel with Ctrl held, in small steps.
      const zooms = event.ctrlKey || event.metaKey || (wheel() === 'zoom' && !event.shiftKey);
      if (zooms)
        target.zoomBy(Math.exp(-Math.max(-60, Math.min(60, dy)) * (Math.abs(dy) < 20 ? 0.01 : 0.004)), at(event));
      else if (event.shiftKey && dx === 0) target.pan(-dy, 0);
      else target.pan(-dx, -dy);
    },
    { passive: false },
  );

  canvas.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.shiftKey ? keyStep * 4 : keyStep;
    const actions = new Map<string, () => void>([
      ['ArrowLeft', () => target.pan(step, 0)],
      ['ArrowRight', () => target.pan(-step, 0)],
      ['ArrowUp', () => target.pan(0, step)],
      ['ArrowDown', () => target.pan(0, -step)],
      ['PageUp', () => target.pan(0, canvas.clientHeight * 0.8)],
      ['PageDown', () => target.pan(0, -canvas.clientHeight * 0.8)],
      ['+', () => target.zoomBy(keyZoom)],
      ['=', () => target.zoomBy(keyZoom)],
      ['-', () => target.zoomBy(1 / keyZoom)],
      ['_', () => target.zoomBy(1 / keyZoom)],
      ['0', () => target.fit()],
      ['1', () => target.zoomTo(1)],
    ]);
    const action = actions.get(event.key);
    if (!action) return;
    event.preventDefault();
    action();
  });
}
