/** Texts whose answers are kept; past it all are forgotten, as whoever types makes new ones for ever. */
const mostTexts = 20_000;

/**
 * The same function of a text, which looks at each text once: rules look at every label of a design at each keystroke,
 * and nearly all are those of the keystroke before. Only for functions that depend on nothing but the text.
 */
export function remembered<Answer>(answer: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined || known.has(text)) return before as Answer;
    if (known.size >= mostTexts) known.clear();
    const found = answer(text);
    known.set(text, found);
    return found;
  };
}
