/** Which image an instance or a template launches: by name and date, as its id is another one in every region. */
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { unlessNotSet } from '../aws/answer.ts';
import { type CollectorContext, compact, type Part } from '../collector.ts';
import { liveState } from '../live-state.ts';

/**
 * The part that tells the image under `LiveState.Image`: `State` is `missing` where it is not (or no longer) there.
 *
 * @param imageOf the id of the image; undefined where it names none, or one by a parameter
 */
export function imagePart(imageOf: (properties: JsonObject) => unknown): Part {
  const idOf = (properties: JsonObject) => {
    const id = imageOf(properties);
    return typeof id === 'string' && id.startsWith('ami-') ? id : undefined;
  };
  return {
    action: 'ec2:DescribeImages',
    properties: ['LiveState'],
    after: true,
    applies: ({ properties }) => idOf(properties) !== undefined,
    read: async (ctx, { properties }) => liveState({ Image: await imageById(ctx, idOf(properties) as string) }),
  };
}

function imageById(ctx: CollectorContext, id: string): Promise<JsonObject> {
  return ctx.once(`ec2:DescribeImages ${id}`, async () => {
    const { DescribeImagesCommand, EC2Client } = await import('@aws-sdk/client-ec2');
    const call = ctx.client(EC2Client).send(new DescribeImagesCommand({ ImageIds: [id] }));
    const answer = await unlessNotSet(call, 'InvalidAMIID.NotFound', 'InvalidAMIID.Unavailable');
    const image = answer?.Images?.[0];
    if (image === undefined) return { State: 'missing' };
    return compact({ Name: image.Name, CreationDate: image.CreationDate, State: image.State });
  });
}
