/**
 * The least number of calls that can answer the audit of the inventory: one list call per page, one call per resource
 * for what no list call tells. Worked out from the inventory and from what AWS's API offers, not from what the product does.
 */
import { LISTS } from './answers/empty-lists.mjs';
import { REGIONS, regionInventory } from './inventory.mjs';

const pages = (items, perPage) => Math.max(1, Math.ceil(items / perPage));

/** Per region: operation, how many, and why not fewer. */
function perRegion(region) {
  const { resources, of, listed, stacks, foreign } = regionInventory(region);
  const tagged = resources.filter((resource) => resource.tagged).length;
  const count = (kind) => of(kind).length;
  const oncePer = (kind, operations, why) => operations.map((operation) => [operation, count(kind), why]);
  const lists = (operations) => operations.map((operation) => [operation, 1, 'a list of one page']);
  const paged = (operation, kind, perPage) => [operation, pages(listed(kind).length, perPage), `${perPage} a page`];
  return [
    ['cloudformation:ListStacks', pages(stacks.length + foreign.length, 100), '100 a page'],
    ['cloudformation:ListStackResources', stacks.length, 'one a stack'],
    ['cloudformation:GetTemplate', stacks.length, 'one a stack'],
    [
      'cloudformation:DescribeStacks',
      pages(stacks.length + foreign.length, 100),
      'parameters and outputs of all, 100 a page',
    ],
    [
      'tagging:GetResources',
      pages(tagged, 100) + Math.ceil(of('part').filter((part) => !part.tagged).length / 100),
      '100 a page; what a stack made without the tag is asked for by its ARN',
    ],
    paged('kms:ListKeys', 'key', 1000),
    paged('kms:ListAliases', 'key', 100),
    paged('rds:DescribeDBInstances', 'database', 100),
    paged('ec2:DescribeSecurityGroups', 'group', 1000),
    ...lists(['cloudtrail:DescribeTrails', 'rds:DescribeDBClusters', 'rds:DescribeDBSubnetGroups']),
    ...lists(['rds:DescribeDBParameterGroups', 'ec2:DescribeVpcs', 'ec2:DescribeSubnets', 's3:ListBuckets']),
    ['ec2:DescribeVpcAttribute', 2 * count('vpc'), 'DNS support and DNS host names of a VPC'],
    ...oncePer('key', ['kms:DescribeKey', 'kms:GetKeyPolicy', 'kms:GetKeyRotationStatus'], 'one a key'),
    ['cloudtrail:GetTrailStatus', listed('trail').length, "one a trail; another team's may be what covers the region"],
    ...oncePer('trail', ['cloudtrail:GetEventSelectors'], 'one a trail'),
    ['cloudtrail:ListTags', pages(listed('trail').length, 20), '20 trails a call'],
    ...oncePer(
      'bucket',
      ['s3:GetBucketEncryption', 's3:GetBucketVersioning', 's3:GetPublicAccessBlock'],
      'one a bucket',
    ),
    ...oncePer(
      'bucket',
      ['s3:GetBucketLogging', 's3:GetBucketPolicy', 's3:GetBucketOwnershipControls'],
      'one a bucket',
    ),
    ...oncePer('bucket', ['s3:GetBucketLifecycleConfiguration', 's3:GetBucketReplication'], 'one a bucket'),
    ...oncePer('bucket', ['s3:GetBucketAcl', 's3:GetBucketCors', 's3:GetBucketWebsite'], 'one a bucket'),
    ...oncePer('bucket', ['s3:GetBucketNotificationConfiguration', 's3:GetObjectLockConfiguration'], 'one a bucket'),
    ...oncePer('bucket', ['s3:GetBucketAccelerateConfiguration'], 'one a bucket'),
    ...ofParts(regionInventory(region)),
    ...emptyLists(({ once }) => !once),
  ];
}

