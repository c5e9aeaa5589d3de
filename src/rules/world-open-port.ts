/** The rule `world-open-port`: a port that nobody outside should reach is open to the whole internet. */
import { z } from 'zod';
import { isNamed } from '../alignment/named-resources.ts';
import { propertyGaps } from '../findings/gaps.ts';
import { type Fault, judge } from '../findings/judge-resources.ts';
import type { JsonObject, Resource } from '../snapshot/snapshot.ts';
import { defineRule } from './rule.ts';

const TYPE = 'AWS::EC2::SecurityGroup';
/** Remote shells, databases, caches and file shares: nothing that the world should reach. */
const PORTS = [22, 3389, 3306, 5432, 1433, 1521, 27017, 6379, 9200, 11211, 2049, 445, 'all'] as const;
const Port = z.union([
  z.number().int().min(0).max(65535),
  z
    .string()
    .regex(/^(\d+-\d+|all)$/, 'a port, "20-25" or all')
    .refine(isRange, 'the lower port of a range stands first, and none is above 65535'),
]);
type Range = { readonly from: number; readonly to: number };
const ALL: Range = { from: 0, to: 65535 };

function isRange(text: string): boolean {
  const { from, to } = rangeOf(text);
  return from <= to && to <= ALL.to;
}

const group = (port: number, CidrIp: string) => [
  {
    type: TYPE,
    name: 'app',
    logicalId: 'AppGroup',
    stack: 'app',
    id: 'sg-0a1',
    properties: { SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: port, ToPort: port, CidrIp }] },
  },
];

function rangeOf(port: z.output<typeof Port>): Range {
  if (typeof port === 'number') return { from: port, to: port };
  if (port === 'all') return ALL;
  const [from = 0, to = 0] = port.split('-').map(Number);
  return { from, to };
}

type Open = Range & {
  /** The rule in words that are the same in every region. */
  readonly rule: string;
  readonly value: string;
};

/** What a rule lets in from the whole internet, by its source or by one in its prefix list; protocols without ports (ICMP, ESP) are not judged. */
function openTo(row: JsonObject): readonly Open[] {
  const protocol = String(row.IpProtocol ?? '-1').toLowerCase();
  if (!/^(-1|all|tcp|udp|6|17)$/.test(protocol)) return [];
  const name = { '6': 'tcp', '17': 'udp', '-1': 'all' }[protocol] ?? protocol;
  const given = name === 'all' || row.FromPort === undefined || row.FromPort === null || row.FromPort === -1;
  const from = given ? ALL.from : Number(row.FromPort);
  const to = given ? ALL.to : Number(row.ToPort ?? row.FromPort);
  const ports = from === ALL.from && to === ALL.to ? 'all ports' : from === to ? `${from}` : `${from}-${to}`;
  const isWorld = (source: unknown) => typeof source === 'string' && source.endsWith('/0');
  const listed = Array.isArray(row.PrefixListEntries) ? row.PrefixListEntries : [];
  const direct = [row.CidrIp, row.CidrIpv6].filter(isWorld).map((source) => `ingress ${name} ${ports} from ${source}`);
  const through = listed.filter(isWorld).map((source) => `ingress ${name} ${ports} from ${source} in a prefix list`);
  return [
    ...direct.map((rule) => ({ from, to, rule, value: rule })),
    ...through.map((rule) => ({ from, to, rule, value: `${rule}: ${row.PrefixListName}` })),
  ];
}

export default defineRule({
  meta: {
    id: 'world-open-port',
    family: 'baseline',
    severity: 'high',
    builtIn: true,
    answers: ['CIS AWS Foundations 3.0 5.2', 'CIS AWS Foundations 3.0 5.3'],
    summary: 'A port that nobody outside should reach is open to the whole internet',
    why: 'Open ports of shells, databases and file shares are found by scanners within minutes.',
    fix: 'Limit the source of the rule to the networks or groups that need it, or name the group in the option `allow`.',
    cannotSee:
      'Whether anything listens, has a public address or is behind a network ACL. Large ranges that are not quite the whole internet. What the prefix lists of AWS and of other accounts hold. What leaves the group is not judged.',
    types: [TYPE],
    messages: { open: '{counterpart} is open to the world in {regions}: {property}' },
    examples: [
      {
        name: 'PostgreSQL is open in the second region',
        regions: { 'us-east-1': group(5432, '10.1.0.0/16'), 'eu-central-1': group(5432, '0.0.0.0/0') },
        reports: ['open'],
      },
      {
        name: 'HTTPS is meant to be open',
        regions: { 'us-east-1': group(443, '0.0.0.0/0'), 'eu-central-1': group(443, '0.0.0.0/0') },
        reports: [],
      },
      {
        name: 'A bastion that the baseline allows',
        regions: { 'us-east-1': group(22, '0.0.0.0/0'), 'eu-central-1': group(22, '0.0.0.0/0') },
        baseline: 'rules: {world-open-port: {options: {allow: [{counterpart: App*, ports: [22]}]}}}',
        reports: [],
      },
    ],
  },
  options: z.strictObject({
    ports: z
      .array(Port)
      .default([...PORTS])
      .describe('Ports that must not be open: numbers, ranges such as "20-25", and `all` for rules on every port.'),
    allow: z
      .array(
        z.strictObject({
          counterpart: z.string().describe('Counterpart or name of the group; a pattern (* and ?).'),
          ports: z.array(Port).optional().describe('Only these ports; left out: all.'),
        }),
      )
      .default([])
      .describe('Groups that may be open.'),
  }),
  *check(seen, { ports, allow }) {
    const closed = ports.filter((port) => port !== 'all').map(rangeOf);
    const faults = (resource: Resource): Fault<'open'>[] => {
      const rows = resource.properties?.SecurityGroupIngress;
      // What is known to be open is, also where another part of the rules could not be read: that is a gap of its own.
      if (!Array.isArray(rows)) return [];
      const allowed = allow.filter((one) => isNamed(one.counterpart, resource, seen.rowOf(resource)));
      const isAllowed = (port: Range) =>
        allowed.some((one) =>
          (one.ports?.map(rangeOf) ?? [ALL]).some(({ from, to }) => from <= port.from && port.to <= to),
        );
      const byRule = new Map<string, Fault<'open'>>();
      for (const open of (rows as readonly JsonObject[]).flatMap(openTo)) {
        const everything = open.from === ALL.from && open.to === ALL.to;
        const hit = closed.some((port) => port.from <= open.to && open.from <= port.to && !isAllowed(port));
        if (!hit && !(everything && ports.includes('all') && !isAllowed(ALL))) continue;
        const severity = everything ? ({ severity: 'critical' } as const) : {};
        byRule.set(open.rule, { message: 'open', property: open.rule, value: open.value, ...severity });
      }
      return [...byRule.values()];
    };
    yield* judge(seen, [TYPE], faults);
  },
  gaps: (seen) => propertyGaps(seen, [TYPE], ['SecurityGroupIngress']),
});
