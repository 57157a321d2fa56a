/** What is drawn of a design, sized but not placed. Opaque to hosts: `layoutView` turns it into a `Scene`. */
export interface ViewGraph {
  readonly view: { readonly name: string; readonly title: string };
}
