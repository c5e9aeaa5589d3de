/** The text of the baseline that init writes. */
import type { Alignment } from '../alignment/alignment.ts';
import { securityGroupRule } from '../report/value.ts';
import { count } from '../report/words.ts';
import type { Finding } from '../rules/rule.ts';
import type { Resource, Selection } from '../snapshot/snapshot.ts';
import { expectation } from './init-expect.ts';
import { comment, scalar } from './yaml-text.ts';

/** All that the file is written from. */
export type Found = {
  readonly alignment: Alignment;
  /** The region read. */
  readonly region: string;
  /** The regions to declare. */
  readonly regions: readonly string[];
  readonly selection: Selection;
  /** What the built-in expectations already find there. */
  readonly findings: readonly Finding[];
  /** Types that are read with properties. */
  readonly known: readonly string[];
  /** Path or URL of the baseline's JSON Schema. */
  readonly schema: string;
};

const SECOND = ['eu-central-1', 'us-east-1'] as const;

function heading({ alignment, region, schema }: Found): readonly string[] {
  const { caller, takenAt } = alignment.snapshot.header;
  return [
    `# yaml-language-server: $schema=${schema}`,
    comment('The line above lets an editor complete and check this file.'),
    ...(schema.includes('node_modules')
      ? []
      : [comment(`The schema is written by: infra-parity schema baseline > ${schema.replace('./', '')}`)]),
    comment(''),
    comment('What the regions are held to. Written by `infra-parity init`'),
    comment(`from ${region} of account ${caller.account}, as it was on ${takenAt.slice(0, 10)}.`),
    comment('Strike what you do not mean, add what is missing, keep it beside the code, and run'),
    comment('  infra-parity check'),
    'version: 1',
  ];
}

function regionsSection({ region, regions }: Found): readonly string[] {
  const other = SECOND.find((one) => one !== region) ?? SECOND[0];
  return [
    '',
    comment('The regions to compare, in the order to report them.'),
    'regions:',
    ...regions.map((one) => `  - ${scalar(one)}`),
    ...(regions.length < 2 ? [comment(`- ${other}   # put the second region here`, '  ')] : []),
    '',
    comment('The region that the others are held against; without one, the majority.'),
    comment(`reference: ${region}`),
    '',
    comment('What a region is for, where the regions differ by design; `asymmetry` below can name it.'),
    comment('roles:'),
    comment(`  ${region}: primary`),
    comment(`  ${regions.find((one) => one !== region) ?? other}: standby`),
  ];
}

function list(name: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [`  ${name}:`, ...items.map((item) => `    - ${scalar(item)}`)];
}

function selectSection({ selection }: Found): readonly string[] {
  const tags = Object.entries(selection.tags).map(([key, values]) => {
    const one = values.length === 1 ? scalar(values[0] ?? '') : `[${values.map(scalar).join(', ')}]`;
    return `    ${scalar(key)}: ${one}`;
  });
  const members = [
    ...list('stackPrefixes', selection.stackPrefixes),
    ...(tags.length > 0 ? ['  tags:', ...tags] : []),
    ...list('types', selection.types),
    ...list('excludeTypes', selection.excludeTypes),
  ];
  const head = ['', comment("What is in scope. Without it: everything but AWS's own defaults.")];
  if (members.length > 0) return [...head, 'select:', ...members];
  return [...head, comment('select:'), comment('  stackPrefixes: [shop]'), comment('  tags: {app: shop}')];
}

function byType(alignment: Alignment, region: string): ReadonlyMap<string, readonly Resource[]> {
  const types = [...new Set(alignment.rows.filter((row) => row.counted).map((row) => row.type))].sort();
  const found = types.map((type): [string, readonly Resource[]] => [type, alignment.present(region, type)]);
  return new Map(found.filter(([, resources]) => resources.length > 0));
}

function expectSection({ alignment, region, known }: Found): readonly string[] {
  const found = byType(alignment, region);
  const total = [...found.values()].reduce((sum, resources) => sum + resources.length, 0);
  const wide = Math.max(0, ...[...found.values()].map((resources) => String(resources.length).length));
  const held = [...found].filter(([type]) => known.includes(type));
  const head = [
    '',
    comment(`What ${region} has: ${count(total, 'resource')}.`),
    ...[...found].map(([type, resources]) => comment(`  ${String(resources.length).padStart(wide)} ${type}`)),
    comment('Each region has at least as many, with these properties. Regions are compared with each other in'),
    comment('any case; this also tells when all of them lose something together.'),
  ];
  if (held.length === 0)
    return [...head, comment('expect:'), comment('  - {type: AWS::RDS::DBInstance, count: ">=1"}')];
  return [...head, 'expect:', ...held.flatMap(([type, resources]) => expectation(type, resources))];
}

