/**
 * Designs of every kind of statement, laid out as nobody would: for tests that hold for any text. The same seed gives the
 * same text. About one in five has a piece missing or added somewhere.
 */

import { randomNumbers } from '../../../../bench/generate-design.ts';

export interface GeneratedLayout {
  readonly text: string;
  /** Whether something was put in or taken out so that the text may have errors. */
  readonly damaged: boolean;
}

/** One statement or entry: its words, and what it holds. */
interface Piece {
  readonly words: readonly string[];
  readonly block?: readonly Piece[];
  /** It may hold statements, which begin with a word of their own. */
  readonly container?: boolean;
}

const services = ['sentinel', 'entra-id', 'defender-xdr', 'log-analytics', 'intune', 'purview', '"Azure ATP"', 'mde'];
const kinds = ['alert', 'incident', 'log', 'signal', 'context', 'posture', 'policy', 'action', 'sync', 'traffic'];
const labels = [
  '"Alerts"',
  '"Sign-in and audit logs"',
  '"He said \\"no\\""',
  '"😀 é́ ｗide"',
  '""',
  '"// no comment"',
  '"a /* b"',
];
const rules = ['unknown-flow', 'duplicate-incidents', 'former-name'];
/** At the start of a line these lead on from the line before. */
const leadOn = new Set([',', '->', '<->', ':', 'via', 'as', 'to', 'or', 'until', '{']);
const leaveOpen = new Set([',', '->', '<->', ':', 'as', 'via', 'to', 'or']);

/** A design of some statements. */
export function generateLayout(seed: number): GeneratedLayout {
  const generator = new LayoutGenerator(randomNumbers(seed));
  const text = generator.text();
  if (generator.chance(0.8)) return { text, damaged: false };
  return { text: generator.damage(text), damaged: true };
}

const soup = [
  ...'use group zone view architecture component import integrate threat attack accept require forbid service'.split(
    ' ',
  ),
  ...'a b as via to or until on by from every include flows arrange rows columns sends log owner pillar'.split(' '),
  ...'{ } { } -> <-> : , * 2027 2027-03-31 T1566.001 % € "x" "y'.split(' '),
  ...['"a b"', '/* c */', '// line\n', '/** says */', '/*\n*stars\n*/', '/**/', '/*'],
  ...['\n', '\n', '\n\n', '\r\n', '\r', '\t', '\u00a0', '\u2028', '\ufeff'],
];

/** Words, signs, comments and line ends in no order at all. */
export function generateSoup(seed: number): string {
  const random = randomNumbers(seed);
  const count = 1 + Math.floor(random() * 40);
  let text = '';
  for (let index = 0; index < count; index++) {
    text += soup[Math.floor(random() * soup.length)]! + (random() < 0.8 ? ' ' : '');
  }
  return text;
}

class LayoutGenerator {
  readonly #random: () => number;
  readonly #names: string[] = ['users', 'via'];
  readonly #threats: string[] = ['phish'];
  #comments = 0;
  #lineEnd = '\n';

  constructor(random: () => number) {
    this.#random = random;
  }

  chance(share: number): boolean {
    return this.#random() < share;
  }

