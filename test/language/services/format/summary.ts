import type { Project } from '../../../../language/pipeline.ts';

/**
 * Everything that a design says, as text, without places: two texts with one summary mean the same. What rules find is in
 * it too, since a rule may not look at white space.
 */
export function summaryOf(project: Project, uri: string): string {
  const model = project.model(uri)!;
  const { catalog: _, ...rest } = model;
  const shown = new Set<unknown>();
  const said = JSON.stringify(
    rest,
    (key, value: unknown) => {
      if (/span$|^(?:spans|statement|parent|place|service|derivedFrom|line|start|end)$/i.test(key)) {
        return key === 'service' ? (value as { id?: string } | undefined)?.id : undefined;
      }
      if (value instanceof Map) return [...(value as Map<unknown, unknown>)];
      if (
        typeof value === 'object' &&
        value !== null &&
        !Array.isArray(value) &&
        'path' in value &&
        'children' in value
      ) {
        // An element is said in full once, and then by its name.
        if (shown.has(value)) return value.path;
        shown.add(value);
      }
      return value;
    },
    1,
  );
  const findings = project
    .findings(uri)
    .map(
      ({ rule, severity, span }) =>
        `${rule} ${severity} ${project.parsed(uri)!.text.slice(span.start, span.start + 1)}`,
    )
    .sort();
  return `${said}\n${findings.join('\n')}`;
}
