/**
 * How time and memory grow with what anybody may make many of: resources that are alike, findings, aliases, parts of an ARN. Each
 * curve is audited in three sizes, each twice the last. The exponent is of the processor's time, what a start takes left out.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLI, run, scratch } from './process.mjs';

const ACCOUNT = '111122223333';
const REGIONS = ['us-east-1', 'eu-central-1'];
/** More than linear is what somebody can make an audit fail with. A sort has 1.1 at these sizes. */
export const MOST = 1.2;

const header = (observations, takenAt = '2026-01-02T03:04:05.000Z') => ({
  ...{ kind: 'header', schemaVersion: 1, observations, tool: { name: 'infra-parity', version: '0.1.0' }, takenAt },
  caller: { account: ACCOUNT, partition: 'aws', arn: `arn:aws:iam::${ACCOUNT}:role/audit` },
  selection: { stackPrefixes: [], tags: {}, types: [], excludeTypes: [] },
  regions: REGIONS.map((region) => ({ name: region, region, account: ACCOUNT, partition: 'aws', state: 'enabled' })),
  ...{ digestKeyId: 'bench', notes: [] },
});

function resource(type, region, id, more) {
  return {
    ...{ type, stack: null, logicalId: null, name: null, selected: true, evidence: ['listed'] },
    ...{ properties: {}, unread: {}, tags: {}, region, id, arn: null },
    ...more,
  };
}

