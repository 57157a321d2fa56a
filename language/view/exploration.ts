/**
 * How somebody looks at a view just now, beyond what the text says of it: plain data that crosses process borders. Paths
 * that lead nowhere and kinds that are not known are passed over.
 */
export interface Exploration {
  /** Paths of groups and zones drawn closed, and of those drawn open, whatever the view says. */
  readonly closed: readonly string[];
  readonly open: readonly string[];
  /** Whether a large design is first drawn with its groups closed. */
  readonly overview: boolean;
  /** Only what reaches an element, or what it reaches. */
  readonly road?: Road;
}

export const roadDirections = ['in', 'out', 'both'] as const;

/** The elements from which flows lead to one, or to which flows lead from it. */
export interface Road {
  /** Path of the element. */
  readonly path: string;
  readonly direction: (typeof roadDirections)[number];
  /** Flows that are followed one after the other; 0: to the end. */
  readonly depth: number;
  /** Kinds of flows that are followed and drawn; absent: all that the view draws. */
  readonly kinds?: readonly string[];
}
