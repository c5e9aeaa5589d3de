/** The few colours of the text. */
import { Chalk, type ColorName } from 'chalk';
import type { Severity } from '../rules/rule.ts';

/** The few colours of the text report. Colour only repeats what the words say. */
export type Paint = {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly severity: (severity: Severity, text: string) => string;
};

const SEVERITY: { readonly [severity in Severity]: ColorName } = {
  critical: 'magenta',
  high: 'red',
  medium: 'yellow',
  low: 'cyan',
};

/** 16 colours at most: they follow the reader's own theme. */
export function paint(color: boolean): Paint {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  return {
    bold: (text) => chalk.bold(text),
    dim: (text) => chalk.dim(text),
    good: (text) => chalk.green(text),
    bad: (text) => chalk.red(text),
    warn: (text) => chalk.yellow(text),
    severity: (severity, text) => chalk[SEVERITY[severity]].bold(text),
  };
}