/** What is read of the parts that an application has many of. */
function ofParts({ of, listed }) {
  const count = (from, type) => from('part').filter((part) => part.type === type).length;
  const paged = (operation, type, perPage, times = 1) => [
    operation,
    times * pages(count(listed, type), perPage),
    `${perPage} a page${times > 1 ? '; published versions are another list' : ''}`,
  ];
  const each = (operations, type, from, why) => operations.map((operation) => [operation, count(from, type), why]);
  const ofFunction = ['lambda:GetFunctionConcurrency', 'lambda:GetPolicy'];
  return [
    paged('logs:DescribeLogGroups', 'AWS::Logs::LogGroup', 50),
    paged('sns:ListTopics', 'AWS::SNS::Topic', 100),
    paged('sqs:ListQueues', 'AWS::SQS::Queue', 1000),
    paged('ssm:DescribeParameters', 'AWS::SSM::Parameter', 50),
    paged('lambda:ListFunctions', 'AWS::Lambda::Function', 50, 2),
    ...each(['sns:GetTopicAttributes'], 'AWS::SNS::Topic', of, 'one a topic'),
    ...each(['sqs:GetQueueAttributes'], 'AWS::SQS::Queue', of, 'one a queue'),
    ...each(ofFunction, 'AWS::Lambda::Function', of, 'one a function'),
    ...each(
      ['lambda:ListAliases', 'lambda:ListFunctionUrlConfigs'],
      'AWS::Lambda::Function',
      listed,
      'one a function: no list has them all',
    ),
  ];
}

/** The lists of types of which the inventory has none: nothing but the list tells that. */
function emptyLists(wanted) {
  const times = new Map();
  for (const row of LISTS.filter(wanted)) {
    const name = `${row.service}:${row.operation}`;
    times.set(name, (times.get(name) ?? 0) + 1);
  }
  return [...times].map(([name, count]) => [name, count, 'a list of one page']);
}

/** Roles are fewer than a page of 1000. */
const ONCE = [
  ['rds:DescribeGlobalClusters', 1, 'every region answers with all of them'],
  ['sts:GetCallerIdentity', 1, 'who asks'],
  ['ec2:DescribeRegions', 1, 'which regions are enabled'],
  [
    'iam:GetAccountAuthorizationDetails',
    2,
    'roles and policies, 1000 a page; users and groups apart, which few selections hold',
  ],
  ['iam:ListRoles', 1, 'descriptions and session lengths, which the details lack'],
  ...emptyLists(({ once }) => once),
];

function byOperation(operations) {
  const sums = {};
  for (const [name, calls] of Object.entries(operations)) {
    const [, service, operation] = name.split(':');
    sums[`${service}:${operation}`] = (sums[`${service}:${operation}`] ?? 0) + calls;
  }
  return sums;
}

/**
 * @param operations what was called, `{ 'us-east-1:kms:ListKeys': 1 }`
 * @returns the rows of the operations that were called, each with the least number, and what was called beyond the table
 */
export function compareCalls(operations, regionCount) {
  const called = byOperation(operations);
  const least = new Map(ONCE.map(([name, count, why]) => [name, { least: count, why }]));
  for (const [name, count, why] of perRegion(REGIONS[0]))
    least.set(name, { least: (least.get(name)?.least ?? 0) + count * regionCount, why });
  const rows = Object.entries(called).map(([name, calls]) => ({
    name,
    calls,
    ...(least.get(name) ?? { least: 0, why: 'not needed for this inventory' }),
  }));
  const notRead = [...least.keys()].filter((name) => called[name] === undefined);
  return { rows: rows.sort((a, b) => (a.name < b.name ? -1 : 1)), notRead };
}

/** Seconds that the endpoint's buckets need for the least calls: the slowest bucket of a region. `limits` as in the endpoint. */
export function limitFloor(rows, regionCount, limits) {
  const ofBucket = new Map();
  for (const { name, least } of rows) {
    const service = name.split(':')[0];
    const limit = limits[service];
    if (limit === undefined) continue;
    const bucket = limit[2] === 'operation' ? name : service;
    ofBucket.set(bucket, { limit, calls: (ofBucket.get(bucket)?.calls ?? 0) + least / regionCount });
  }
  const waits = [...ofBucket.values()].map(({ limit: [perSecond, burst], calls }) => (calls - burst) / perSecond);
  return Math.max(0, ...waits);
}
