/** Worlds of trails: over all regions, stopped, of an organization. */
import { CloudTrailClient, StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import type { World } from '../../simulator/simulator.ts';
import { type Block, bucket, template, trail, trailBucketPolicy, vpc } from '../designs.ts';
import { withClient } from '../seed.ts';
import type { Story } from '../story.ts';

const US = 'us-east-1';
const EU = 'eu-central-1';
const ARGS = ['--regions', `${US},${EU}`, '--stack-prefix', 'audit'];
const TRAIL = 'AWS::CloudTrail::Trail';

const network = (region: string) => ({ Vpc: vpc(region === US ? '10.0.0.0/16' : '10.1.0.0/16', 'audit') });

function ownTrail(): Block {
  return {
    Logs: bucket('audit-logs-${AWS::Region}-${AWS::AccountId}'),
    LogsPolicy: trailBucketPolicy('Logs', 'audit-${AWS::Region}'),
    Trail: trail('audit-${AWS::Region}', 'Logs'),
  };
}

/** One trail for all regions, into the bucket of the log team, which no stack of ours made. */
async function makeCovered(world: World): Promise<void> {
  const Bucket = `central-logs-${world.account}`;
  await withClient(S3Client, world, US, (s3) => s3.send(new CreateBucketCommand({ Bucket })));
  const all = trail('audit', 'LogBucket', { IsMultiRegionTrail: true, IncludeGlobalServiceEvents: true });
  const { DependsOn: _, ...Trail } = all;
  const Parameters = { LogBucket: { Type: 'String' } };
  await world.deploy(US, 'audit', template({ ...network(US), Trail }, { Parameters }), { LogBucket: Bucket });
  await world.deploy(EU, 'audit', template(network(EU)));
}

export const trailMultiRegionCovers: Story = {
  name: 'trail-multi-region-covers',
  args: ARGS,
  make: makeCovered,
  facts: {
    exitCode: 0,
    verdict: 'parity',
    counts: {
      [US]: { total: 2, missing: 0, extra: 0, drifted: 0, unknown: 0 },
      [EU]: { total: 1, missing: 0, extra: 0, drifted: 0, unknown: 0, exempt: 1 },
    },
    findings: [],
    gaps: [],
  },
};

export const trailStopped: Story = {
  name: 'trail-stopped',
  args: ARGS,
  make: async (world) => {
    for (const region of [US, EU]) await world.deploy(region, 'audit', template({ ...network(region), ...ownTrail() }));
    await withClient(CloudTrailClient, world, EU, (trails) =>
      trails.send(new StopLoggingCommand({ Name: `audit-${EU}` })),
    );
  },
  facts: {
    exitCode: 1,
    verdict: 'deviation',
    counts: {
      [US]: { total: 3, same: 3, drifted: 0, missing: 0, unknown: 0 },
      [EU]: { total: 3, same: 2, drifted: 1, missing: 0, unknown: 0 },
    },
    findings: [
      `property-drift ${TRAIL} audit/Trail (IsLogging) @ ${EU}`,
      // It exists, and so is not missing; but it records nothing, and the baseline asks for a region that is covered.
      `trail-coverage ${TRAIL} audit/Trail (IsLogging) @ ${EU}`,
      `trail-coverage ${TRAIL} trail @ ${EU}`,
    ],
    gaps: [],
  },
};

export const trailOrganisationUnreadable: Story = {
  name: 'trail-organisation-unreadable',
  args: ARGS,
  make: async (world) => {
    for (const region of [US, EU]) await world.deploy(region, 'audit', template(network(region)));
    await world.organizationTrail(US, 'organization', '999988887777');
  },
  facts: {
    exitCode: 3,
    verdict: 'incomplete',
    counts: {
      [US]: { total: 1, same: 1, missing: 0, unknown: 0 },
      [EU]: { total: 1, same: 1, missing: 0, unknown: 0 },
    },
    findings: [],
    gaps: [`${US} ${TRAIL} * cloudtrail:GetTrailStatus [*]`, `${EU} ${TRAIL} * cloudtrail:GetTrailStatus [*]`],
  },
};
