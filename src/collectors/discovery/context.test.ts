import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Collector, Listed } from '../collector.ts';
import { stubContext } from '../testing.ts';
import { addListed, addMember, type Entry, isAmbiguous, makeRun, matchAll } from '../type-run.ts';
import { keepContext } from './context.ts';

function run(type: string, more: Partial<Collector> = {}) {
  const base = {
    type,
    summary: '',
    scope: 'regional' as const,
    actions: [],
    tags: 'none' as const,
    comparators: {},
    cannotSee: [],
  };
  return makeRun({ ...base, list: async function* () {}, ...more }, 'us-east-1', stubContext({}));
}
function add(of: ReturnType<typeof run>, listed: Partial<Listed> & { id: string }): Entry {
  const added = addListed(of, { arn: null, name: null, properties: {}, ...listed });
  if (added === null) throw new Error('listed before');
  return added.entry;
}
const ids = (kept: ReadonlySet<Entry>) => [...kept].map(({ listed }) => listed.id).sort();

it('keeps what a selected resource names, what that names in turn, and nothing else', () => {
  const subnets = run('AWS::EC2::Subnet', { keptWith: ({ properties }, known) => known.has(String(properties.VpcId)) });
  const groups = run('AWS::EC2::SecurityGroup');
  const vpcs = run('AWS::EC2::VPC');
  const buckets = run('AWS::S3::Bucket');
  const databases = run('AWS::RDS::DBInstance', { references: { DBSubnetGroupName: 'AWS::RDS::DBSubnetGroup' } });
  const subnetGroups = run('AWS::RDS::DBSubnetGroup');
  const database = add(databases, {
    id: 'orders',
    properties: {
      VPCSecurityGroups: ['sg-1'],
      DBSubnetGroupName: 'data',
      Policy: { Resource: 'arn:aws:s3:::exports/*' },
    },
  });
  const entries = [
    database,
    add(groups, { id: 'sg-1', properties: { VpcId: 'vpc-1' } }),
    add(groups, { id: 'sg-2', properties: { VpcId: 'vpc-1' } }),
    add(vpcs, { id: 'vpc-1' }),
    add(vpcs, { id: 'vpc-2' }),
    add(subnets, { id: 'subnet-1', properties: { VpcId: 'vpc-1' } }),
    add(subnets, { id: 'subnet-2', properties: { VpcId: 'vpc-2' } }),
    add(subnetGroups, { id: 'arn-like', name: 'data' }),
    // Its name is what another property happens to hold: no declared reference leads here.
    add(groups, { id: 'sg-3', name: 'data' }),
    add(buckets, { id: 'exports', arn: 'arn:aws:s3:::exports' }),
    add(buckets, { id: 'shadow', context: true }),
  ];
  expect(ids(keepContext(entries, (entry) => entry === database))).toEqual(
    ['arn-like', 'exports', 'sg-1', 'shadow', 'subnet-1', 'vpc-1'].sort(),
  );
});

it('keeps what covers the region, even where nothing is selected', () => {
  const trails = run('AWS::CloudTrail::Trail', { keptWith: () => true });
  expect(ids(keepContext([add(trails, { id: 'main' })], () => false))).toEqual(['main']);
});

const says = { region: 'us-east-1', stack: 'app', logicalId: 'X', tags: null, says: 'stack', doubtful: false } as const;

it.each([
  ['AWS::RDS::DBInstance', { id: 'orders', arn: 'arn:aws:rds:us-east-1:1:db:orders' }, { id: 'Orders', arn: null }],
  [
    'AWS::RDS::DBInstance',
    { id: 'orders', arn: 'arn:aws:rds:us-east-1:1:db:orders' },
    { id: '', arn: 'arn:aws:rds:us-east-1:1:db:orders' },
  ],
  [
    'AWS::IAM::Role',
    { id: 'audit', arn: 'arn:aws:iam::1:role/path/audit' },
    { id: '', arn: 'arn:aws:iam::1:role/path/audit' },
  ],
  ['AWS::S3::Bucket', { id: 'logs', arn: 'arn:aws:s3:::logs' }, { id: '', arn: 'arn:aws:s3:::logs' }],
])('%s %j is what %j names, whichever comes first', (type, listed, named) => {
  const over = type.startsWith('AWS::RDS') ? ({ foldsCase: true } as const) : {};
  const first = run(type, over);
  const entry = add(first, listed);
  expect(addMember(first, { ...says, type, ...named })).toBe(entry);
  const second = run(type, over);
  expect(addMember(second, { ...says, type, ...named })).toBeNull();
  expect(addListed(second, { name: null, properties: {}, ...listed })?.named).toHaveLength(1);
});

