/**
 * The accounts that the benchmark audits: the same design in every region, so that an audit of it finds parity.
 * Resources of the selection are in stacks named `app-…`, and `tagged` of them carry the tag `app=app`; what is foreign is
 * another team's, shows in every list, and is never to be asked about.
 */

export const ACCOUNT = '111122223333';
export const REGIONS = [
  ...['us-east-1', 'eu-central-1', 'us-west-2', 'eu-west-1', 'us-east-2', 'us-west-1', 'ca-central-1', 'sa-east-1'],
  ...['eu-north-1', 'eu-west-2', 'eu-west-3', 'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1'],
  ...['ap-southeast-1', 'ap-southeast-2'],
];

/** Numbers per region; roles are the account's. */
export const SHAPES = {
  usual: {
    ...{ stacks: 20, perStack: 15, otherStacks: 3, tagged: 267, roles: 30, otherRoles: 0 },
    typed: { vpc: 1, group: 90, database: 10, key: 20, trail: 1, bucket: 1 },
    foreign: {},
  },
  /** 10,000 resources in 300 stacks, of which 200 in 10 stacks are the selection. */
  large: {
    ...{ stacks: 10, perStack: 20, otherStacks: 290, tagged: 180, roles: 20, otherRoles: 500 },
    typed: { vpc: 1, group: 60, database: 8, key: 12, trail: 1, bucket: 2 },
    foreign: { vpc: 4, group: 2000, database: 300, key: 400, trail: 2, bucket: 150, part: 6944 },
  },
};

let shape = SHAPES.usual;

/** Which of the accounts this process speaks of. */
export function useShape(name) {
  shape = SHAPES[name];
}

export const currentShape = () => shape;
const PART_TYPES = ['AWS::Logs::LogGroup', 'AWS::SNS::Topic', 'AWS::SQS::Queue', 'AWS::SSM::Parameter'];

const hex = (region, kind, index) => {
  let hash = 2166136261;
  for (const character of `${region}/${kind}/${index}`) hash = Math.imul(hash ^ character.charCodeAt(0), 16777619);
  return (hash >>> 0).toString(16).padStart(8, '0');
};

/** The 17 hex digits of an EC2 id. */
const id17 = (region, kind, index) => `0${hex(region, kind, index)}${String(index).padStart(8, '0')}`;

const pad = (index) => String(index).padStart(3, '0');

const MAKERS = {
  vpc: (region, arn, index) => {
    const id = `vpc-${id17(region, 'vpc', index)}`;
    return { type: 'AWS::EC2::VPC', id, arn: arn('ec2', `vpc/${id}`) };
  },
  group: (region, arn, index) => {
    const id = `sg-${id17(region, 'group', index)}`;
    return {
      type: 'AWS::EC2::SecurityGroup',
      id,
      arn: arn('ec2', `security-group/${id}`),
      name: `app-group-${pad(index)}`,
    };
  },
  database: (_region, arn, index) => {
    const id = `app-database-${pad(index)}`;
    return { type: 'AWS::RDS::DBInstance', id, arn: arn('rds', `db:${id}`), name: id };
  },
  key: (region, arn, index) => {
    const id = `${hex(region, 'key', index)}-0000-4000-8000-${pad(index).padStart(12, '0')}`;
    return { type: 'AWS::KMS::Key', id, arn: arn('kms', `key/${id}`), name: `app-key-${pad(index)}` };
  },
  trail: (region, arn, index) => {
    const id = `${index === 0 ? 'app' : `team-${index}`}-trail-${region}`;
    return { type: 'AWS::CloudTrail::Trail', id, arn: arn('cloudtrail', `trail/${id}`), name: id };
  },
  bucket: (region, _arn, index) => {
    const id = `app-${index === 0 ? 'trail' : `files-${pad(index)}`}-${region}-${ACCOUNT}`;
    return { type: 'AWS::S3::Bucket', id, arn: `arn:aws:s3:::${id}`, name: id };
  },
  part,
};

/** What an application has many of. Their physical ids take the forms that CloudFormation gives. */
function part(region, arn, index) {
  // Lambda answers 15 control calls a second, and a function takes four: with many of them nothing else would be measured.
  const type = index % 60 === 0 ? 'AWS::Lambda::Function' : PART_TYPES[index % PART_TYPES.length];
  const name = `app-part-${pad(index)}`;
  const forms = {
    'AWS::Logs::LogGroup': { id: name, arn: arn('logs', `log-group:${name}`) },
    'AWS::SNS::Topic': { id: arn('sns', name), arn: arn('sns', name) },
    'AWS::SQS::Queue': { id: `https://sqs.${region}.amazonaws.com/${ACCOUNT}/${name}`, arn: arn('sqs', name) },
    'AWS::SSM::Parameter': { id: name, arn: arn('ssm', `parameter/${name}`) },
    'AWS::Lambda::Function': { id: name, arn: arn('lambda', `function:${name}`) },
  };
  return { type, ...forms[type] };
}

/**
 * What a region has: the stacks' resources, dealt out to the stacks in turn, the tagged ones first.
 *
 * @returns `of(kind)`: those of the selection; `listed(kind)`: those that a list of the kind shows, the foreign ones last
 */
export function regionInventory(region) {
  const { typed, foreign, perStack, tagged, stacks, otherStacks } = shape;
  const make = (counts, first) =>
    Object.entries(counts).flatMap(([kind, count]) => many(region, kind, count, first[kind] ?? 0));
  const known = make(typed, {});
  const selected = [...known, ...many(region, 'part', stacks * perStack - known.length, 0)];
  const resources = selected.map((resource, index) => ({
    ...resource,
    stack: `app-stack-${pad(index % stacks)}`,
    logicalId: `${resource.kind[0].toUpperCase()}${resource.kind.slice(1)}${pad(resource.index)}`,
    tagged: index < tagged,
  }));
  const others = make(foreign, typed).map((resource) => ({ ...resource, tagged: false }));
  const [own, listed] = [grouped(resources), grouped([...resources, ...others])];
  return {
    ...{ region, resources, stacks: names('app', stacks), foreign: names('other', otherStacks) },
    of: (kind) => own.get(kind) ?? [],
    listed: (kind) => listed.get(kind) ?? [],
  };
}

const names = (team, count) => Array.from({ length: count }, (_, index) => `${team}-stack-${pad(index)}`);

function many(region, kind, count, first) {
  const arn = (service, rest) => `arn:aws:${service}:${region}:${ACCOUNT}:${rest}`;
  return Array.from({ length: count }, (_, at) => {
    const index = first + at;
    return { kind, index, ...MAKERS[kind](region, arn, index) };
  });
}

function grouped(all) {
  const groups = new Map();
  for (const one of all) {
    if (!groups.has(one.kind)) groups.set(one.kind, []);
    groups.get(one.kind).push(one);
  }
  return groups;
}

/** @returns the roles of the account, which no stack made: they are in the selection by their tag. */
export function roles() {
  return Array.from({ length: shape.roles + shape.otherRoles }, (_, index) => {
    const tagged = index < shape.roles;
    const name = `${tagged ? 'app' : 'other'}-role-${pad(index)}`;
    return {
      id: name,
      arn: `arn:aws:iam::${ACCOUNT}:role/${name}`,
      roleId: `AROA${hex('', 'role', index).toUpperCase()}`,
      tagged,
    };
  });
}
