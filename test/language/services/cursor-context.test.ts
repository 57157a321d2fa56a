import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { randomNumbers } from '../../../bench/generate-design.ts';
import { cursorContext } from '../../../language/services/cursor-context.ts';
import { parseFile } from '../../../language/services/parse.ts';

const examples = path.resolve(import.meta.dirname, '../../../examples');
const texts = new Map(
  readdirSync(examples)
    .filter((name) => name.endsWith('.parapet'))
    .map((name) => [name, readFileSync(path.join(examples, name), 'utf8')]),
);

/** Compares what is told of places in a text with what is told after reading everything from its beginning. */
function checkPlaces(text: string, step: number): void {
  const file = parseFile('file:///design.parapet', text);
  const withoutStatements = { ...file, statements: [] };
  for (let offset = 0; offset <= text.length; offset += step) {
    const told = cursorContext(file, offset);
    const place = `${offset}: ${JSON.stringify(text.slice(Math.max(0, offset - 200), offset))}`;
    assert.deepEqual(told, cursorContext(withoutStatements, offset), `at ${place}`);
  }
}

describe('what may be written at a place', () => {
  for (const [name, text] of texts) {
    it(`is told without reading ${name} from its beginning`, () => checkPlaces(text, 13));
  }

  it('is told so also where something is missing', () => {
    const random = randomNumbers(20261201);
    for (const text of texts.values()) {
      const { tokens } = parseFile('file:///design.parapet', text);
      for (let time = 0; time < 6; time++) {
        const token = tokens[Math.floor(random() * tokens.length)]!;
        const from = Math.max(0, token.start - 300);
        checkPlaces(text.slice(from, token.start) + text.slice(token.end, token.end + 300), 2);
        checkPlaces(text.slice(0, token.start) + text.slice(token.end), 97);
      }
    }
  });
});
