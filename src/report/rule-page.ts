/** The pages of the rules. */
import { z } from 'zod';
import type { Example, ExampleResource, ExampleTemplate, Rule } from '../rules/rule.ts';

type Option = { readonly description?: string; readonly default?: unknown };

/** The page of a rule in Markdown: all that its meta says. */
export function rulePage({ meta, options }: Rule): string {
  return [
    `# ${meta.id}`,
    `${meta.summary}.`,
    `Severity **${meta.severity}** · ${familyOf(meta)} · judges ${meta.types?.map((type) => `\`${type}\``).join(', ') ?? 'every type'}`,
    ...(meta.live
      ? [
          'It judges what is so at the moment: advice, which moves neither verdict nor gate unless the baseline gives the rule a severity.',
        ]
      : []),
    ...(meta.answers.length > 0 ? [`Answers ${meta.answers.join(' · ')}`] : []),
    '## Why it matters',
    meta.why,
    '## What to do',
    meta.fix,
    '## What it cannot see',
    meta.cannotSee,
    '## Options',
    optionsText(meta.id, options),
    '## Messages',
    Object.values(meta.messages)
      .map((message) => `- ${message.replace(/\{(\w+)\}/g, '*$1*')}`)
      .join('\n'),
    '## Examples',
    ...meta.examples.map(exampleText),
    '',
  ].join('\n\n');
}

/** The list of all rules, in Markdown. */
export function rulesPage(rules: readonly Rule[]): string {
  const line = ({ meta }: Rule) =>
    `| [${meta.id}](rules/${meta.id}.md) | ${meta.severity} | ${familyOf(meta)} | ${meta.summary} |`;
  return [
    '# Rules',
    'Parity rules hold the regions against each other, baseline rules hold each region against what was declared or is built in, readiness rules ask whether one could take over for the other. Built-in ones judge what is there and are off with `--no-default-expectations`. What could not be read makes a rule inconclusive: it never passes, and it never calls anything missing.',
    `| rule | severity | family | what is wrong |\n|---|---|---|---|\n${rules.map(line).join('\n')}`,
    'How a severity is found: what the baseline says of the very thing (an expectation, a comparator), else what it says of the rule, else the finding’s own, else the rule’s.',
    '',
  ].join('\n\n');
}

function familyOf({ family, builtIn }: Rule['meta']): string {
  return builtIn ? 'built in' : family;
}

function optionsText(id: string, schema: z.ZodType): string {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input' }) as { properties?: { [name: string]: Option } };
  const list = Object.entries(properties).map(
    ([name, { description, default: byDefault }]) =>
      `- \`${name}\` (default \`${JSON.stringify(byDefault)}\`): ${description}`,
  );
  const usage = `\`\`\`yaml\nrules:\n  ${id}: off        # or low, medium, high, critical\n\`\`\``;
  return list.length > 0 ? `${list.join('\n')}\n\n${usage}` : `None.\n\n${usage}`;
}

function exampleText({ name, regions, templates = {}, baseline, reports }: Example): string {
  const places = Object.entries(regions).map(([region, listed]) => {
    const what = listed === 'denied' ? 'could not be read' : listed.map(resourceText).join('; ') || 'nothing';
    return `- ${region}: ${what}`;
  });
  const declared = baseline === undefined ? [] : [`\`\`\`yaml\n${baseline}\n\`\`\``];
  const outcome = reports.length === 0 ? 'No finding.' : `Reports ${reports.map((one) => `\`${one}\``).join(', ')}.`;
  const designs = Object.entries(templates).flatMap(([region, stacks]) =>
    Object.entries(stacks).map(([stack, one]) => templateText(region, stack, one)),
  );
  return [`### ${name}`, places.join('\n'), ...designs, ...declared, outcome].join('\n\n');
}

function templateText(region: string, stack: string, { body, parameters = {} }: ExampleTemplate): string {
  const given = Object.entries(parameters).map(([name, value]) => `\`${name}: ${value}\``);
  const having = given.length === 0 ? '' : `, with ${given.join(', ')}`;
  return `Template of \`${stack}\` in ${region}${having}:\n\n\`\`\`yaml\n${body.trimEnd()}\n\`\`\``;
}

function resourceText({ type, name, gone, properties: given }: ExampleResource): string {
  return `\`${type}\` ${name}${properties(given)}${gone ? ' (gone)' : ''}`;
}

function properties(given: Readonly<Record<string, unknown>> | null | undefined): string {
  const pairs = Object.entries(given ?? {}).map(([name, value]) => `\`${name}: ${JSON.stringify(value)}\``);
  return pairs.length > 0 ? ` (${pairs.join(', ')})` : '';
}
