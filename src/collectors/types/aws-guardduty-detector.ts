/** The collector of `AWS::GuardDuty::Detector`. */
import type { GetDetectorResponse } from '@aws-sdk/client-guardduty';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given } from '../aws/answer.ts';
import { compact, defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';

export default defineCollector({
  type: 'AWS::GuardDuty::Detector',
  summary: 'The detector of the region: whether it is on, how often it tells, what it looks at.',
  scope: 'regional',
  actions: ['guardduty:ListDetectors'],
  async *list(ctx) {
    const { GuardDutyClient, paginateListDetectors } = await import('@aws-sdk/client-guardduty');
    for await (const page of paginateListDetectors({ client: ctx.client(GuardDutyClient), pageSize: 50 }, {})) {
      for (const id of given(page.DetectorIds, 'DetectorIds')) {
        const arn = `arn:${ctx.partition}:guardduty:${ctx.region}:${ctx.account}:detector/${id}`;
        yield { id, arn, name: null, properties: {} };
      }
    }
  },
  parts: [
    {
      action: 'guardduty:GetDetector',
      properties: ['Enable', 'Features', 'FindingPublishingFrequency', 'Tags'],
      async read(ctx, { id }) {
        const { GetDetectorCommand, GuardDutyClient } = await import('@aws-sdk/client-guardduty');
        const answer = await ctx.client(GuardDutyClient).send(new GetDetectorCommand({ DetectorId: id }));
        if (answer.Status === undefined) throw new Error('the answer carries no Status');
        return { ...described(answer), Tags: answer.Tags ?? {} };
      },
    },
  ],
  tags: 'part',
  comparators: {
    Enable: { compare: 'same', severity: 'critical', worse: 'false', why: 'A detector that is off finds nothing.' },
    FindingPublishingFrequency: 'same',
  },
  keyed: { Features: ['Name'], 'Features.AdditionalConfiguration': ['Name'] },
  notRead: { DataSources: 'the older words for three of the Features' },
  cannotSee: [
    'Who switched it on: an organisation may own the settings of a member.',
    'Filters, lists of addresses, and what was found.',
  ],
});

/** The time of each feature's last change, and whose choice it was, are left out. */
function described({ Status, Features, FindingPublishingFrequency }: GetDetectorResponse): JsonObject {
  const features = Features?.map((one) => ({
    ...mapped(one, { take: ['Name', 'Status'] }),
    AdditionalConfiguration: one.AdditionalConfiguration?.map((more) => mapped(more, { take: ['Name', 'Status'] })),
  }));
  return compact({
    Enable: Status === 'ENABLED',
    ...mapped({ Features: features, FindingPublishingFrequency }, { take: ['Features', 'FindingPublishingFrequency'] }),
  });
}
