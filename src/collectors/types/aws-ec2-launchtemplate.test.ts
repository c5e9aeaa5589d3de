import { expect, test } from 'vitest';
import { readAll, readPart, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-ec2-launchtemplate.ts';

const ONE = { LaunchTemplateId: 'lt-1', LaunchTemplateName: 'web', DefaultVersionNumber: 2, LatestVersionNumber: 3 };

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(
    collector,
    stubContext({
      DescribeImages: {
        Images: [{ Name: 'shop-2026-01', CreationDate: '2026-01-01T00:00:00.000Z', State: 'available' }],
      },
      DescribeLaunchTemplates: { LaunchTemplates: [ONE] },
      ...{
        DescribeLaunchTemplateVersions: {
          LaunchTemplateVersions: [
            {
              LaunchTemplateId: 'lt-1',
              VersionNumber: 2,
              LaunchTemplateData: {
                ImageId: 'ami-1',
                InstanceType: 'm6i.large',
                SecurityGroupIds: ['sg-1'],
                UserData: 'c2VjcmV0',
              },
            },
          ],
        },
      },
    }),
  );
  expect(found).toMatchObject([
    {
      id: 'lt-1',
      arn: 'arn:aws:ec2:us-east-1:111122223333:launch-template/lt-1',
      name: 'web',
      properties: {
        DefaultIsLatest: false,
        LaunchTemplateData: {
          ImageId: 'ami-1',
          InstanceType: 'm6i.large',
          SecurityGroupIds: ['sg-1'],
          UserData: 'digest:6',
        },
        LiveState: { Image: { Name: 'shop-2026-01', CreationDate: '2026-01-01T00:00:00.000Z', State: 'available' } },
      },
    },
  ]);
  expect(Object.keys(found[0]?.properties ?? {}).sort()).toEqual(
    Object.keys(
      {
        id: 'lt-1',
        arn: 'arn:aws:ec2:us-east-1:111122223333:launch-template/lt-1',
        name: 'web',
        properties: {
          DefaultIsLatest: false,
          LaunchTemplateData: {
            ImageId: 'ami-1',
            InstanceType: 'm6i.large',
            SecurityGroupIds: ['sg-1'],
            UserData: 'digest:6',
          },
          LiveState: {},
        },
      }.properties,
    ).sort(),
  );
  expect(undocumented(collector, found)).toEqual([]);
});

test('the versions of all templates are one call; one without a default version is a failure of its own', async () => {
  const two = [ONE, { ...ONE, LaunchTemplateId: 'lt-2' }];
  const version = (LaunchTemplateId: string) => ({ LaunchTemplateId, LaunchTemplateData: { ImageId: 'ami-1' } });
  const answers = {
    DescribeImages: {
      Images: [{ Name: 'shop-2026-01', CreationDate: '2026-01-01T00:00:00.000Z', State: 'available' }],
    },
    DescribeLaunchTemplates: { LaunchTemplates: two },
    DescribeLaunchTemplateVersions: {
      LaunchTemplateVersions: two.map(({ LaunchTemplateId }) => version(LaunchTemplateId)),
    },
  };
  const ctx = stubContext(answers);
  expect(await readAll(collector, ctx)).toHaveLength(2);
  const asked = ctx.calls.filter(({ operation }) => operation === 'DescribeLaunchTemplateVersions');
  expect(asked.map(({ input }) => input)).toEqual([{ MaxResults: 200, Versions: ['$Default'] }]);
  const without = { ...answers, DescribeLaunchTemplateVersions: { LaunchTemplateVersions: [version('lt-1')] } };
  await expect(readAll(collector, stubContext(without))).rejects.toThrow('no default version');
  // Both name one image: it is asked for once.
  expect(ctx.calls.filter(({ operation }) => operation === 'DescribeImages')).toHaveLength(1);
});

test('an image that is gone is told as missing, and any other failure is one', async () => {
  const state = (name: string) =>
    readPart(
      collector,
      'ec2:DescribeImages',
      stubContext({ DescribeImages: Object.assign(new Error(name), { name }) }),
      { id: 'lt-1', arn: null, name: null, properties: { LaunchTemplateData: { ImageId: 'ami-1' } } },
    );
  expect(await state('InvalidAMIID.NotFound')).toEqual({ LiveState: { Image: { State: 'missing' } } });
  await expect(state('UnauthorizedOperation')).rejects.toThrow();
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const pages = [{ LaunchTemplates: [ONE], NextToken: 'two' }, { LaunchTemplates: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'DescribeLaunchTemplates',
    action: 'ec2:DescribeLaunchTemplates',
    pages,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxResults: 200 }, { MaxResults: 200, NextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no LaunchTemplates');
});
