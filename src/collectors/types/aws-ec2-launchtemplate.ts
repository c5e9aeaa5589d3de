/** The collector of `AWS::EC2::LaunchTemplate`. */
import type { LaunchTemplateVersion } from '@aws-sdk/client-ec2';
import type { Json, JsonObject } from '../../snapshot/snapshot.ts';
import { given } from '../aws/answer.ts';
import { type CollectorContext, compact, defineCollector } from '../collector.ts';
import { liveMembers } from '../live-state.ts';
import { plainJson } from '../mapping.ts';
import { textDigest } from '../secret-values.ts';
import { imagePart } from './amis.ts';
import { ec2Listed } from './ec2.ts';

/** What the default version says, of all templates in the region, in one paged call. */
function defaultVersions(ctx: CollectorContext): Promise<ReadonlyMap<string, LaunchTemplateVersion>> {
  return ctx.once('ec2:DescribeLaunchTemplateVersions', async () => {
    const { EC2Client, paginateDescribeLaunchTemplateVersions } = await import('@aws-sdk/client-ec2');
    const found = new Map<string, LaunchTemplateVersion>();
    const config = { client: ctx.client(EC2Client), pageSize: 200 };
    for await (const page of paginateDescribeLaunchTemplateVersions(config, { Versions: ['$Default'] })) {
      for (const version of given(page.LaunchTemplateVersions, 'LaunchTemplateVersions'))
        found.set(version.LaunchTemplateId ?? '', version);
    }
    return found;
  });
}

export default defineCollector({
  type: 'AWS::EC2::LaunchTemplate',
  summary: 'Launch templates: what their default version launches.',
  scope: 'regional',
  idPattern: /^lt-(?:[0-9a-f]{17}|[0-9a-f]{8})$/,
  actions: ['ec2:DescribeLaunchTemplates'],
  async *list(ctx) {
    const { EC2Client, paginateDescribeLaunchTemplates } = await import('@aws-sdk/client-ec2');
    for await (const page of paginateDescribeLaunchTemplates({ client: ctx.client(EC2Client), pageSize: 200 }, {})) {
      for (const template of given(page.LaunchTemplates, 'LaunchTemplates')) {
        const who = { id: template.LaunchTemplateId, tags: template.Tags };
        const properties = compact({
          DefaultIsLatest: template.DefaultVersionNumber === template.LatestVersionNumber,
        });
        yield { ...ec2Listed(ctx, 'launch-template', who, properties), name: template.LaunchTemplateName ?? null };
      }
    }
  },
  parts: [
    {
      action: 'ec2:DescribeLaunchTemplateVersions',
      properties: ['LaunchTemplateData'],
      async read(ctx, { id }) {
        const version = (await defaultVersions(ctx)).get(id);
        if (version === undefined) throw new Error('the answer holds no default version of it');
        return { LaunchTemplateData: dataOf(version, ctx) };
      },
    },
    imagePart(({ LaunchTemplateData: data }) => (data as JsonObject | undefined)?.ImageId),
  ],
  tags: 'listed',
  needs: ['AWS::EC2::SecurityGroup', 'AWS::EC2::Subnet'],
  comparators: {
    DefaultIsLatest: {
      compare: 'advisory',
      why: 'What launches without a version takes the default one; how many versions there are is history.',
    },
    ...liveMembers('Image'),
    'LaunchTemplateData.ImageId': {
      compare: 'all-or-none',
      why: 'An image has another id in every region; which one it is, by name and date, is compared as version skew.',
    },
    'LaunchTemplateData.UserData': {
      compare: 'same',
      why: 'Kept as a digest of the text without region and account: it often holds secrets.',
    },
    'LaunchTemplateData.Placement.AvailabilityZone': { compare: 'ignored', why: 'Regions do not have the same zones.' },
    'LaunchTemplateData.KeyName': 'same',
    'LaunchTemplateData.MetadataOptions.HttpTokens': {
      compare: 'same',
      severity: 'high',
      why: '`optional` lets IMDSv1 in, by which credentials are stolen.',
    },
  },
  sets: [
    'LaunchTemplateData.SecurityGroupIds',
    'LaunchTemplateData.SecurityGroups',
    'LaunchTemplateData.NetworkInterfaces.Groups',
  ],
  keyed: {
    'LaunchTemplateData.BlockDeviceMappings': ['DeviceName'],
    'LaunchTemplateData.NetworkInterfaces': ['DeviceIndex', 'NetworkCardIndex'],
    'LaunchTemplateData.TagSpecifications': ['ResourceType'],
    'LaunchTemplateData.TagSpecifications.Tags': ['Key'],
  },
  notRead: {
    TagSpecifications: 'tags of the template itself: compared as tags',
    LaunchTemplateName: 'it is the name',
    VersionDescription: 'words for the version, which is history',
  },
  cannotSee: ['Versions other than the default one; what was launched from it.'],
});

function dataOf({ LaunchTemplateData }: LaunchTemplateVersion, ctx: CollectorContext): JsonObject {
  const { UserData, ...data } = LaunchTemplateData ?? {};
  const plain = (plainJson(data) ?? {}) as { readonly [name: string]: Json };
  return compact({ ...plain, UserData: UserData === undefined ? undefined : textDigest(UserData, ctx) });
}
