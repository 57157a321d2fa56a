import type { CatalogEntry, CatalogListing } from '../../server/protocol.ts';

/** Services under one heading of the view. */
export interface CatalogGroup {
  /** A pillar's id, or what no pillar has: `own` or `other`. */
  readonly id: string;
  readonly title: string;
  readonly services: readonly CatalogEntry[];
}

/** An icon of the editor's own set, with the name of the theme colour it has where it should stand out. */
export interface StatusIcon {
  readonly name: string;
  readonly color?: string;
}

const icons: Readonly<Record<string, StatusIcon>> = {
  active: { name: 'shield' },
  preview: { name: 'beaker' },
  legacy: { name: 'archive' },
  converging: { name: 'git-merge' },
  retiring: { name: 'clock', color: 'list.warningForeground' },
  retired: { name: 'circle-slash', color: 'list.errorForeground' },
  environment: { name: 'globe' },
};

/** Other names in use can be whole phrases; those are in the tooltip. */
const longestAbbreviation = 10;

/** The icon that stands for a status; no status is told by it alone. */
export function statusIcon(status: string): StatusIcon {
  return (Object.hasOwn(icons, status) ? icons[status] : undefined) ?? icons['active']!;
}

/** The services by pillar, those of the workspace first and by themselves. Groups with nothing in them are left out. */
export function groupsOf({ pillars, services }: CatalogListing): CatalogGroup[] {
  const known = new Set(pillars.map(({ id }) => id));
  const builtIn = services.filter((service) => service.builtIn);
  return [
    { id: 'own', title: 'Services of this workspace', services: services.filter((service) => !service.builtIn) },
    ...pillars.map(({ id, title }) => ({ id, title, services: builtIn.filter(({ pillar }) => pillar === id) })),
    {
      id: 'other',
      title: 'Other',
      services: builtIn.filter(({ pillar }) => pillar === undefined || !known.has(pillar)),
    },
  ].filter((group) => group.services.length > 0);
}

/** What stands behind a service's name in the view, where there is little room: status, date, abbreviations. */
export function entryDescription({ abbreviations, status, statusText, statusDate }: CatalogEntry): string {
  const abbreviated = abbreviations.filter((name) => name.length <= longestAbbreviation);
  const told = statusText === undefined ? [] : [[status, statusDate].filter((part) => part).join(' ')];
  return [...told, ...abbreviated.slice(0, 2)].join(' · ');
}

/** What a screen reader says of a service in the view. */
export function entryLabel({ name, id, statusText }: CatalogEntry): string {
  return [name, id, ...(statusText === undefined ? [] : [statusText])].join(', ');
}

/** The lines of a service's tooltip, the name first. Plain text. */
export function entryTooltip(entry: CatalogEntry): string[] {
  const { name, id, abbreviations, formerNames, statusText, description } = entry;
  return [
    name,
    [id, ...abbreviations].join(' · '),
    ...(description === '' ? [] : [description]),
    ...(statusText === undefined ? [] : [statusText]),
    ...(formerNames.length === 0 ? [] : [`Formerly ${formerNames.join(', ')}`]),
  ];
}

/** What a service has to be found by in a list that filters what it shows: every name of it stands somewhere. */
export function pickTexts(
  entry: CatalogEntry,
  pillarTitle: string | undefined,
): { readonly label: string; readonly description: string; readonly detail: string } {
  const { short, name, id, abbreviations, formerNames, statusText } = entry;
  const { name: icon } = statusIcon(entry.status);
  return {
    label: `$(${icon}) ${withoutIcons(short)}`,
    description: withoutIcons([id, ...abbreviations].join(' · ')),
    detail: withoutIcons(
      [
        ...(name === short ? [] : [name]),
        ...(statusText === undefined ? [] : [statusText]),
        ...(pillarTitle === undefined ? [] : [pillarTitle]),
        ...(formerNames.length === 0 ? [] : [`formerly ${formerNames.join(', ')}`]),
      ].join(' · '),
    ),
  };
}

/** Lists show `$(name)` as an icon; in what somebody wrote it is text. */
function withoutIcons(text: string): string {
  return text.replaceAll('$(', '$\u200b(');
}
