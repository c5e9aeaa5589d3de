/** The collector of `AWS::KMS::Alias`. */
import { compact, defineCollector } from '../collector.ts';
import { AWS_ALIAS, listAliases } from './kms.ts';

export default defineCollector({
  type: 'AWS::KMS::Alias',
  summary: 'KMS aliases and the key that each points to.',
  scope: 'regional',
  listing: 'at-once',
  uniqueName: true,
  actions: ['kms:ListAliases'],
  tags: 'none',
  async *list(ctx) {
    for (const { AliasArn, AliasName, TargetKeyId } of await listAliases(ctx)) {
      const id = AliasName ?? '';
      yield { id, arn: AliasArn ?? null, name: id, properties: compact({ TargetKeyId }) };
    }
  },
  isDefault: ({ id }) => id.startsWith(AWS_ALIAS),
  counts: 'declared',
  comparators: {
    TargetKeyId: { compare: 'same', severity: 'high', why: 'Compared by which key it is, not by its id.' },
  },
  // An alias alone says what it is: `alias/app`.
  idPattern: /^alias\/(?!aws\/)[\w/-]+$/,
  standsFor: 'TargetKeyId',
  needs: ['AWS::KMS::Key'],
  notRead: {
    AliasName: 'it is the name, which serves to find the counterpart',
  },
  cannotSee: ['Which key an alias pointed to before it was moved.'],
});
