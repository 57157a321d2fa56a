import type { Arrangement, ArchitectureModel, Element, View } from './model.ts';
import type { Pillar } from './vocabulary.ts';

/** What stands where in a view that is arranged as a table. */
export interface ArrangedElements {
  readonly rows: readonly ArrangedRow[];
  readonly columns: readonly ArrangedColumn[];
  /** Drawn elements that stand in no row, outermost first: they are drawn beside the table. */
  readonly beside: readonly Element[];
  /** Elements in more than one of the rows, each with the row that it is left out of. */
  readonly repeated: readonly { readonly element: Element; readonly row: number; readonly first: number }[];
}

export interface ArrangedRow {
  readonly element: Element;
  /** Place among the rows as written. */
  readonly written: number;
  /** What belongs to no column: it is drawn across all of them. */
  readonly across: readonly Element[];
  /** One for each column. */
  readonly cells: readonly ArrangedCell[];
}

export interface ArrangedCell {
  /** The container of the row that has the column's name, where there is one. */
  readonly holder?: Element;
  readonly items: readonly Element[];
}

export interface ArrangedColumn {
  readonly title: string;
  readonly element?: Element;
  readonly pillar?: Pillar;
  /** Place among the columns as written. */
  readonly written: number;
}

/**
 * Sorts the elements of a view into the rows and columns of its arrangement. A column named by a container holds what
 * stands in that container and in those of the same text; one named by a pillar holds the services of that pillar. A
 * threat stands in the column of what it targets, and a container in the column that all it holds share.
 */
export function arrangeElements(model: ArchitectureModel, view: View, arrangement: Arrangement): ArrangedElements {
  return new Sorting(model, view, arrangement).result();
}

/** Elements that hold nothing, in a cell or a container. */
export function countLeaves(elements: readonly Element[]): number {
  return elements.reduce((sum, element) => sum + (isContainer(element) ? countLeaves(element.children) : 1), 0);
}

function isContainer(element: Element): boolean {
  return element.kind === 'group' || element.kind === 'zone';
}

class Sorting {
  readonly #model: ArchitectureModel;
  readonly #drawn: ReadonlySet<Element>;
  readonly #rows: readonly { readonly element: Element; readonly written: number }[];
  readonly #rowElements: ReadonlySet<Element>;
  readonly #columns: readonly ArrangedColumn[];
  readonly #repeated: { element: Element; row: number; first: number }[] = [];
  readonly #columnOf = new Map<Element, number | undefined>();
  readonly #targets: ReadonlyMap<Element, readonly Element[]>;

  constructor(model: ArchitectureModel, view: View, arrangement: Arrangement) {
    this.#model = model;
    // A container is drawn for what it holds.
    const drawn = new Set<Element>();
    for (const element of view.elements)
      for (let at: Element | undefined = element; at && !drawn.has(at); at = at.parent) drawn.add(at);
    this.#drawn = drawn;
    const rows: { element: Element; written: number }[] = [];
    for (const [written, { element }] of arrangement.rows.entries()) {
      if (!element) continue;
      const same = rows.find((row) => row.element === element);
      if (same) this.#repeated.push({ element, row: written, first: same.written });
      else if (drawn.has(element)) rows.push({ element, written });
    }
    this.#rows = rows;
    this.#rowElements = new Set(rows.map(({ element }) => element));
    this.#columns = arrangement.columns.flatMap(({ element, pillar, text }, written): ArrangedColumn[] =>
      element || pillar ? [{ title: element?.label || text, element, pillar, written }] : [],
    );
    this.#targets = new Map(
      model.threats.map((threat) => [threat.element, threat.targets.flatMap((target) => target.element ?? [])]),
    );
    for (const row of rows)
      for (let around = row.element.parent; around; around = around.parent) {
        const outer = rows.find(({ element }) => element === around);
        if (outer) this.#repeated.push({ element: row.element, row: outer.written, first: row.written });
      }
  }

  result(): ArrangedElements {
    const rows = this.#rows.map((row) => this.#sortRow(row));
    return { rows, columns: this.#columns, beside: this.#beside(this.#model.roots), repeated: this.#repeated };
  }

  #sortRow({ element, written }: { element: Element; written: number }): ArrangedRow {
    const across: Element[] = [];
    const cells = this.#columns.map((): { holder?: Element; items: Element[] } => ({ items: [] }));
    const sort = (container: Element): void => {
      for (const child of container.children) {
        if (!this.#drawn.has(child) || this.#rowElements.has(child)) continue;
        const held = this.#heldBy(child);
        if (held !== undefined) {
          const cell = cells[held]!;
          cell.holder ??= child;
          cell.items.push(...child.children.filter((inner) => this.#drawn.has(inner) && !this.#rowElements.has(inner)));
          continue;
        }
        const column = this.#columns.length === 0 ? undefined : this.#column(child);
        if (column !== undefined) cells[column]!.items.push(child);
        else if (isContainer(child) && this.#reachesColumn(child)) sort(child);
        else across.push(child);
      }
    };
    sort(element);
    return { element, written, across, cells };
  }

  /** The column that a container is, by itself or by its text. */
  #heldBy(element: Element): number | undefined {
    if (!isContainer(element)) return undefined;
    const own = this.#columns.findIndex((column) => column.element === element);
    if (own >= 0) return own;
    const same = this.#columns.findIndex((column) => column.element && column.title === element.label);
    return same >= 0 ? same : undefined;
  }

  #column(element: Element): number | undefined {
    if (this.#columnOf.has(element)) return this.#columnOf.get(element);
    this.#columnOf.set(element, undefined);
    const column = this.#findColumn(element);
    this.#columnOf.set(element, column);
    return column;
  }

  #findColumn(element: Element): number | undefined {
    for (let around: Element | undefined = element; around; around = around.parent) {
      const held = this.#heldBy(around);
      if (held !== undefined) return held;
    }
    if (element.kind === 'threat') {
      for (const target of this.#targets.get(element) ?? []) {
        const column = this.#column(target);
        if (column !== undefined) return column;
      }
      return undefined;
    }
    if (isContainer(element)) {
      const columns = new Set(element.children.map((child) => this.#column(child)));
      const [only] = columns;
      return columns.size === 1 ? only : undefined;
    }
    const pillar = element.service?.pillar ?? element.properties.pillar;
    const column = pillar ? this.#columns.findIndex((other) => other.pillar === pillar) : -1;
    return column >= 0 ? column : undefined;
  }

  /** Whether anything in a container belongs to a column. */
  #reachesColumn(container: Element): boolean {
    return container.children.some(
      (child) => this.#column(child) !== undefined || (isContainer(child) && this.#reachesColumn(child)),
    );
  }

  #beside(elements: readonly Element[]): Element[] {
    return elements.flatMap((element) => {
      if (!this.#drawn.has(element) || this.#rowElements.has(element)) return [];
      return this.#holdsRow(element) ? this.#beside(element.children) : [element];
    });
  }

  #holdsRow(element: Element): boolean {
    return element.children.some((child) => this.#rowElements.has(child) || this.#holdsRow(child));
  }
}
