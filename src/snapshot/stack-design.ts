/** The line of a stack's design in a snapshot file: what the template designed, beside what is there. */
import type { StackDesign } from './snapshot.ts';

/** Begins the line of a stack's design in a snapshot file. */
const BEGINS = '{"kind":"design"';
const HEAD = /^\{"kind":"design","region":"([^"\\]*)","stack":"([^"\\]*)"[,}]/;

export function isDesignLine(line: string): boolean {
  return line.startsWith(BEGINS);
}

/** What a line of a snapshot file holds, in the order of the file. */
export function designRecord(design: StackDesign): object {
  const { region, stack, status, parameters, outputs, inputs, open, resources } = design;
  return { kind: 'design', region, stack, status, parameters, outputs, inputs, open, resources };
}

/**
 * The design of a line; all but region and stack is parsed when it is first asked for.
 *
 * @param parse reads the line as JSON, and throws what tells the reader where it is damaged
 */
export function lazyDesign(line: string, parse: (line: string) => unknown): StackDesign {
  const head = HEAD.exec(line);
  let whole: StackDesign | undefined;
  const parsed = (): StackDesign => {
    whole ??= parse(line) as StackDesign;
    return whole;
  };
  return {
    region: head?.[1] ?? parsed().region,
    stack: head?.[2] ?? parsed().stack,
    get status() {
      return parsed().status;
    },
    get parameters() {
      return parsed().parameters;
    },
    get outputs() {
      return parsed().outputs;
    },
    get inputs() {
      return parsed().inputs;
    },
    get open() {
      return parsed().open;
    },
    get resources() {
      return parsed().resources;
    },
  };
}

/** The same design of a place that is called otherwise; what is not parsed stays so. */
export function designIn(region: string, design: StackDesign): StackDesign {
  return Object.create(design, { region: { value: region, enumerable: true } }) as StackDesign;
}
