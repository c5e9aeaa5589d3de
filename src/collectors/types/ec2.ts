/** What the EC2 collectors share. */
import { type CollectorContext, type Listed, tagRecord } from '../collector.ts';

/**
 * Who an EC2 resource is. What another account shares with this one is kept as context: its owner deploys it.
 *
 * @param kind as in the ARN, `security-group`
 */
export function ec2Identity(
  ctx: CollectorContext,
  kind: string,
  {
    id = '',
    arn,
    owner = ctx.account,
  }: { id?: string | undefined; arn?: string | undefined; owner?: string | undefined },
): Pick<Listed, 'id' | 'arn' | 'context'> {
  return {
    id,
    arn: arn ?? `arn:${ctx.partition}:ec2:${ctx.region}:${owner}:${kind}/${id}`,
    ...(owner === ctx.account ? {} : { context: true }),
  };
}

/** An EC2 resource as listed: who it is, its Name tag for a name, its tags. */
export function ec2Listed(
  ctx: CollectorContext,
  kind: string,
  {
    id,
    arn,
    owner,
    tags,
  }: {
    id?: string | undefined;
    arn?: string | undefined;
    owner?: string | undefined;
    tags?: Parameters<typeof tagRecord>[0];
  },
  properties: Listed['properties'],
): Listed {
  const record = tagRecord(tags);
  return { ...ec2Identity(ctx, kind, { id, arn, owner }), name: record.Name ?? null, tags: record, properties };
}