/** A snapshot of these resources, all of whose types were wholly seen. */
function write(name, resources, designs = []) {
  const byKey = new Map();
  for (const one of resources)
    byKey.set(`${one.region} ${one.type}`, (byKey.get(`${one.region} ${one.type}`) ?? 0) + 1);
  const types = [...new Set(resources.map(({ type }) => type))];
  const keys = types.flatMap((type) =>
    (resources.some((one) => one.type === type && one.region === 'global') ? ['global'] : REGIONS).map((region) => ({
      region,
      type,
    })),
  );
  const observations = keys.map(({ region, type }) => ({
    ...{ kind: 'observation', region, type, state: 'observed' },
    ...{ resources: byKey.get(`${region} ${type}`) ?? 0, gaps: [] },
  }));
  const file = join(scratch, name);
  const records = [header(observations.length), ...observations, ...designs, ...resources];
  const lines = records.map((line) => JSON.stringify(line));
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

/** `n` in the first region and one less in the second. */
function alike(n, make) {
  return REGIONS.flatMap((region, at) => Array.from({ length: n - at }, (_, index) => make(region, index)));
}

const hex = (index) => index.toString(16).padStart(17, '0');
const audit = (file, ...flags) => [
  'audit',
  '--from',
  file,
  '--no-baseline',
  '--report',
  `json=${file}.out`,
  '--report',
  `text=${file}.txt`,
  ...flags,
];

/** Name, the sizes, and what makes the arguments of the bin for a size; a function that does work of its own is not timed. */
const CURVES = {
  'volumes without a name, one more in one region': {
    sizes: [1250, 2500, 5000],
    make: (n) => {
      const volume = (region, index) =>
        resource('AWS::EC2::Volume', region, `vol-${hex(index)}${region.length}`, {
          properties: { Size: 100, VolumeType: 'gp3', Encrypted: true },
          tags: { app: 'shop' },
        });
      return audit(write('volumes.jsonl', alike(n, volume)));
    },
  },
  'instances of one name': {
    sizes: [1250, 2500, 5000],
    make: (n) => {
      const instance = (region, index) =>
        resource('AWS::EC2::Instance', region, `i-${hex(index)}${region.length}`, {
          name: 'worker',
          properties: { InstanceType: 'm7g.large' },
          tags: { Name: 'worker' },
        });
      return audit(write('instances.jsonl', alike(n, instance)));
    },
  },
  'groups of one name, no two alike': {
    sizes: [500, 1000, 2000],
    make: (n) => {
      const group = (region, index) =>
        resource('AWS::EC2::SecurityGroup', region, `sg-${hex(index)}${region.length}`, {
          name: 'web',
          properties: {
            GroupName: 'web',
            SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: index, ToPort: index, CidrIp: '10.0.0.0/8' }],
          },
          tags: { Name: 'web' },
        });
      return audit(write('groups.jsonl', alike(n, group)));
    },
  },
  'findings, and an earlier run that has others (--since)': {
    sizes: [2000, 4000, 8000],
    make: async (n) => {
      const queues = (prefix) =>
        Array.from({ length: n }, (_, index) =>
          resource('AWS::SQS::Queue', REGIONS[0], `${prefix}-${index}`, {
            name: `${prefix}-${index}`,
            properties: null,
          }),
        );
      const last = write('last.jsonl', queues('before'));
      await run([CLI, ...audit(last)]);
      return audit(write('since.jsonl', queues('after')), '--since', `${last}.out`);
    },
  },
  'uses of an alias in a baseline': {
    sizes: [1000, 2000, 4000],
    make: (n) => {
      const uses = Array.from({ length: n }, (_, index) => `  - { <<: *db, counterpart: "db-${index}" }\n`).join('');
      const baseline = join(scratch, 'aliases.yaml');
      writeFileSync(
        baseline,
        `expect:\n  - &db { type: AWS::RDS::DBInstance, count: 0, regions: [us-east-1] }\n${uses}`,
      );
      const file = write('aliases.jsonl', [resource('AWS::RDS::DBInstance', REGIONS[0], 'db', {})]);
      return ['audit', '--from', file, '--baseline', baseline, '--report', `json=${file}.out`];
    },
  },
  'parts of an ARN in 40 policies': {
    sizes: [6000, 12_000, 24_000],
    make: (n) => {
      const policy = (region, index) =>
        resource('AWS::S3::Bucket', region, `bucket-${index}-${region}`, {
          name: `bucket-${index}`,
          properties: {
            BucketPolicy: {
              Statement: [
                {
                  Effect: 'Allow',
                  Principal: '*',
                  Action: 's3:GetObject',
                  Resource: `arn:aws:s3:::${'a/'.repeat(n)}${region}`,
                },
              ],
            },
          },
        });
      return audit(write('arns.jsonl', alike(41, policy)));
    },
  },
  'rules whose groups are gone': {
    sizes: [1000, 2000, 4000],
    make: (n) => {
      const rules = (region) =>
        Array.from({ length: n }, (_, index) => ({
          ...{ IpProtocol: 'tcp', FromPort: 1000 + (index % 50), ToPort: 1000 + (index % 50) },
          SourceSecurityGroupId: `sg-${hex(index)}${region.length}`,
        }));
      const group = (region) =>
        resource('AWS::EC2::SecurityGroup', region, `sg-${region}`, {
          name: 'web',
          properties: { GroupName: 'web', SecurityGroupIngress: rules(region) },
        });
      return audit(write('gone.jsonl', REGIONS.map(group)));
    },
  },
  'backslashes in one text': {
    sizes: [100_000, 200_000, 400_000],
    make: (n) => {
      const queue = (region, at) =>
        resource('AWS::SQS::Queue', region, 'q', { name: 'q', properties: { Text: `${'\\'.repeat(n + at)}` } });
      return audit(write('backslashes.jsonl', REGIONS.map(queue)));
    },
  },
  'resources that differ in one property': {
    sizes: [2000, 4000, 8000],
    make: (n) => {
      const queue = (region, index) =>
        resource('AWS::SQS::Queue', region, `q-${index}`, {
          name: `q-${index}`,
          properties: { VisibilityTimeout: region === REGIONS[0] ? 30 : 60 },
        });
      return audit(write('drift.jsonl', alike(n, queue)));
    },
  },
  'stacks with a template each, one value changed': {
    sizes: [500, 1000, 2000],
    make: (n) => {
      const queues = alike(n, (region, index) =>
        stacked(region, `app-${index}`, 'Queue', { VisibilityTimeout: 30 + (region === REGIONS[0] ? 0 : 1) }),
      );
      const stacks = alike(n, (region, index) =>
        resource(
          'AWS::CloudFormation::Stack',
          region,
          `arn:aws:cloudformation:${region}:${ACCOUNT}:stack/app-${index}/1`,
          {
            name: `app-${index}`,
            properties: { StackStatus: 'CREATE_COMPLETE' },
          },
        ),
      );
      const designs = alike(n, (region, index) => design(region, `app-${index}`, { Queue: { VisibilityTimeout: 30 } }));
      return audit(write('stacks.jsonl', [...stacks, ...queues], designs));
    },
  },
  'resources of one stack, each drifted from its template': {
    sizes: [1000, 2000, 4000],
    make: (n) => {
      const queues = alike(n, (region, index) =>
        stacked(region, 'app', `Queue${index}`, { VisibilityTimeout: region === REGIONS[0] ? 30 : 60 }),
      );
      const own = Object.fromEntries(
        Array.from({ length: n }, (_, index) => [`Queue${index}`, { VisibilityTimeout: 30 }]),
      );
      return audit(
        write(
          'one-stack.jsonl',
          queues,
          REGIONS.map((region) => design(region, 'app', own)),
        ),
      );
    },
  },
  'resources that differ by one parameter': {
    sizes: [1000, 2000, 4000],
    make: (n) => {
      const time = (region) => (region === REGIONS[0] ? 30 : 60);
      const queues = alike(n, (region, index) =>
        stacked(region, 'app', `Queue${index}`, { VisibilityTimeout: time(region) }),
      );
      const own = (region) =>
        Object.fromEntries(
          Array.from({ length: n }, (_, index) => [`Queue${index}`, { VisibilityTimeout: time(region) }]),
        );
      const designs = REGIONS.map((region) => design(region, 'app', own(region), { Time: time(region) }));
      return audit(write('parameter.jsonl', queues, designs));
    },
  },
  'parameters of a stack, each with its own resource': {
    sizes: [500, 1000, 2000],
    make: (n) => {
      const queues = alike(n, (region, index) =>
        stacked(region, 'app', `Queue${index}`, { VisibilityTimeout: region === REGIONS[0] ? index : index + 1 }),
      );
      const designs = REGIONS.map((region, at) => {
        const value = (index) => index + at;
        const own = Object.fromEntries(
          Array.from({ length: n }, (_, index) => [`Queue${index}`, { VisibilityTimeout: value(index) }]),
        );
        const made = design(region, 'app', own);
        for (let index = 0; index < n; index++) {
          made.parameters[`P${index}`] = value(index);
          made.inputs[`parameter P${index}`] = value(index);
          made.resources[`Queue${index}`].uses = { '/Properties/VisibilityTimeout': [`parameter P${index}`] };
        }
        return made;
      });
      return audit(write('parameters.jsonl', queues, designs));
    },
  },
  'members of one property, all different': {
    sizes: [1000, 2000, 4000],
    make: (n) => {
      const queue = (region, at) =>
        resource('AWS::SQS::Queue', region, 'q', {
          name: 'q',
          properties: { Text: Object.fromEntries(Array.from({ length: n }, (_, index) => [`m${index}`, index + at])) },
        });
      return audit(write('members.jsonl', REGIONS.map(queue)));
    },
  },
  'items of one list, all different': {
    sizes: [1000, 2000, 4000],
    make: (n) => {
      const queue = (region, at) =>
        resource('AWS::ECS::TaskDefinition', region, 'q', {
          name: 'q',
          properties: {
            ContainerDefinitions: Array.from({ length: n }, (_, index) => ({ Name: `c${index}`, Cpu: index + at })),
          },
        });
      return audit(write('items.jsonl', REGIONS.map(queue)));
    },
  },
  'tags of one resource, all different': {
    sizes: [1000, 2000, 4000],
    make: (n) => {
      const queue = (region, at) =>
        resource('AWS::SQS::Queue', region, 'q', {
          name: 'q',
          tags: Object.fromEntries(Array.from({ length: n }, (_, index) => [`t${index}`, `${index + at}`])),
        });
      return audit(write('tags.jsonl', REGIONS.map(queue)));
    },
  },
  'waivers, and as many findings': {
    sizes: [1000, 2000, 4000],
    make: (n) => {
      const waivers = join(scratch, 'many-waivers.yaml');
      const one = (index) =>
        `  - { rule: property-drift, type: AWS::SQS::Queue, counterpart: "q-${index}", regions: [us-east-1, eu-central-1], reason: a, owner: b, until: 2026-02-01 }\n`;
      writeFileSync(waivers, `waivers:\n${Array.from({ length: n }, (_, index) => one(index)).join('')}`);
      const queue = (region, index) =>
        resource('AWS::SQS::Queue', region, `q-${index}`, {
          name: `q-${index}`,
          properties: { VisibilityTimeout: region === REGIONS[0] ? 30 : 60 },
        });
      return audit(write('waived.jsonl', alike(n, queue)), '--waivers', waivers);
    },
  },
  'adopted findings, and as many that are there': {
    sizes: [2000, 4000, 8000],
    make: async (n) => {
      const queue = (prefix) => (region, index) =>
        resource('AWS::SQS::Queue', region, `${prefix}-${index}`, {
          name: `${prefix}-${index}`,
          properties: { VisibilityTimeout: region === REGIONS[0] ? 30 : 60 },
        });
      const adopted = join(scratch, `adopted-${n}.json`);
      const file = write('adopted.jsonl', alike(n, queue('q')));
      const before = write('adopted-before.jsonl', alike(n, queue('p')));
      await run([CLI, ...audit(before)]);
      await run([CLI, 'adopt', '--from', `${before}.out`, '--owner', 'a', '--adopted', adopted]);
      return audit(file, '--adopted', adopted, '--fail-on-new');
    },
  },
};

