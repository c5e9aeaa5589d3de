/** Which image a tag in the registry of the place stands for. */
import type { Json } from '../../snapshot/snapshot.ts';
import { unlessNotSet } from '../aws/answer.ts';
import { type CollectorContext, compact } from '../collector.ts';

/** `111122223333.dkr.ecr.us-east-1.amazonaws.com/shop/web:7`, with a digest behind `@` in the tag's stead or beside it. */
const OWN =
  /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/([^:@]+)(?::([^@]+))?(?:@(sha256:[0-9a-f]{64}))?$/;

/**
 * Name, digest and when it was pushed of an image in the account's registry of the place; `State` is `missing` where the registry does not have
 * it. undefined for an image of any other registry, of which nothing is asked.
 */
export async function ownImage(ctx: CollectorContext, uri: string): Promise<Json | undefined> {
  const [, account, region, repositoryName, imageTag = 'latest', imageDigest] = OWN.exec(uri) ?? [];
  if (account !== ctx.account || region !== ctx.region || repositoryName === undefined) return undefined;
  return ctx.once(`ecr:DescribeImages ${uri}`, async () => {
    const { DescribeImagesCommand, ECRClient } = await import('@aws-sdk/client-ecr');
    const imageIds = [imageDigest === undefined ? { imageTag } : { imageDigest }];
    const call = ctx.client(ECRClient).send(new DescribeImagesCommand({ repositoryName, imageIds }));
    const answer = await unlessNotSet(call, 'ImageNotFoundException', 'RepositoryNotFoundException');
    const image = answer?.imageDetails?.[0];
    if (image === undefined) return { State: 'missing' };
    return compact({ Digest: image.imageDigest, PushedAt: image.imagePushedAt?.toISOString(), State: 'there' });
  });
}
