/** Longest piece of the author's text inside a message, in characters. */
const longestValue = 120;

/** Control characters and those that turn the direction of what follows: shown as what they are, a foreign body. */
const foreign = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/**
 * Text of the author as it may stand in a one-line message: white space folded, control characters replaced, cut where
 * it would push the rest of the message out of sight.
 */
export function asMessageText(text: string): string {
  const line = text.replace(/\s+/gu, ' ').replace(foreign, '\uFFFD');
  if (line.length <= longestValue) return line;
  return `${Array.from(line.slice(0, longestValue)).slice(0, -1).join('')}…`;
}

/**
 * Puts `data` into the `{placeholders}` of a message. What is put in is never read as a placeholder itself.
 * Throws where a placeholder has no data: that is a defect of the rule.
 */
export function fillMessage(
  template: string,
  data: Readonly<Record<string, string | number | undefined>> = {},
): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(data, name) ? data[name] : undefined;
    if (value === undefined) throw new Error(`no data for {${name}} in "${template}"`);
    return asMessageText(String(value));
  });
}

/** "a", "a and b", "a, b and c"; past `limit` entries the rest is counted. */
export function listing(entries: readonly string[], limit = 4, last = 'and'): string {
  if (entries.length > limit) {
    const rest = entries.length - limit + 1;
    return `${entries.slice(0, limit - 1).join(', ')} ${last} ${rest} more`;
  }
  if (entries.length < 2) return entries.join('');
  return `${entries.slice(0, -1).join(', ')} ${last} ${entries.at(-1)}`;
}