/** Ingress from the whole internet, whatever the port: some of it is meant, all of it should be known. */
function openRules(alignment: Alignment, region: string): readonly string[] {
  return alignment.present(region, 'AWS::EC2::SecurityGroup').flatMap((group) => {
    const rules = group.properties?.SecurityGroupIngress;
    const open = (Array.isArray(rules) ? rules : []).filter((rule) =>
      [rule?.CidrIp, rule?.CidrIpv6].some((source) => typeof source === 'string' && source.endsWith('/0')),
    );
    return open.map((rule) => `${group.name ?? group.id}: ${securityGroupRule(rule)}`);
  });
}

function warnings({ alignment, region, findings }: Found): readonly string[] {
  const open = openRules(alignment, region);
  const gaps = alignment.gaps.map(
    (gap) => `${gap.region} ${gap.type}: ${gap.cause}${gap.operation ? ` ${gap.operation}` : ''}`,
  );
  return [
    ...(open.length > 0 ? ['', comment(`Open to the whole internet in ${region} today. Is it meant?`)] : []),
    ...open.map((text) => comment(`  ${text}`)),
    ...(findings.length > 0
      ? ['', comment(`Wrong in ${region} today by the built-in expectations; check will say so:`)]
      : []),
    ...findings.map((finding) => comment(`  ${finding.severity} ${finding.rule}: ${finding.message}`)),
    ...(gaps.length > 0 ? ['', comment(`Could not be read, and so is not held here:`)] : []),
    ...[...new Set(gaps)].map((text) => comment(`  ${text}`)),
  ];
}

function networksSection({ alignment, region }: Found): readonly string[] {
  const cidr = alignment.present(region, 'AWS::EC2::VPC')[0]?.properties?.CidrBlock;
  const block = typeof cidr === 'string' ? cidr : '10.0.0.0/16';
  return [
    '',
    comment("Names for address ranges outside the regions' own networks. Under one name, blocks count as equal."),
    comment('networks:'),
    comment('  office: 203.0.113.0/24'),
    comment(`  ${region}: {backbone: ${block}}`),
  ];
}

function asymmetrySection({ alignment, region }: Found): readonly string[] {
  const found = byType(alignment, region);
  const [type = 'AWS::CloudTrail::Trail', resources] =
    [...found].find(([one]) => one === 'AWS::CloudTrail::Trail') ?? [...found][0] ?? [];
  const first = resources?.[0];
  const row = first === undefined ? undefined : alignment.rowOf(first);
  return [
    '',
    comment('What differs by design. It is declared here, not waived.'),
    comment('asymmetry:'),
    comment(`  - type: ${type}`),
    ...(row === undefined ? [] : [comment(`    counterpart: ${scalar(row.counterpart)}`)]),
    comment(`    only: [${region}]`),
    comment('    reason: why the other regions have none'),
  ];
}

function pairsSection({ alignment, region, regions }: Found): readonly string[] {
  const [type, resources] =
    [...byType(alignment, region)].find(([, list]) => list.some((one) => one.name ?? one.id)) ?? [];
  const name = resources?.[0]?.name ?? resources?.[0]?.id ?? 'shop-key';
  const other = regions.find((one) => one !== region) ?? SECOND.find((one) => one !== region) ?? SECOND[0];
  return [
    '',
    comment('Counterparts whose names do not tell that they are.'),
    comment('pairs:'),
    comment(`  - type: ${type ?? 'AWS::KMS::Key'}`),
    comment(`    resources: {${region}: ${scalar(name)}, ${other}: its-name-there}`),
  ];
}

/** The text of the file. Every active line holds for the region it was read from, unless something is wrong there. */
export function baselineText(found: Found): string {
  const sections = [
    heading,
    regionsSection,
    selectSection,
    expectSection,
    warnings,
    networksSection,
    asymmetrySection,
    pairsSection,
  ];
  const end = [
    '',
    comment('From which severity on check exits 1: low, medium, high, critical or never.'),
    'failOn: medium',
  ];
  return `${[...sections.flatMap((section) => section(found)), ...end].join('\n')}\n`;
}
