import type { IRecognitionException, IToken } from 'chevrotain';
import { closest } from './closest.ts';

/** How each statement is written, to be shown where one is written wrongly. */
const forms: ReadonlyMap<string, string> = new Map([
  ['architecture', 'architecture contoso-soc "Contoso security monitoring" { owner "SOC" }'],
  ['import', 'import "./shared/landing-zone.parapet"'],
  ['use', 'use defender-for-endpoint as mde "Endpoints" { plan "P2" }'],
  ['component', 'component tickets "ServiceNow" { owner "IT" }'],
  ['group', 'group monitoring "Monitoring" { … }'],
  ['zone', 'zone azure "Azure" { … }'],
  ['integrate', 'integrate xdr, sentinel'],
  ['view', 'view overview "Overview" { include * }'],
  ['threat', 'threat phishing "Spear phishing" { technique T1566.001 targets users mitigated by mdo }'],
  ['attack', 'attack blended "Blended attack" : phishing -> theft'],
  ['accept', 'accept duplicate-incidents on xdr -> sentinel { reason "…" owner "…" until 2027-03-31 }'],
  ['require', 'require every virtual-machines -> log-analytics : log "every VM must reach the workspace"'],
  ['forbid', 'forbid internet -> data : traffic "no direct path from the internet to data"'],
  ['service', 'service our-siem "Our SIEM" { pillar security-operations }'],
]);
const flowForm = 'mde, mdi -> xdr : alert "label"';
const statementWords = [...forms.keys()];

/**
 * Puts a parser's error into words: what stands where it should not, and how the statement is written.
 *
 * @param tokens the statement's tokens
 * The result's `strayWords` says that no statement begins here at all.
 *
 * @param inside whether the statement stands in a group or zone
 */
export function describeSyntaxError(
  error: IRecognitionException,
  tokens: readonly IToken[],
  inside: boolean,
): { message: string; start: number; end: number; strayWords?: boolean } {
  const first = tokens[0]!;
  const last = tokens.at(-1)!;
  const lastEnd = last.endOffset! + 1;
  let offending = error.token as IToken | undefined;
  // The parser complains at the next line or the end; people look at the last word that is there.
  const inStatement = offending && offending.startOffset >= first.startOffset && offending.startOffset < lastEnd;
  const before = inStatement ? wordBefore(tokens, offending!.startOffset) : last;
  const atEnd = !inStatement || (before !== undefined && before.endLine! < offending!.startLine!);
  if (atEnd) offending = before;
  const at = offending ?? last;
  const start = at.startOffset;
  const end = start + at.image.length;
  const form = forms.get(first.tokenType.name);
  const hasArrow = tokens.some((token) => token.image === '->' || token.image === '<->');
  const written = form ?? (hasArrow ? flowForm : undefined);
  const shown = shorten(at.image);
  if (!written) {
    const near = closest(first.image, statementWords);
    const begin = `\`${shorten(first.image)}\` does not begin a statement`;
    const advice = near
      ? `Did you mean \`${near}\`?`
      : inside
        ? `A property is written \`owner "SOC"\`, a flow \`${flowForm}\`.`
        : `A flow is written \`${flowForm}\`; other statements begin with ${statementWords.map((word) => `\`${word}\``).join(', ')}.`;
    const firstEnd = first.startOffset + first.image.length;
    return { message: `${begin}. ${advice}`, start: first.startOffset, end: firstEnd, strayWords: true };
  }
  const where = atEnd ? `Something is missing after \`${shown}\`` : `\`${shown}\` does not fit here`;
  return { message: `${where}. Write for example \`${written}\`.`, start, end };
}

function wordBefore(tokens: readonly IToken[], offset: number): IToken | undefined {
  return tokens.findLast((token) => token.image !== '' && token.startOffset < offset);
}

function shorten(text: string): string {
  const line = text.replace(/[`\r\n]/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
