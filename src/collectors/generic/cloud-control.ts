/** Sends Cloud Control's GetResource. */
import type { CollectorContext } from '../collector.ts';
import type { GetResource } from './reader.ts';

/** The call in one region, by the shared client of that region: paced, retried, ended with the region. */
export function cloudControl(ctx: Pick<CollectorContext, 'client'>): GetResource {
  return async (TypeName, Identifier) => {
    const sdk = await import('@aws-sdk/client-cloudcontrol');
    const client = ctx.client(sdk.CloudControlClient);
    const answer = await client.send(new sdk.GetResourceCommand({ TypeName, Identifier }));
    const model = answer.ResourceDescription?.Properties;
    // A proxy's page with status 200 parses to an answer without any member.
    if (model === undefined) throw new Error('the answer carries no ResourceDescription');
    return model;
  };
}
