/** Worlds of three regions and four. */
import type { World } from '../../simulator/simulator.ts';
import { type Block, bucket, sub, template } from '../designs.ts';
import type { Story } from '../story.ts';

const US = 'us-east-1';
const EU = 'eu-central-1';
const AP = 'ap-southeast-2';
const SA = 'sa-east-1';

type Orders = {
  readonly queue?: boolean;
  readonly topic?: boolean;
  readonly versioned?: boolean;
  readonly session?: number;
  readonly path?: string;
};

/** A queue, a topic, a bucket and the worker's role; what a region has otherwise is given. */
function orders({ queue = true, topic = false, versioned = true, session = 3600, path = '/' }: Orders): Block {
  const files = bucket('orders-files-${AWS::Region}-${AWS::AccountId}') as { Properties: Block };
  const { VersioningConfiguration, ...plain } = files.Properties;
  const Files = { ...files, Properties: versioned ? { ...plain, VersioningConfiguration } : plain };
  const Statement = [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }];
  return template({
    Files,
    Worker: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: sub('orders-worker-${AWS::Region}'),
        MaxSessionDuration: session,
        Path: path,
        AssumeRolePolicyDocument: { Version: '2012-10-17', Statement },
      },
    },
    ...(queue && { Jobs: { Type: 'AWS::SQS::Queue', Properties: { QueueName: sub('orders-jobs-${AWS::Region}') } } }),
    ...(topic && { News: { Type: 'AWS::SNS::Topic', Properties: { TopicName: sub('orders-news-${AWS::Region}') } } }),
  });
}

const deploy = async (world: World, all: Readonly<Record<string, Orders>>) => {
  for (const [region, one] of Object.entries(all)) await world.deploy(region, 'orders', orders(one));
};
const args = (regions: readonly string[]) => ['--regions', regions.join(','), '--stack-prefix', 'orders'];

export const threeRegionsOneDeviates: Story = {
  name: 'three-regions-one-deviates',
  args: args([US, EU, AP]),
  make: (world) => deploy(world, { [US]: {}, [EU]: {}, [AP]: { queue: false, versioned: false } }),
  facts: {
    exitCode: 1,
    verdict: 'deviation',
    counts: {
      [US]: { total: 3, missing: 0, unknown: 0 },
      [EU]: { total: 3, missing: 0, unknown: 0 },
      [AP]: { total: 2, missing: 1, drifted: 1, unknown: 0 },
    },
    findings: [
      `missing-resource AWS::SQS::Queue orders/Jobs @ ${AP}`,
      `property-drift AWS::S3::Bucket orders/Files (VersioningConfiguration.Status) @ ${AP}`,
    ],
    gaps: [],
  },
};

export const fourRegionsOneDeviates: Story = {
  name: 'four-regions-one-deviates',
  args: args([US, EU, AP, SA]),
  make: (world) => deploy(world, { [US]: {}, [EU]: { topic: true, session: 7200 }, [AP]: {}, [SA]: {} }),
  facts: {
    exitCode: 1,
    verdict: 'deviation',
    counts: {
      // One has what the three others lack: it is extra there, and missing nowhere.
      [US]: { total: 3, missing: 0, extra: 0, unknown: 0 },
      [EU]: { total: 4, missing: 0, extra: 1, unknown: 0 },
      [AP]: { total: 3, missing: 0, extra: 0, unknown: 0 },
      [SA]: { total: 3, missing: 0, extra: 0, unknown: 0 },
    },
    findings: [
      `extra-resource AWS::SNS::Topic orders/News @ ${EU}`,
      `property-drift AWS::IAM::Role orders/Worker (MaxSessionDuration) @ ${EU}`,
    ],
    gaps: [],
  },
};

export const fourRegionsTie: Story = {
  name: 'four-regions-tie',
  args: args([US, EU, AP, SA]),
  make: (world) =>
    deploy(world, {
      [US]: {},
      [EU]: {},
      [AP]: { queue: false, path: '/orders/' },
      [SA]: { queue: false, path: '/orders/' },
    }),
  facts: {
    exitCode: 1,
    verdict: 'deviation',
    counts: {
      [US]: { total: 3, missing: 0, unknown: 0 },
      [EU]: { total: 3, missing: 0, unknown: 0 },
      [AP]: { total: 2, missing: 1, unknown: 0 },
      [SA]: { total: 2, missing: 1, unknown: 0 },
    },
    findings: [
      // Two have it and two lack it: presence speaks against those that lack it.
      `missing-resource AWS::SQS::Queue orders/Jobs @ ${AP}, ${SA}`,
      // Two say `/` and two say `/orders/`: nobody can tell who is right, so all are named.
      `property-drift AWS::IAM::Role orders/Worker (Path) @ ${US}, ${EU}, ${AP}, ${SA}`,
    ],
    gaps: [],
  },
};
