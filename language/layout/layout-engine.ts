/**
 * The ability to lay out one graph. The product's engine is ELK in a worker (`createWorkerEngine`); tests may pass
 * another. Graphs go in and come out as ELK JSON.
 */
export interface LayoutEngine {
  /**
   * Lays out one graph. Rejects with a `LayoutError` when the engine fails or its deadline passes, and with the
   * signal's reason when `signal` is aborted; after either the engine can be used again.
   */
  layout(graph: ElkGraph, signal?: AbortSignal): Promise<ElkGraph>;
  /**
   * Starts the engine, with so many workers at most, and has it lay out something while nothing waits, so that the first
   * real layout is quick. Never rejects.
   */
  warmUp(workers?: number): Promise<void>;
  /** Ends the worker; pending layouts reject. */
  dispose(): void;
}

/** Why a layout could not be had. */
export class LayoutError extends Error {
  readonly reason: 'deadline' | 'crash' | 'failure' | 'disposed';

  constructor(reason: LayoutError['reason'], message: string) {
    super(message);
    this.name = 'LayoutError';
    this.reason = reason;
  }
}

/** What is used of ELK's JSON format. */
export interface ElkGraph {
  readonly id: string;
  x?: number;
  y?: number;
  width?: number;
  height?: number;
  readonly layoutOptions?: Readonly<Record<string, string>>;
  /** Spacings of this node that differ from its graph's. */
  readonly individualSpacings?: Readonly<Record<string, string>>;
  readonly children?: ElkGraph[];
  readonly ports?: ElkPort[];
  readonly edges?: ElkEdge[];
}

export interface ElkPort {
  readonly id: string;
  x?: number;
  y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly layoutOptions?: Readonly<Record<string, string>>;
}

export interface ElkEdge {
  readonly id: string;
  readonly sources: readonly string[];
  readonly targets: readonly string[];
  readonly layoutOptions?: Readonly<Record<string, string>>;
  sections?: ElkSection[];
}

export interface ElkSection {
  startPoint: { x: number; y: number };
  endPoint: { x: number; y: number };
  bendPoints?: { x: number; y: number }[];
}
