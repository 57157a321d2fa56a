import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { randomNumbers } from '../../../bench/generate-design.ts';
import { parseFile } from '../../../language/services/parse.ts';
import { wordAt, wordsOf } from '../../../language/services/token-roles.ts';

const examples = path.resolve(import.meta.dirname, '../../../examples');

/** Of a text read twice: once word by word, and once whole. */
function compare(text: string, offsets: readonly number[], where: string): void {
  const around = parseFile('file:///design.parapet', text);
  const whole = parseFile('file:///design.parapet', text);
  wordsOf(whole);
  for (const offset of offsets) {
    const [found, wanted] = [around, whole].map((file) => {
      const word = wordAt(file, offset);
      return word && { token: word.token, role: word.role, before: word.before };
    });
    assert.deepEqual(found, wanted, `${where}, offset ${offset}`);
  }
}

describe('the word at a place', () => {
  const texts = readdirSync(examples)
    .filter((name) => name.endsWith('.parapet'))
    .map((name) => [name, readFileSync(path.join(examples, name), 'utf8')] as const);

  it('is what it is among all words of the file', function () {
    this.timeout(60_000);
    for (const [name, text] of texts) {
      const part = text.slice(0, 6_000);
      compare(
        part,
        Array.from({ length: part.length + 1 }, (_, offset) => offset),
        name,
      );
    }
  });

  it('is so in texts that are half written', function () {
    this.timeout(60_000);
    const random = randomNumbers(20261202);
    const pick = (limit: number): number => Math.floor(random() * limit);
    const pieces = [
      '"',
      '/*',
      '*/',
      '//',
      '{',
      '}',
      '{}',
      '\n',
      ',',
      ':',
      '->',
      'a -> b : log\n',
      'view v {\n',
      'use ',
    ];
    for (let round = 0; round < 200; round++) {
      let text = texts[pick(texts.length)]![1].slice(0, 2_000);
      const at: number[] = [];
      for (let edit = 0; edit < 3; edit++) {
        const place = pick(text.length + 1);
        const taken = random() < 0.5 ? 0 : pick(30);
        text = text.slice(0, place) + (random() < 0.8 ? pieces[pick(pieces.length)]! : '') + text.slice(place + taken);
        at.push(place);
      }
      const near = at.flatMap((place) => [place - 3, place - 1, place, place + 1, place + 4, place + 20]);
      const offsets = [...near, pick(text.length), pick(text.length), pick(text.length)];
      compare(
        text,
        offsets.filter((offset) => offset >= 0 && offset <= text.length),
        `round ${round}:\n${text}`,
      );
    }
  });
});