  text(): string {
    this.#lineEnd = this.chance(0.25) ? '\r\n' : '\n';
    const pieces: Piece[] = [];
    const count = 1 + this.#below(14);
    for (let index = 0; index < count; index++) pieces.push(this.#statement(0));
    return (
      this.#start() + this.#printAll(pieces, 0) + this.#pick(['', this.#lineEnd, ` ${this.#lineEnd}${this.#lineEnd}`])
    );
  }

  /** The text with one piece too many or too few. */
  damage(text: string): string {
    const place = this.#below(text.length + 1);
    const length = this.#below(12);
    switch (this.#below(3)) {
      case 0:
        return text.slice(0, place) + text.slice(place + length);
      case 1:
        return (
          text.slice(0, place) +
          this.#pick(['{', '}', '"', '%', '/*', '*/', '->', ',', ':', ' use ', '\n', '€']) +
          text.slice(place)
        );
      default:
        return text.slice(0, place) + text.slice(place, place + length).repeat(2) + text.slice(place + length);
    }
  }

  // What is said

  #statement(depth: number): Piece {
    const choice = this.#below(depth > 0 ? 15 : 24);
    if (choice < 4) return this.#use();
    if (choice < 5) return this.#component();
    if (choice < 9) return this.#flow();
    if (choice < 12 && depth < 4) return this.#container(depth);
    if (choice < 13) return this.#integrate();
    if (choice < 15) return this.#threat();
    if (choice < 16) return this.#architecture();
    if (choice < 18) return this.#view();
    if (choice < 19) return this.#service();
    if (choice < 20) return { words: ['import', this.#pick(['"./a.parapet"', '"../b/c.parapet"'])] };
    if (choice < 21) return this.#attack();
    if (choice < 22) return this.#accept();
    return this.#constraint();
  }

  #use(): Piece {
    const name = this.#newName();
    return {
      words: ['use', this.#pick(services), 'as', name, ...this.#label()],
      ...this.#properties(['plan "P2"', 'status planned', 'tags internal , pci , zone', 'region "West Europe"']),
    };
  }

  #component(): Piece {
    return {
      words: ['component', this.#newName(), ...this.#label()],
      ...this.#properties(['pillar security-operations', 'owner "SOC"', 'link "https://example.com/a"']),
    };
  }

  #flow(): Piece {
    const words = [
      ...this.#list(this.#names, 5),
      this.#pick(['->', '->', '<->']),
      ...this.#list(this.#names, 5),
      ':',
      ...this.#list(kinds, 3),
    ];
    if (this.chance(0.2)) words.push('via', this.#pick(this.#names));
    return {
      words: [...words, ...this.#label()],
      ...this.#properties(['status retiring', 'owner "SOC"', 'tags a , "b c"']),
    };
  }

  #container(depth: number): Piece {
    const block: Piece[] = [];
    const words = [this.#pick(['group', 'zone']), this.#newName(), ...this.#label()];
    if (this.chance(0.3)) block.push({ words: ['region', '"West Europe"'] });
    if (this.chance(0.3)) block.push({ words: ['tags', 'a', ',', 'b'] });
    const count = this.#below(4);
    for (let index = 0; index < count; index++) block.push(this.#statement(depth + 1));
    return { words, block, container: true };
  }

  #integrate(): Piece {
    if (this.chance(0.3)) return { words: ['integrate', '*'] };
    const words = ['integrate', ...this.#list(this.#names, 3)];
    return { words: this.chance(0.5) ? words : [...words, '->', ...this.#list(this.#names, 3)] };
  }

  #architecture(): Piece {
    return { words: ['architecture', 'x', ...this.#label()], ...this.#properties(['cloud gcc-high', 'owner "SOC"']) };
  }

  #view(): Piece {
    const entries: string[][] = [
      ['include', ...this.#list(this.#names, 4)],
      ['exclude', ...this.#list(this.#names, 2)],
      ['flows', ...this.#list(kinds, 12)],
      ['collapse', '*'],
      ['direction', this.#pick(['down', 'right'])],
      ['arrange', 'rows', ...this.#list(this.#names, 6), 'columns', ...this.#list(this.#names, 6)],
    ];
    return {
      words: ['view', this.#newName(), ...this.#label()],
      block: this.#some(entries).map((words) => ({ words })),
    };
  }

  #service(): Piece {
    const facts = (): { block?: readonly Piece[] } =>
      this.#properties(['source "A long source: where it says so" , "Another one"', 'note "x"', 'confidence guess']);
    const entries: Piece[] = [
      { words: ['short', '"Gateway"'] },
      {
        words: [
          'aka',
          '"GW"',
          ',',
          '"A much longer name of the very same gateway"',
          ',',
          '"Yet another name by which it goes"',
          ',',
          '"And one"',
        ],
      },
      { words: ['formerly', '"Old"', 'until', this.#pick(['2024', '2024-03', '2024-03-31'])], ...facts() },
      { words: ['pillar', 'monitoring'] },
      { words: ['requires', 'log-analytics', 'or', 'sentinel'] },
      { words: ['portal', '"Portal"', '"https://example.com"'] },
      {
        words: ['sends', ...this.#list(kinds, 3), 'to', ...this.#list(['sentinel', 'intune'], 2), ...this.#label()],
        ...facts(),
      },
      { words: ['never-sends', 'alert', 'to', 'purview', '"because"'] },
      { words: ['receives', 'log', 'from', 'entra-id', ...this.#label()], ...facts() },
    ];
    return { words: ['service', this.#newName(), '"Own service"'], block: this.#some(entries) };
  }

  #threat(): Piece {
    const name = this.#newName();
    this.#threats.push(name);
    const entries: string[][] = [
      ['technique', this.#pick(['T1566.001', 'T1003'])],
      ['targets', ...this.#list(this.#names, 3)],
      ['mitigated', 'by', ...this.#list(this.#names, 3)],
      ['description', '"What happens"'],
    ];
    return { words: ['threat', name, ...this.#label()], block: this.#some(entries).map((words) => ({ words })) };
  }

  #attack(): Piece {
    const words = ['attack', this.#newName(), ...this.#label(), ':'];
    const steps = 1 + this.#below(6);
    for (let index = 0; index < steps; index++)
      words.push(...(index > 0 ? ['->'] : []), ...this.#list(this.#threats, 2));
    return { words };
  }

  #accept(): Piece {
    const words = ['accept', this.#pick(rules), 'on', this.#pick(this.#names)];
    if (this.chance(0.5)) words.push('->', this.#pick(this.#names));
    const entries = [
      ['reason', '"Known"'],
      ['owner', '"soc"'],
      ['ticket', '"SEC-1"'],
      ['until', '2027-03-31'],
    ];
    return { words, block: this.#some(entries).map((entry) => ({ words: entry })) };
  }

  #constraint(): Piece {
    const words = [this.#pick(['require', 'forbid']), ...(this.chance(0.3) ? ['every'] : [])];
    words.push(
      this.#pick(['virtual-machines', 'pillar identity', '*']).split(' ')[0]!,
      '->',
      this.#pick(['sentinel', 'workspace']),
      ':',
      'log',
    );
    return { words: [...words, ...this.#label()] };
  }

  #label(): string[] {
    if (this.chance(0.5)) return [];
    return [this.chance(0.1) ? `"${'Long label '.repeat(1 + this.#below(12))}"` : this.#pick(labels)];
  }

  #properties(all: readonly string[]): { block?: readonly Piece[] } {
    if (this.chance(0.6)) return {};
    return { block: this.#some(all.map((entry) => this.#split(entry))).map((words) => ({ words })) };
  }

  /** Words of an entry; what is in quotation marks is one. */
  #split(entry: string): string[] {
    return entry.match(/"[^"]*"|\S+/g) ?? [];
  }

  #list(of: readonly string[], most: number): string[] {
    const count = this.chance(0.08) ? 4 * most : 1 + this.#below(most);
    const words: string[] = [];
    for (let index = 0; index < count; index++) words.push(...(index > 0 ? [','] : []), this.#pick(of));
    return words;
  }

  #newName(): string {
    const name = `${this.#pick(['mde', 'entra', 'hub', 'landing-zone', 'ünï', 'workspace'])}-${this.#names.length}`;
    this.#names.push(name);
    return name;
  }

  // How it is written

  #printAll(pieces: readonly Piece[], depth: number): string {
    let text = '';
    pieces.forEach((piece, index) => {
      if (index > 0) text += this.#between(depth);
      else if (depth === 0 && this.chance(0.3)) text += this.#comment() + this.#break(depth);
      if (this.chance(0.12)) text += this.#documentation(depth) + this.#pick([this.#break(depth), ' ']);
      text += this.#print(piece, depth);
    });
    return text;
  }

  #print({ words, block, container }: Piece, depth: number): string {
    let text = '';
    words.forEach((word, index) => {
      const before = words[index - 1];
      if (before !== undefined) text += this.#gap(before, word);
      text += word;
    });
    if (!block) return text;
    text += this.#pick([' ', '', ' ', '  ', this.chance(0.2) ? this.#lineEnd : ' ']) + '{';
    const oneLine = this.chance(container ? 0.15 : 0.5);
    if (block.length === 0) return `${text}${this.#pick(['', ' ', this.#lineEnd])}}`;
    if (oneLine) {
      const inner = block.map((piece) => this.#print(piece, depth + 1));
      const between = container ? this.#lineEnd : this.#pick([' ', '  ', ' /* one line */ ']);
      return `${text}${this.#pick([' ', ''])}${inner.join(between)}${this.#pick([' ', ''])}}`;
    }
    return `${text}${this.#break(depth + 1)}${this.#printAll(block, depth + 1)}${this.#break(depth)}}`;
  }

  /** Between two words of a statement. */
  #gap(before: string, word: string): string {
    const tight =
      before === ',' ||
      before === ':' ||
      word === ',' ||
      word === ':' ||
      word === '->' ||
      before === '->' ||
      word.startsWith('"');
    const breakable = leaveOpen.has(before) || leadOn.has(word);
    if (this.chance(0.01) || (breakable && this.chance(0.06))) return this.#break(1);
    if (breakable && this.chance(0.02)) return ` ${this.#lineComment()}${this.#break(1)}`;
    if (this.chance(0.02)) return ` ${this.#blockComment()} `;
    if (tight && this.chance(0.3)) return '';
    return this.#pick([' ', ' ', ' ', '  ', '\t', ' \t ']);
  }

  /** Between two statements. */
  #between(depth: number): string {
    let text = this.chance(0.08) ? this.#pick([' ', '\t']) : this.#trailing() + this.#break(depth);
    if (text.trim() === '' && !/[\r\n]/.test(text)) return text;
    while (this.chance(0.15)) text += this.#comment() + this.#break(depth);
    return text;
  }

  #trailing(): string {
    return this.chance(0.1)
      ? `${this.#pick(['', ' ', '   '])}${this.chance(0.7) ? this.#lineComment() : this.#blockComment()}`
      : '';
  }

  #break(depth: number): string {
    const blank = this.chance(0.15) ? this.#lineEnd.repeat(1 + this.#below(4)) : '';
    const spaces = this.chance(0.6) ? '  '.repeat(depth) : this.#pick(['', '\t', ' ', '      ']);
    return `${this.#pick(['', '', ' ', '\t'])}${this.#lineEnd}${blank}${spaces}`;
  }

  #start(): string {
    return this.chance(0.2) ? this.#pick([this.#lineEnd, '  ', `${this.#lineEnd}${this.#lineEnd}\t`]) : '';
  }

  #comment(): string {
    return this.chance(0.6) ? this.#lineComment() : this.#blockComment();
  }

  #lineComment(): string {
    if (this.chance(0.1)) {
      const word = this.#pick(['disable-next-line', 'disable-line', 'disable-file']);
      return `// parapet-${word} unknown-flow, unused-element, wrong-kind -- reason ${this.#comments++}`;
    }
    return `//${this.#pick([' ', '', '  '])}line ${this.#comments++}${this.#pick(['', ' {', ' "', '  '])}`;
  }

  #blockComment(): string {
    const number = this.#comments++;
    const end = this.#lineEnd;
    return this.#pick([
      `/* block ${number} */`,
      `/* block ${number} */`,
      `/* ${number}${end}   drawing  ${end}      of lines */`,
      `/*${end}* stars ${number}${end}     * and more ${end}*/`,
    ]);
  }

  #documentation(depth: number): string {
    const number = this.#comments++;
    const end = this.#lineEnd;
    const start = '  '.repeat(depth);
    return this.#pick([
      `/** Says ${number}. */`,
      `/**${end}${start} * Says ${number}.${end}${start} *${end}${start} * And more.  ${end}${start} */`,
      `/** Says ${number}${end}\t*   twice.${end}*/`,
      `/** Says ${number}${end}without stars */`,
    ]);
  }

  #some<T>(all: readonly T[]): T[] {
    return all.filter(() => this.chance(0.5));
  }

  #pick<T>(of: readonly T[]): T {
    return of[this.#below(of.length)]!;
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }
}
