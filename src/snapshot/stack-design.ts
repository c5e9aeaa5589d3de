/** The line of a stack's design in a snapshot file: what the template designed, beside what is there. */
import type { StackDesign } from './snapshot.ts';

/** Begins the line of a stack's design in a snapshot file. */
const BEGINS = '{"kind":"design"';
const HEAD = /^\{"kind":"design","region":"([^"\\]*)","stack":"([^"\\]*)"[,}]/;

/** Whether the line of a snapshot file holds a design, without parsing it. */
export function isDesignLine(line: string): boolean {
  return line.startsWith(BEGINS);
}

/** What a line of a snapshot file holds, in the order of the file. */
export function designRecord(design: StackDesign): object {
  const { region, stack, status, parameters, outputs, inputs, open, file, resources } = design;
  const whence = file !== undefined && { file };
  return { kind: 'design', region, stack, status, parameters, outputs, inputs, open, ...whence, resources };
}

/**
 * The design of a line; all but region and stack is parsed when it is first asked for.
 *
 * @param parse reads the line as JSON, and throws what tells the reader where it is damaged
 */
export function lazyDesign(line: string, parse: (line: string) => unknown): StackDesign {
  const head = HEAD.exec(line);
  const make = () => parse(line) as StackDesign;
  if (head?.[1] === undefined || head[2] === undefined) return make();
  return madeWhenAsked({ region: head[1], stack: head[2] }, make);
}

/** A design that is made when more than its stack is asked for: most audits look at few of them. */
export function madeWhenAsked(
  { region, stack }: Pick<StackDesign, 'region' | 'stack'>,
  make: () => StackDesign,
): StackDesign {
  let made: StackDesign | undefined;
  const whole = (): StackDesign => {
    made ??= make();
    return made;
  };
  return {
    region,
    stack,
    get status() {
      return whole().status;
    },
    get parameters() {
      return whole().parameters;
    },
    get outputs() {
      return whole().outputs;
    },
    get inputs() {
      return whole().inputs;
    },
    get open() {
      return whole().open;
    },
    get file() {
      return whole().file as string;
    },
    get resources() {
      return whole().resources;
    },
  };
}

/** The same design of a place that is called otherwise; what is not parsed stays so. */
export function designIn(region: string, design: StackDesign): StackDesign {
  return Object.create(design, { region: { value: region, enumerable: true } }) as StackDesign;
}
