/**
 * What a terminal would act on, or not show, instead of printing it: control characters (escape sequences begin with
 * one), bidirectional controls, which let text read otherwise than it is, marks without width, and halves of characters.
 */
const unprintable =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]/gu;

/** `##[` and `##vso[` are commands to the agents of Azure Pipelines and GitHub, wherever they stand in a line. */
const agentCommand = /##(?=\[|vso\[)/gi;

function escapeCharacter(character: string): string {
  return `\\u{${character.codePointAt(0)!.toString(16).padStart(2, '0')}}`;
}

/**
 * Text of a design, a file name or a system message, made safe to print on one line of a terminal or a build log: what
 * would be acted on is shown as its code (`\u{1b}`), and nothing is read as a command of a build agent.
 */
export function printable(text: string): string {
  return text.replace(unprintable, escapeCharacter).replace(agentCommand, '#\\#');
}

/** Like `printable`, for source lines: a tab stays a tab. */
export function printableSource(line: string): string {
  return line.split('\t').map(printable).join('\t');
}

/** JSON that means the same but holds nothing a terminal or a build agent would act on. */
export function printableJson(json: string): string {
  return json
    .replace(/[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g, (character) => {
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
    })
    .replace(agentCommand, '#\\u0023');
}
