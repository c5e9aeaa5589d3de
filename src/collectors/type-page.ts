/** The page of a resource type, in Markdown: what is read of it, how each property is compared and why, what cannot be seen. */
import type { Collector } from './collector.ts';
import type { Comparator } from './comparator.ts';

/** `AWS::RDS::DBInstance` is `aws-rds-dbinstance`: the name of its collector's file and of its page. */
export function fileName(type: string): string {
  return type.replaceAll('::', '-').toLowerCase();
}

/** The properties that a collector is known to read, sorted: those it compares by name and those its parts fill. */
export function documentedProperties(collector: Collector): readonly string[] {
  const named = [
    ...Object.keys(collector.comparators),
    ...Object.keys(collector.references ?? {}),
    ...(collector.policies ?? []),
    ...(collector.sets ?? []),
    ...Object.keys(collector.keyed ?? {}),
    ...(collector.parts ?? []).flatMap((part) => part.properties),
  ];
  // What is compared member by member is shown so: `VersioningConfiguration.Status`, not `VersioningConfiguration`.
  const split = (property: string) =>
    !(property in collector.comparators) && named.some((other) => other.startsWith(`${property}.`));
  return [...new Set(named)].filter((property) => property !== 'Tags' && !split(property)).sort();
}

/** The page of the type in docs/types. */
export function typePage(collector: Collector): string {
  return `# ${collector.type}

${collector.summary}

${facts(collector).join('\n')}

## Properties

Names and shapes are those of the CloudFormation resource schema; what it lacks is named as the service's API names it.
A difference has severity medium unless the table says otherwise. "Worse" is the side that deviates where one can tell.

| Property | Compared | Severity | Worse | Read by | Why |
|---|---|---|---|---|---|
${documentedProperties(collector)
  .map((property) => row(collector, property))
  .join('\n')}

${notRead(collector)}## What it cannot see

${collector.cannotSee.map((limit) => `- ${limit}`).join('\n')}
`;
}

/** What of the schema is not read, and why. */
function notRead({ notRead: reasons = {} }: Collector): string {
  const lines = Object.entries(reasons).sort(([a], [b]) => (a < b ? -1 : 1));
  if (lines.length === 0) return '';
  return `## Not read\n\n${lines.map(([property, why]) => `- \`${property}\`: ${why}`).join('\n')}\n\n`;
}

/** The page that leads to all the others. */
export function typesIndex(collectors: readonly Collector[]): string {
  const rows = collectors.map(
    ({ type, summary, scope }) => `| [${type}](types/${fileName(type)}.md) | ${scope} | ${summary} |`,
  );
  return `# Resource types

These are read with their properties. A resource of any other type counts too, when a stack or a tag selects it: it is read by Cloud Control where that can
(\`infra-parity types --all\` lists every type and how it is read), else it is present or absent.

| Type | Scope | What is read |
|---|---|---|
${rows.join('\n')}
`;
}

const TAGS = {
  listed: 'come with the list call',
  'tagging-api': 'by the tagging API, `tag:GetResources`',
  part: 'by a call of their own, see below',
  none: 'the type has none',
} as const;

function facts(collector: Collector): string[] {
  const calls = collector.actions.map((action) => `\`${action}\``).join(', ');
  const lines = [
    `- Scope: ${collector.scope === 'global' ? 'global, asked once for the account' : 'regional'}.`,
    collector.listedBy ? `- Listed: with ${collector.listedBy}.` : `- Listed by: ${calls}.`,
    ...new Set((collector.parts ?? []).map((part) => `- For each that is selected: \`${part.action}\`${note(part)}.`)),
    `- Tags: ${TAGS[collector.tags]}.`,
  ];
  if (collector.isDefault) lines.push("- AWS's own are left out unless a stack or a tag selects them.");
  if (collector.counts === 'declared') {
    lines.push('- Counts where a stack declares it; else it is compared as a part of what it hangs on.');
  }
  if (collector.equivalent) lines.push(`- Its counterpart may be an ${collector.equivalent}.`);
  for (const [path, keys] of Object.entries(collector.keyed ?? {}))
    lines.push(`- Compared element by element: \`${path}\`, by ${keys.map((key) => `\`${key}\``).join(' and ')}.`);
  if (collector.absorbs) lines.push(`- Compared as a part of it, not counted apart: ${collector.absorbs.join(', ')}.`);
  if (collector.needs) lines.push(`- Listed with it, to tell what it refers to: ${collector.needs.join(', ')}.`);
  return lines;
}

function note(part: NonNullable<Collector['parts']>[number]): string {
  if (part.context) return ', and for those that only cover the region';
  return part.applies ? ', where the call makes sense' : '';
}

function row(collector: Collector, property: string): string {
  const comparator: Comparator = collector.comparators[property] ?? 'same';
  const settings = typeof comparator === 'string' ? { compare: comparator } : comparator;
  const percent = settings.percent === undefined ? '' : ` ${settings.percent} %`;
  const part = collector.parts?.find((candidate) => candidate.properties.includes(property.split('.')[0] ?? ''));
  const cells = [
    `\`${property}\``,
    `${settings.compare}${percent}${manner(collector, property)}`,
    settings.compare === 'ignored' ? '' : (settings.severity ?? (settings.compare === 'advisory' ? 'low' : '')),
    settings.worse ?? '',
    part ? `\`${part.action}\`` : 'the list',
    settings.why ?? '',
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function manner(collector: Collector, property: string): string {
  const reference = collector.references?.[property];
  if (reference) return `, by the ${reference} it names`;
  if (collector.policies?.includes(property)) return ', as a policy';
  return collector.sets?.includes(property) ? ', as a set' : '';
}