/** A resource of a stack. */
function stacked(region, stack, logicalId, properties) {
  const id = `${stack}-${logicalId}-${region}`;
  return resource('AWS::SQS::Queue', region, id, { stack, logicalId, name: id, evidence: ['stack'], properties });
}

/** What a stack designed: queues by their logical ids, made from one parameter where there is one. */
function design(region, stack, queues, parameters = {}) {
  const used = Object.keys(parameters).map((name) => `parameter ${name}`);
  const uses = used.length > 0 ? { uses: { '/Properties/VisibilityTimeout': used } } : {};
  const resources = Object.entries(queues).map(([name, properties]) => [
    name,
    { type: 'AWS::SQS::Queue', properties, ...uses, id: `${stack}-${name}-${region}` },
  ]);
  return {
    ...{ kind: 'design', region, stack, status: 'CREATE_COMPLETE', parameters, outputs: {}, open: null },
    inputs: Object.fromEntries(Object.entries(parameters).map(([name, value]) => [`parameter ${name}`, value])),
    resources: Object.fromEntries(resources),
  };
}

/** 10,000 alike, as an auto scaling group has them. */
async function manyAlike() {
  const { make } = CURVES['volumes without a name, one more in one region'];
  const { cpu, peak, code, stderr } = await run([CLI, ...make(5000)]);
  if (code !== 1) throw new Error(`10,000 alike: exit ${code}: ${stderr.slice(0, 300)}`);
  return { cpu, peak };
}

