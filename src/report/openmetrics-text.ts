/** The OpenMetrics text exposition. */
import { plain } from './facts.ts';

/** A family of gauges in OpenMetrics 1.0 text. */
export type Family = {
  /** Ends in the unit, when there is one. */
  readonly name: string;
  readonly help: string;
  readonly unit?: string;
  readonly samples: readonly Sample[];
};

type Labels = { readonly [label: string]: string };
export type Sample = { readonly labels?: Labels; readonly value: number };

/**
 * Gauges only: node_exporter's textfile collector and Pushgateway read the older Prometheus text format, which knows no
 * stateset and no info, and refuse a file that has them. To them UNIT and EOF are comments.
 */
export function exposition(families: readonly Family[]): string {
  return `${families.flatMap(familyLines).join('\n')}\n# EOF\n`;
}

function familyLines({ name, help, unit, samples }: Family): readonly string[] {
  return [
    `# TYPE ${name} gauge`,
    ...(unit === undefined ? [] : [`# UNIT ${name} ${unit}`]),
    `# HELP ${name} ${escaped(help)}`,
    ...samples.map(({ labels = {}, value }) => `${name}${labelText(labels)} ${number(value)}`),
  ];
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${escaped(plain(value, 200))}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

/** Backslash, quote and line feed are the three that OpenMetrics escapes, in labels and in help. */
function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

function number(value: number): string {
  return Number.isNaN(value) ? 'NaN' : String(value);
}
