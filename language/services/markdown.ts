/** Markdown that a host shows as it is: every text that comes from outside is escaped, there is no HTML, no command. */

/**
 * A text as Markdown that shows exactly that text, on one line. Signs are escaped only where they would mean something,
 * as some editors show Markdown as it is written.
 */
export function escaped(text: string): string {
  return clip(text)
    .replace(/[\s\u2028\u2029]+/g, ' ')
    .trim()
    .replace(/[\\`*_{}[\]<>|~&]/g, '\\$&')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/\b(www)\./gi, '$1\\.')
    .replace(/^([#+\-=:!])/, '\\$1')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
}

/** A text as code, whatever backticks it holds. */
export function code(text: string): string {
  const line = clip(text)
    .replace(/[\s\u2028\u2029]+/g, ' ')
    .trim();
  let fence = '`';
  while (line.includes(fence)) fence += '`';
  const space = line.startsWith('`') || line.endsWith('`') || line === '' ? ' ' : '';
  return `${fence}${space}${line}${space}${fence}`;
}

/** A link to a page; only the text where the address is not an `https:` one. */
export function link(text: string, address: string | undefined): string {
  const safe = address === undefined ? undefined : webAddress(address);
  return safe === undefined ? escaped(text) : `[${escaped(text)}](${safe})`;
}

/** An `https:` address that can stand in a Markdown link; undefined for anything else. */
export function webAddress(address: string): string | undefined {
  if (!/^https:\/\/[^\s/]/i.test(address) || address.length > 2000) return undefined;
  return address.replace(/[^\w\-.~:/?#@!$&*+,;=%]/gu, (sign) => {
    try {
      return sign === '(' ? '%28' : sign === ')' ? '%29' : sign === "'" ? '%27' : encodeURIComponent(sign);
    } catch {
      return '';
    }
  });
}

/** A documentation comment: its paragraphs are kept, its words are escaped. */
export function paragraphs(text: string): string {
  return text
    .slice(0, 4000)
    .split(/\n\s*\n/)
    .map(escaped)
    .join('\n\n');
}

function clip(text: string): string {
  return text.length > 1000 ? `${text.slice(0, 999)}…` : text;
}
