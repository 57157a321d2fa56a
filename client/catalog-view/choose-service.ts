import * as vscode from 'vscode';
import type { CatalogEntry } from '../../server/protocol.ts';
import { pickTexts } from './catalog-entries.ts';
import type { CatalogStore } from './catalog-store.ts';

/** What is to be done with a chosen service. */
export type ServiceAction = 'open' | 'insert';

interface ServicePick extends vscode.QuickPickItem {
  readonly service: CatalogEntry;
}

const buttons: Readonly<Record<ServiceAction, vscode.QuickInputButton>> = {
  open: { iconPath: new vscode.ThemeIcon('go-to-file'), tooltip: 'Open Service Definition' },
  insert: { iconPath: new vscode.ThemeIcon('add'), tooltip: 'Insert Service' },
};

/**
 * Asks for a service: by any name it has or had. Enter does `action`, a button beside each service the other one.
 * Undefined where nothing was chosen.
 */
export async function chooseService(
  store: CatalogStore,
  action: ServiceAction,
): Promise<{ readonly service: CatalogEntry; readonly action: ServiceAction } | undefined> {
  const pick = vscode.window.createQuickPick<ServicePick>();
  pick.title = action === 'open' ? 'Search Catalog' : 'Insert Service';
  pick.placeholder = 'A name, a former name or an abbreviation';
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.busy = true;
  const other: ServiceAction = action === 'open' ? 'insert' : 'open';
  const subscriptions: vscode.Disposable[] = [pick];
  try {
    return await new Promise((resolve) => {
      subscriptions.push(
        pick.onDidHide(() => resolve(undefined)),
        pick.onDidAccept(() => {
          const [item] = pick.selectedItems;
          if (item) resolve({ service: item.service, action });
        }),
        pick.onDidTriggerItemButton(({ item }) => resolve({ service: item.service, action: other })),
      );
      pick.show();
      void fill(store, pick, other, subscriptions);
    });
  } finally {
    for (const subscription of subscriptions) subscription.dispose();
  }
}

async function fill(
  store: CatalogStore,
  pick: vscode.QuickPick<ServicePick>,
  other: ServiceAction,
  subscriptions: vscode.Disposable[],
): Promise<void> {
  const listing = await store.listing();
  const titles = new Map(listing?.pillars.map(({ id, title }) => [id, title]));
  const items = (listing?.services ?? []).map((service): ServicePick => ({
    ...pickTexts(service, service.pillar === undefined ? undefined : titles.get(service.pillar)),
    service,
    buttons: [buttons[other]],
  }));
  pick.busy = false;
  pick.items = items;
  if (!listing) {
    pick.placeholder = 'The catalog is not there, because the language server is not running';
    return;
  }
  // The list filters by letters; the server knows names in other spellings, and misspelt ones.
  let found: readonly string[] = [];
  const look = async (value: string): Promise<void> => {
    const ids = value.trim() === '' ? [] : await store.search(value);
    if (pick.value !== value || (ids.length === 0 && found.length === 0)) return;
    found = ids;
    const rank = new Map(ids.map((id, index) => [id, index]));
    const place = ({ service }: ServicePick): number => rank.get(service.id) ?? ids.length;
    pick.items = items
      .map((item) => (rank.has(item.service.id) ? { ...item, alwaysShow: true } : item))
      .sort((left, right) => place(left) - place(right));
  };
  subscriptions.push(pick.onDidChangeValue((value) => void look(value)));
  if (pick.value !== '') await look(pick.value);
}
