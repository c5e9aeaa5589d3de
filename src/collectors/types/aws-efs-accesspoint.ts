/** The collector of `AWS::EFS::AccessPoint`. */
import { given } from '../aws/answer.ts';
import { defineCollector, tagRecord } from '../collector.ts';
import { liveMembers, liveState } from '../live-state.ts';
import { mapped } from '../mapping.ts';

export default defineCollector({
  type: 'AWS::EFS::AccessPoint',
  summary: 'Access points: the file system, the folder that is their root, the user that they act as.',
  scope: 'regional',
  actions: ['elasticfilesystem:DescribeAccessPoints'],
  async *list(ctx) {
    const { EFSClient, paginateDescribeAccessPoints } = await import('@aws-sdk/client-efs');
    for await (const page of paginateDescribeAccessPoints({ client: ctx.client(EFSClient), pageSize: 100 }, {})) {
      for (const one of given(page.AccessPoints, 'AccessPoints')) {
        const properties = {
          ...mapped(one, { take: ['FileSystemId', 'PosixUser', 'RootDirectory'] }),
          ...liveState({ LifeCycleState: one.LifeCycleState }),
        };
        const tags = tagRecord(one.Tags);
        const arn = one.AccessPointArn ?? null;
        yield { id: one.AccessPointId ?? '', arn, name: one.Name || null, tags, properties };
      }
    }
  },
  tags: 'listed',
  idPattern: /^fsap-[0-9a-f]{8,17}$/,
  livesIn: { FileSystemId: 'AWS::EFS::FileSystem' },
  needs: ['AWS::EFS::FileSystem'],
  leaving: ({ LiveState }) =>
    (LiveState as { readonly LifeCycleState?: string } | undefined)?.LifeCycleState === 'deleting'
      ? 'it is being deleted'
      : null,
  comparators: {
    FileSystemId: { compare: 'same', severity: 'high' },
    ...liveMembers('LifeCycleState'),
    'PosixUser.Gid': { compare: 'same', severity: 'high', why: 'As whom files are read and written.' },
    'PosixUser.SecondaryGids': { compare: 'same', severity: 'high' },
    'PosixUser.Uid': { compare: 'same', severity: 'high', why: 'As whom files are read and written.' },
    'RootDirectory.CreationInfo.OwnerGid': 'same',
    'RootDirectory.CreationInfo.OwnerUid': 'same',
    'RootDirectory.CreationInfo.Permissions': 'same',
    'RootDirectory.Path': { compare: 'same', severity: 'high', why: 'Another folder holds other files.' },
  },
  sets: ['PosixUser.SecondaryGids'],
  notRead: {
    AccessPointTags: 'compared as tags',
    ClientToken: 'of the call that made it',
  },
  cannotSee: ['What is in the folder; who may use the access point: that is in the policy of the file system.'],
});
