/** A file of an example. */
export interface ExampleFile {
  readonly path: string;
  readonly text: string;
}

/**
 * The files of a rule's example: what comes before the first line of the form `//- other.parapet` is the design, and what
 * follows such a line the file it names.
 */
export function filesOfExample(example: string): readonly [ExampleFile, ...ExampleFile[]] {
  const [main = '', ...others] = example.split(/^\/\/- *([\w./-]+)$\n?/m);
  const files: [ExampleFile, ...ExampleFile[]] = [{ path: 'main.parapet', text: main }];
  for (let index = 0; index + 1 < others.length; index += 2) {
    files.push({ path: others[index]!, text: others[index + 1]! });
  }
  return files;
}