it('matches by another spelling when all is listed, and only where one answers to it', () => {
  const roles = run('AWS::IAM::Role');
  const one = add(roles, { id: 'AROA1', arn: 'arn:aws:iam::1:role/a/worker', name: 'worker' });
  const member = { ...says, type: 'AWS::IAM::Role', id: 'worker', arn: null };
  expect(addMember(roles, member)).toBeNull();
  expect(matchAll(roles)).toEqual([[member, one]]);
  const two = run('AWS::IAM::Role');
  add(two, { id: 'AROA1', name: 'worker' });
  add(two, { id: 'AROA2', name: 'worker' });
  addMember(two, member);
  expect(matchAll(two)).toEqual([]);
  expect(isAmbiguous(two, member)).toBe(true);
});

it('takes one resource once, however often AWS lists it', () => {
  const roles = run('AWS::IAM::Role');
  add(roles, { id: 'a', arn: 'arn:aws:iam::1:role/a' });
  expect(addListed(roles, { id: 'a', arn: 'arn:aws:iam::1:role/a', name: null, properties: {} })).toBeNull();
});

it('a row that two answer to names neither, whichever of the three comes first; one that only shows there gives way', () => {
  const member = { ...says, type: 'AWS::CloudTrail::Trail', id: 'audit', arn: null };
  const home = { id: 'audit', arn: 'arn:aws:cloudtrail:us-east-1:1:trail/audit' };
  const other = { id: 'audit', arn: 'arn:aws:cloudtrail:us-west-2:1:trail/audit' };
  for (const order of [0, 1, 2]) {
    const trails = run('AWS::CloudTrail::Trail');
    const steps = [() => add(trails, home), () => add(trails, other)];
    steps.splice(order, 0, () => addMember(trails, member) as Entry);
    for (const step of steps) step();
    expect(matchAll(trails)).toEqual([]);
    expect(isAmbiguous(trails, member)).toBe(true);
  }
  const shadowed = run('AWS::CloudTrail::Trail');
  add(shadowed, { ...other, context: true });
  addMember(shadowed, member);
  const own = add(shadowed, home);
  expect(matchAll(shadowed)).toEqual([[member, own]]);
});

it('as many rows as answer to one name are all of the stack, and which is whose stays open', () => {
  const filters = run('AWS::Logs::MetricFilter');
  const web = add(filters, { id: 'errors', arn: null, within: '/app/web' });
  const jobs = add(filters, { id: 'errors', arn: null, within: '/app/jobs' });
  expect(addListed(filters, { id: 'errors', arn: null, name: null, within: '/app/web', properties: {} })).toBeNull();
  const row = { ...says, type: 'AWS::Logs::MetricFilter', id: 'errors', arn: null };
  addMember(filters, { ...row, logicalId: 'Web' });
  expect(matchAll(filters)).toEqual([]);
  expect(filters.unmatched.size).toBe(1);
  addMember(filters, { ...row, logicalId: 'Jobs' });
  const open = { ...row, logicalId: null };
  expect(matchAll(filters)).toEqual([
    [open, web],
    [open, jobs],
  ]);
  expect(filters.unmatched.size).toBe(0);
});

it('who names whom does not show which answer came first', () => {
  const type = 'AWS::CloudTrail::Trail';
  const listed = fc.record({
    id: fc.constantFrom('a', 'b'),
    arn: fc.constantFrom(null, 'arn:aws:cloudtrail:us-east-1:1:trail/a', 'arn:aws:cloudtrail:us-west-2:1:trail/a'),
    within: fc.constantFrom('x', 'y'),
  });
  const named = fc.record({
    id: fc.constantFrom('a', 'b', 'trail/a', 'gone'),
    arn: fc.constantFrom(null, 'arn:aws:cloudtrail:us-east-1:1:trail/a'),
    logicalId: fc.constantFrom('A', 'B'),
    says: fc.constantFrom('stack', 'tag', 'excluded'),
  });
  const steps = fc.array(fc.oneof(listed, named), { maxLength: 8 });
  const outcome = (all: readonly object[]) => {
    const of = run(type);
    for (const one of all)
      if ('says' in one) addMember(of, { ...says, ...one, type } as never);
      else addListed(of, { name: null, properties: {}, ...one } as never);
    const pairs = matchAll(of).map(([member, { listed: to }]) => JSON.stringify([member, to.id, to.arn, to.within]));
    return [pairs.sort(), [...of.unmatched].map((one) => JSON.stringify(one)).sort()];
  };
  fc.assert(
    fc.property(
      steps.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => {
        expect(outcome(shuffled)).toEqual(outcome(all));
      },
    ),
    { numRuns: 500 },
  );
});
