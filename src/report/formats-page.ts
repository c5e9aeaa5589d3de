/** The page docs/reports.md. */
import type { Format } from './format.ts';

/** Lines and characters of an example: enough to know the format by. */
const LINES = 14;
const COLUMNS = 200;

export type Shown = { readonly name: string; readonly format: Format; readonly example: string | null };

/** docs/reports.md: each format, what it is for, what to know of it, and how it looks. */
export function formatsPage(formats: readonly Shown[]): string {
  const line = ({ name, format }: Shown) => `| [${name}](#${name}) | \`.${format.extension}\` | ${format.summary} |`;
  return [
    '# Reports',
    '`--report FORMAT[=FILE]`, repeatable: one report can go to stdout, the others go to files. Without it, `text` goes to stdout.',
    '```sh\ninfra-parity check --regions us-east-1,eu-central-1 --report text --report sarif=parity.sarif --report junit=parity.xml\ninfra-parity demo --report summary\n```',
    'All are made from one result, so that they say the same. Every format shows what could not be read (unknown), what is exempt (declared, covered from elsewhere, or not offered) and what is accepted (waived): a test holds that for all of them. Files are written whole or not at all.',
    `| format | file | what it is for |\n|---|---|---|\n${formats.map(line).join('\n')}`,
    ...formats.flatMap(section),
    '',
  ].join('\n\n');
}

function section({ name, format, example }: Shown): readonly string[] {
  const shown = example === null ? `See it with \`infra-parity demo --report ${name}\`.` : fenced(example);
  return [`## ${name}`, format.summary, ...format.notes, shown];
}

function fenced(text: string): string {
  const lines = text
    .replace(/^\ufeff/, '')
    .replaceAll('\r\n', '\n')
    .trimEnd()
    .split('\n');
  const cut = lines.slice(0, LINES).map((line) => (line.length > COLUMNS ? `${line.slice(0, COLUMNS)}…` : line));
  return `\`\`\`\`text\n${[...cut, ...(lines.length > LINES ? ['…'] : [])].join('\n')}\n\`\`\`\``;
}
