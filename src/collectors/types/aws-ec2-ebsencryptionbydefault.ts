/** The collector of `AWS::EC2::EBSEncryptionByDefault`, a setting of the account in each region. */
import { compact, defineCollector } from '../collector.ts';

export default defineCollector({
  type: 'AWS::EC2::EBSEncryptionByDefault',
  summary: 'Whether new EBS volumes are encrypted without being asked, and by which key.',
  scope: 'regional',
  listing: 'asked',
  setting: true,
  actions: ['ec2:GetEbsEncryptionByDefault'],
  async *list(ctx) {
    const { EC2Client, GetEbsEncryptionByDefaultCommand } = await import('@aws-sdk/client-ec2');
    const answer = await ctx.client(EC2Client).send(new GetEbsEncryptionByDefaultCommand({}));
    const { EbsEncryptionByDefault } = answer;
    if (EbsEncryptionByDefault === undefined) throw new Error('the answer carries no EbsEncryptionByDefault');
    yield { id: 'default', arn: null, name: 'default', properties: { EbsEncryptionByDefault } };
  },
  parts: [
    {
      action: 'ec2:GetEbsDefaultKmsKeyId',
      properties: ['KmsKeyId'],
      applies: ({ properties }) => properties.EbsEncryptionByDefault === true,
      async read(ctx) {
        const { EC2Client, GetEbsDefaultKmsKeyIdCommand } = await import('@aws-sdk/client-ec2');
        const { KmsKeyId } = await ctx.client(EC2Client).send(new GetEbsDefaultKmsKeyIdCommand({}));
        return compact({ KmsKeyId });
      },
    },
  ],
  tags: 'none',
  uniqueName: true,
  comparators: {
    EbsEncryptionByDefault: { compare: 'same', severity: 'high', worse: 'false' },
    KmsKeyId: 'same',
  },
  cannotSee: ['Volumes that were made before it was switched on.'],
});
