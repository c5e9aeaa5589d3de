import { CreateInstanceProfileCommand, IAMClient } from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { denied, listAll, readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-iam-instanceprofile.ts';

const ANSWERS = {
  ListInstanceProfiles: {
    InstanceProfiles: [
      {
        InstanceProfileName: 'web',
        Arn: 'arn:aws:iam::111122223333:instance-profile/web',
        Path: '/',
        InstanceProfileId: 'AIPA',
        Roles: [{ RoleName: 'web', Arn: 'arn' }],
      },
    ],
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      id: 'web',
      arn: 'arn:aws:iam::111122223333:instance-profile/web',
      name: 'web',
      properties: { Path: '/', Roles: ['web'] },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const one = { InstanceProfileName: 'web' };
  const pages = [{ InstanceProfiles: [one], IsTruncated: true, Marker: 'two' }, { InstanceProfiles: [one] }] as const;
  const outcome = await runListing(collector, {
    operation: 'ListInstanceProfiles',
    action: 'iam:ListInstanceProfiles',
    pages,
    others: {},
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxItems: 1000 }, { MaxItems: 1000, Marker: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no InstanceProfiles');
});

test('a denied list throws, and is never nothing', async () => {
  const refusal = denied('iam:ListInstanceProfiles');
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListInstanceProfiles: refusal }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListInstanceProfiles: {} }))).rejects.toThrow(
    'no InstanceProfiles',
  );
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'iam', action: 'ListInstanceProfiles' },
    async seed(world) {
      const client = new IAMClient(world.clients('us-east-1'));
      const names = ['one', 'three', 'two'];
      for (const InstanceProfileName of names)
        await client.send(new CreateInstanceProfileCommand({ InstanceProfileName }));
      return names;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.deniedPage).toMatch(/Denied/);
});
