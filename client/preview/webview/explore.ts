/** Changes of how a view is looked at, as plain functions. */
import type { Exploration, Road } from '../messages.ts';

/** Draws a group or zone closed or open from now on. */
export function setClosed(exploration: Exploration, path: string, closed: boolean): Exploration {
  const without = (paths: readonly string[]): readonly string[] => paths.filter((other) => other !== path);
  return {
    ...exploration,
    closed: closed ? [...without(exploration.closed), path] : without(exploration.closed),
    open: closed ? without(exploration.open) : [...without(exploration.open), path],
  };
}

/** Draws all of these closed, or everything open. */
export function setAllClosed(exploration: Exploration, paths: readonly string[], closed: boolean): Exploration {
  return {
    ...exploration,
    closed: closed ? paths : [],
    open: closed ? [] : paths,
    overview: closed && exploration.overview,
  };
}

/** Draws only a road, or the whole view again. */
export function setRoad(exploration: Exploration, road: Road | undefined): Exploration {
  const { road: _before, ...rest } = exploration;
  return road === undefined ? rest : { ...rest, road };
}

/** Draws a large design with its groups closed, or everything. */
export function setOverview(exploration: Exploration, overview: boolean): Exploration {
  return overview ? { ...exploration, overview, open: [] } : { ...exploration, overview };
}

/** Whether anything was changed about the view. */
export function isExplored(exploration: Exploration): boolean {
  return exploration.closed.length + exploration.open.length > 0 || exploration.road !== undefined;
}
