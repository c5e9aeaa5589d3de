/**
 * The yardstick of the job: the calls of the audit of the usual account, made by the SDK's clients out of dist/ and by nothing
 * else. No pace, no retries, no reading of what comes back beyond what the next call needs, no judging, no report; credentials
 * given. Compiled code is kept as the product keeps it. What an audit with the SDK cannot be faster than.
 *
 *     node bench/sdk-alone.cjs FILE REGION,REGION     FILE: where the compiled code is kept
 */
const { existsSync, readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');
const { deserialize, serialize } = require('node:v8');

const [codeFile, list] = process.argv.slice(2);
const regions = list.split(',');
const dist = join(__dirname, '../dist');
const files = readdirSync(dist);
const kept = existsSync(codeFile) ? deserialize(readFileSync(codeFile)) : {};
const loaded = new Map();

function load(name) {
  const known = loaded.get(name);
  if (known) return known.module.exports;
  const filename = join(dist, name);
  const source = `(function(exports,require,module,__filename,__dirname){${readFileSync(filename, 'utf8')}\n})`;
  const script = new Script(source, { filename, cachedData: kept[name] });
  const module = { exports: {} };
  loaded.set(name, { module, script });
  const requireFrom = (id) => (id.startsWith('./') ? load(id.slice(2)) : require(id));
  script.runInThisContext()(module.exports, requireFrom, module, filename, dist);
  return module.exports;
}

function keep() {
  if (existsSync(codeFile)) return;
  const code = [...loaded].map(([name, { script }]) => [name, script.createCachedData()]);
  writeFileSync(codeFile, serialize(Object.fromEntries(code)));
}

/** A client of the SDK by the end of its package's name, and its commands by theirs. */
function service(name) {
  const pattern = RegExp(`^client-${name}-[A-Z0-9]{8}\\.cjs$`);
  const exported = load(files.find((file) => pattern.test(file)));
  const className = Object.keys(exported).find((key) => key.endsWith('Client'));
  return (region, config = {}) => {
    // The client of Kinesis speaks HTTP/2 by itself, which no other does and the endpoint does not.
    const handler = name === 'kinesis' && { requestHandler: plainHandler() };
    const client = new exported[className]({ region, credentials, logger, maxAttempts: 1, ...handler, ...config });
    return async (operation, input = {}) => {
      const Command = exported[`${operation}Command`];
      if (Command) return client.send(new Command(input));
      for await (const page of exported[`paginate${operation}`]({ client }, input)) return page;
    };
  };
}

function plainHandler() {
  const { STSClient } = load(files.find((file) => /^client-sts-[A-Z0-9]{8}\.cjs$/.test(file)));
  return new STSClient({ region: 'us-east-1', credentials }).config.requestHandler;
}

const nothing = () => {};
const logger = { trace: nothing, debug: nothing, warn: nothing, error: nothing };
const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' };
const all = (items, ask) => Promise.all(items.map(ask));
const perRegion = (ask) => all(regions, ask);

async function stacks(call) {
  const { StackSummaries } = await call('ListStacks', { StackStatusFilter: ['CREATE_COMPLETE'] });
  const ours = StackSummaries.filter(({ StackName }) => StackName.startsWith('app'));
  const described = call('DescribeStacks');
  await all(ours, async ({ StackName }) => {
    await call('ListStackResources', { StackName });
    await call('GetTemplate', { StackName, TemplateStage: 'Processed' });
  });
  await described;
}

async function tagged(call) {
  const TagFilters = [{ Key: 'app', Values: ['app'] }];
  const known = new Set();
  let PaginationToken;
  do {
    const page = await call('GetResources', { ResourcesPerPage: 100, TagFilters, PaginationToken });
    for (const { ResourceARN } of page.ResourceTagMappingList) known.add(ResourceARN);
    ({ PaginationToken } = page);
  } while (PaginationToken);
  // What a stack made without the tag: an ARN is enough for a call of the same size.
  await call('GetResources', { ResourceARNList: [...known].slice(0, 33) });
}

async function keys(call) {
  const aliases = call('ListAliases');
  const { Keys } = await call('ListKeys', { Limit: 1000 });
  await all(Keys, ({ KeyId }) =>
    all(['DescribeKey', 'GetKeyPolicy', 'GetKeyRotationStatus'], (operation) => call(operation, { KeyId })),
  );
  await aliases;
}

async function networks(call, isHome) {
  const lists = ['DescribeSecurityGroups', 'DescribeSubnets', ...(isHome ? ['DescribeRegions'] : [])];
  const others = all(lists, (operation) => call(operation));
  const { Vpcs } = await call('DescribeVpcs');
  const attributes = ['enableDnsSupport', 'enableDnsHostnames'];
  await all(
    Vpcs.filter(({ IsDefault }) => !IsDefault),
    ({ VpcId }) => all(attributes, (Attribute) => call('DescribeVpcAttribute', { VpcId, Attribute })),
  );
  await others;
}

const OF_A_DATABASE = ['DBInstances', 'DBClusters', 'DBSubnetGroups', 'DBParameterGroups'];

async function databases(call, isHome) {
  const kinds = [...OF_A_DATABASE, ...(isHome ? ['GlobalClusters'] : [])];
  await all(kinds, (kind) => call(`Describe${kind}`));
}

async function trails(call) {
  const { trailList } = await call('DescribeTrails');
  await all(trailList, ({ TrailARN }) =>
    Promise.all([
      call('GetTrailStatus', { Name: TrailARN }),
      call('GetEventSelectors', { TrailName: TrailARN }),
      call('ListTags', { ResourceIdList: [TrailARN] }),
    ]),
  );
}

/** The lists of which the inventory has nothing: what is asked is told in the file that the answers are made from. */
const LISTS = JSON.parse(readFileSync(join(__dirname, 'lists.json'), 'utf8'));

async function emptyLists(rows, isHome) {
  const clients = new Map();
  const asked = rows.filter(({ once }) => !once || isHome);
  await all(asked, ({ client, operation, input, once, region }) => {
    const key = `${client} ${once ? 'us-east-1' : region}`;
    if (!clients.has(key)) clients.set(key, service(client)(once ? 'us-east-1' : region));
    return clients.get(key)(operation, input);
  });
}

async function each(call, { list, member, input = {}, next, token, of }) {
  const found = [];
  let page;
  let asked = { ...input };
  do {
    page = await call(list, asked);
    found.push(...(page[member] ?? []));
    asked = { ...input, [token]: page[next] };
  } while (page[next]);
  await all(of ? found : [], (item) => of(call, item));
}

const ofTopic = (call, { TopicArn }) => call('GetTopicAttributes', { TopicArn });
const ofQueue = (call, QueueUrl) => call('GetQueueAttributes', { QueueUrl, AttributeNames: ['All'] });
const ofFunction = (call, { FunctionName }) =>
  all(['GetFunctionConcurrency', 'GetPolicy', 'ListAliases', 'ListFunctionUrlConfigs'], (operation) =>
    call(operation, { FunctionName }).catch(notSet),
  );
const MARKER = { next: 'NextMarker', token: 'Marker' };
const SMALL = { next: 'nextToken', token: 'nextToken' };
const LARGE = { next: 'NextToken', token: 'NextToken' };

/** What an application has many of. */
function parts(region) {
  const lists = [
    ['cloudwatch-logs', { list: 'DescribeLogGroups', member: 'logGroups', input: { limit: 50 }, ...SMALL }],
    ['sns', { list: 'ListTopics', member: 'Topics', of: ofTopic, ...LARGE }],
    ['sqs', { list: 'ListQueues', member: 'QueueUrls', input: { MaxResults: 1000 }, of: ofQueue, ...LARGE }],
    ['ssm', { list: 'DescribeParameters', member: 'Parameters', input: { MaxResults: 50 }, ...LARGE }],
    ['lambda', { list: 'ListFunctions', member: 'Functions', input: { MaxItems: 50 }, of: ofFunction, ...MARKER }],
    [
      'lambda',
      { list: 'ListFunctions', member: 'Functions', input: { MaxItems: 50, FunctionVersion: 'ALL' }, ...MARKER },
    ],
  ];
  return all(lists, ([name, asked]) => each(service(name)(region, { useQueueUrlAsEndpoint: false }), asked));
}

const OF_A_BUCKET = [
  ...['GetBucketAcl', 'GetBucketCors', 'GetBucketNotificationConfiguration', 'GetObjectLockConfiguration'],
  ...['GetBucketWebsite', 'GetBucketAccelerateConfiguration'],
  ...['GetBucketEncryption', 'GetBucketLifecycleConfiguration', 'GetBucketLogging', 'GetBucketOwnershipControls'],
  ...['GetBucketPolicy', 'GetBucketReplication', 'GetBucketVersioning', 'GetPublicAccessBlock'],
];

async function buckets(call, region) {
  const { Buckets } = await call('ListBuckets', { BucketRegion: region });
  const read = (Bucket) => (operation) => call(operation, { Bucket }).catch(notSet);
  await all(Buckets, ({ Name }) => all(OF_A_BUCKET, read(Name)));
}

function notSet(error) {
  if (error.$metadata?.httpStatusCode !== 404) throw error;
}

/** The longest chains first, each client loaded when its turn comes, as the product does it. */
async function main() {
  const [home] = regions;
  const under = [service('sts')(home)('GetCallerIdentity')];
  const cloudformation = service('cloudformation');
  under.push(perRegion((region) => stacks(cloudformation(region))));
  const tagging = service('resource-groups-tagging-api');
  under.push(perRegion((region) => tagged(tagging(region))));
  await new Promise(setImmediate);
  const kms = service('kms');
  under.push(perRegion((region) => keys(kms(region))));
  const ec2 = service('ec2');
  under.push(perRegion((region) => networks(ec2(region), region === home)));
  const trail = service('cloudtrail');
  under.push(perRegion((region) => trails(trail(region))));
  const s3 = service('s3');
  under.push(perRegion((region) => buckets(s3(region, { forcePathStyle: true }), region)));
  const rds = service('rds');
  under.push(perRegion((region) => databases(rds(region), region === home)));
  const iam = service('iam')('us-east-1');
  under.push(
    iam('GetAccountAuthorizationDetails', { Filter: ['Role', 'LocalManagedPolicy'], MaxItems: 1000 }),
    iam('ListRoles'),
    iam('GetAccountAuthorizationDetails', { Filter: ['User', 'Group'], MaxItems: 1000 }),
  );
  under.push(perRegion((region) => parts(region)));
  under.push(
    perRegion((region) =>
      emptyLists(
        LISTS.map((row) => ({ ...row, region })),
        region === home,
      ),
    ),
  );
  await Promise.all(under);
}

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
main().then(
  () => {
    keep();
    process.exit(0);
  },
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
