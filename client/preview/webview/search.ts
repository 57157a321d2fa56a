import { make } from './page.ts';
import type { SceneIndex } from './scene-index.ts';
import { searchElements } from './search-elements.ts';

/** The panel's content: a field and what it finds. `index` is asked for anew with each key. */
export function search(index: () => SceneIndex | undefined, go: (item: string) => void): readonly Node[] {
  const field = make('input', {
    type: 'text',
    id: 'search-field',
    role: 'combobox',
    'aria-label': 'Search services',
    'aria-controls': 'found',
    'aria-expanded': 'true',
    'aria-autocomplete': 'list',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: 'Name, owner, tag …',
    'data-first': true,
    'data-key': 'search',
  });
  const found = make('ul', { id: 'found', role: 'listbox', 'aria-label': 'Found' });
  const amount = make('p', { class: 'line', role: 'status' });
  let items: readonly string[] = [];
  let active = 0;

  const showActive = (): void => {
    for (const [at, entry] of [...found.children].entries()) entry.setAttribute('aria-selected', String(at === active));
    const entry = found.children[active];
    if (entry) field.setAttribute('aria-activedescendant', entry.id);
    else field.removeAttribute('aria-activedescendant');
    entry?.scrollIntoView({ block: 'nearest' });
  };
  const look = (): void => {
    const now = index();
    const matches = now ? searchElements(now.elements, field.value) : [];
    items = matches.flatMap((element) => now?.boxOfPath(element.path)?.id ?? []);
    active = 0;
    found.replaceChildren(
      ...matches.map((element, at) => {
        const about = [element.service === element.label ? undefined : element.service, element.owner].filter(Boolean);
        const entry = make(
          'li',
          { role: 'option', id: `found-${at}` },
          element.label,
          ' ',
          make('span', { class: 'line' }, about.join(' · ')),
        );
        entry.addEventListener('click', () => {
          active = at;
          showActive();
          jump();
        });
        return entry;
      }),
    );
    amount.textContent = field.value.trim() === '' ? '' : `${matches.length} found`;
    showActive();
  };
  const jump = (): void => {
    const item = items[active];
    if (item !== undefined) go(item);
  };
  field.addEventListener('input', look);
  field.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      active = Math.min(Math.max(active + (event.key === 'ArrowDown' ? 1 : -1), 0), Math.max(0, items.length - 1));
      showActive();
    } else if (event.key === 'Enter') jump();
    else return;
    event.preventDefault();
  });
  return [field, amount, found];
}
