/** A queue of states that gives the one of the lowest priority, of equals the one that came first. */
export class StateQueue {
  /** Of the state that was given last. */
  priority = 0;
  readonly #priorities: number[] = [];
  readonly #orders: number[] = [];
  readonly #states: number[] = [];
  #order = 0;

  push(priority: number, state: number): void {
    const order = this.#order++;
    let at = this.#states.length;
    this.#states.push(state);
    this.#priorities.push(priority);
    this.#orders.push(order);
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (this.#priorities[above]! <= priority) break;
      this.#move(above, at);
      at = above;
    }
    this.#set(at, priority, order, state);
  }

  /** The next state; -1 where there is none. */
  pop(): number {
    const first = this.#states[0];
    if (first === undefined) return -1;
    this.priority = this.#priorities[0]!;
    const state = this.#states.pop()!;
    const priority = this.#priorities.pop()!;
    const order = this.#orders.pop()!;
    const size = this.#states.length;
    if (size === 0) return first;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= size) break;
      if (below + 1 < size && this.#isBefore(below + 1, this.#priorities[below]!, this.#orders[below]!)) below++;
      if (!this.#isBefore(below, priority, order)) break;
      this.#move(below, at);
      at = below;
    }
    this.#set(at, priority, order, state);
    return first;
  }

  #isBefore(at: number, priority: number, order: number): boolean {
    const own = this.#priorities[at]!;
    return own < priority || (own === priority && this.#orders[at]! < order);
  }

  #move(from: number, to: number): void {
    this.#set(to, this.#priorities[from]!, this.#orders[from]!, this.#states[from]!);
  }

  #set(at: number, priority: number, order: number, state: number): void {
    this.#priorities[at] = priority;
    this.#orders[at] = order;
    this.#states[at] = state;
  }
}
