import { CreateDetectorCommand, GuardDutyClient } from '@aws-sdk/client-guardduty';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { denied, readAll, readPart, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-guardduty-detector.ts';

const FULL = {
  Status: 'ENABLED',
  ServiceRole: 'arn:aws:iam::111122223333:role/aws-service-role/guardduty',
  CreatedAt: '2026-01-01',
  UpdatedAt: '2026-01-02',
  FindingPublishingFrequency: 'SIX_HOURS',
  DataSources: { S3Logs: { Status: 'ENABLED' } },
  Features: [
    { Name: 'S3_DATA_EVENTS', Status: 'ENABLED', UpdatedAt: new Date(0) },
    {
      Name: 'RUNTIME_MONITORING',
      Status: 'DISABLED',
      AdditionalConfiguration: [{ Name: 'EKS_ADDON_MANAGEMENT', Status: 'DISABLED', UpdatedAt: new Date(0) }],
    },
  ],
  Tags: { team: 'security' },
};
const ANSWERS = { ListDetectors: { DetectorIds: ['d1'] }, GetDetector: FULL };

test('maps to the CloudFormation properties, without the times of changes', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      id: 'd1',
      arn: 'arn:aws:guardduty:us-east-1:111122223333:detector/d1',
      name: null,
      properties: {
        Enable: true,
        Features: [
          { Name: 'S3_DATA_EVENTS', Status: 'ENABLED' },
          {
            Name: 'RUNTIME_MONITORING',
            Status: 'DISABLED',
            AdditionalConfiguration: [{ Name: 'EKS_ADDON_MANAGEMENT', Status: 'DISABLED' }],
          },
        ],
        FindingPublishingFrequency: 'SIX_HOURS',
        Tags: { team: 'security' },
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('one that is suspended is off', async () => {
  const [found] = await readAll(collector, stubContext({ ...ANSWERS, GetDetector: { Status: 'DISABLED' } }));
  expect(found?.properties).toEqual({ Enable: false, Tags: {} });
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const pages = [{ DetectorIds: ['d1'], NextToken: 'two' }, { DetectorIds: ['d2'] }] as const;
  const check = { operation: 'ListDetectors', action: 'guardduty:ListDetectors', pages };
  const outcome = await runListing(collector, check);
  expect(outcome.ids).toEqual(['d1', 'd2']);
  expect(outcome.inputs).toEqual([{ MaxResults: 50 }, { MaxResults: 50, NextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no DetectorIds');
});

test('a denied part throws, and so does an answer that says nothing', async () => {
  const listed = { id: 'd1', arn: null, name: null, properties: {} };
  const read = (GetDetector: object) =>
    readPart(collector, 'guardduty:GetDetector', stubContext({ GetDetector }), listed);
  const refusal = denied('guardduty:GetDetector');
  await expect(read(refusal)).rejects.toBe(refusal);
  await expect(read({})).rejects.toThrow('carries no Status');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'guardduty', action: 'ListDetectors' },
    async seed(world) {
      const client = new GuardDutyClient(world.clients('us-east-1'));
      const made: string[] = [];
      // AWS has one a region; the simulator makes more.
      for (const Enable of [true, true, false])
        made.push((await client.send(new CreateDetectorCommand({ Enable }))).DetectorId ?? '');
      return made;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(outcome.found.filter(({ properties }) => properties.Enable === true)).toHaveLength(2);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized/);
});