/**
 * @param {boolean} quick the first two sizes only; where these look steep all of them decide, because what the engine compiles
 *   and collects beside the program falls into one of two neighbouring sizes by chance
 */
export async function growth(quick, only = /./) {
  const curves = [];
  await run([CLI, '--help']);
  for (const [name, curve] of Object.entries(CURVES).filter(([one]) => only.test(one))) {
    const first = await measured(name, curve, quick ? curve.sizes.slice(0, 2) : curve.sizes);
    curves.push(quick && first.exponent > MOST ? await measured(name, curve, curve.sizes) : first);
  }
  return { curves, alike: quick ? null : await manyAlike() };
}

async function measured(name, { make }, sizes) {
  const points = [];
  const start = (await run([CLI, ...(await make(4))])).cpu;
  for (const n of sizes) {
    const { cpu, peak, code, stderr } = await run([CLI, ...(await make(n))]);
    if (code === 2 || code === null) throw new Error(`${name}, ${n}: exit ${code}: ${stderr.slice(0, 300)}`);
    points.push({ n, cpu, peak });
  }
  // From the smallest to the largest: what disturbs one of them weighs least so.
  const [before, last] = [points[0], points.at(-1)];
  // What is too quick to be told from a start has no curve that could hurt: a tenth of a second more or less is the machine.
  const [a, b] = [before, last].map((point) => Math.max(200, point.cpu - start));
  return { name, points, exponent: Math.log(b / a) / Math.log(last.n / before.n) };
}

/** The lines of the table. */
export function growthLines({ curves, alike: many }) {
  const lines = curves.flatMap(({ name, points, exponent }) => {
    const last = points.at(-1);
    return [
      { what: `growth with ${name}: exponent`, value: exponent, target: MOST, unit: '' },
      { what: `growth with ${name}: cpu of ${last.n}`, value: last.cpu, target: undefined, unit: 'ms' },
      { what: `growth with ${name}: peak of ${last.n}`, value: last.peak, target: undefined, unit: 'MiB' },
    ];
  });
  const alike = [
    { what: '10,000 alike: cpu', value: many?.cpu, target: 5000, unit: 'ms' },
    { what: '10,000 alike: peak', value: many?.peak, target: 500, unit: 'MiB' },
  ];
  return many === null ? lines : [...lines, ...alike];
}
