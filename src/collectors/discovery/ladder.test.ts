import { describe, expect, it } from 'vitest';
import type { Depth } from '../../snapshot/snapshot.ts';
import type { Collection } from '../collection.ts';
import { type Page, stubContext } from '../testing.ts';
import { climb } from './ladder.ts';
import type { Member } from './member.ts';

const error = (name: string, message = '') => Object.assign(new Error(message), { name, $metadata: {} });
const topicArn = (region: string, name: string) => `arn:aws:sns:${region}:111122223333:${name}`;
const row = (type: string, id: string, more: Partial<Member> = {}): Member => ({
  ...{
    region: 'us-east-1',
    type,
    stack: 'shop',
    logicalId: `Logical${id.length}`,
    id,
    tags: null,
    says: 'stack',
    doubtful: false,
  },
  arn: id.startsWith('arn:') ? id : null,
  ...more,
});

/** A collection in which stacks and tags have told their members, and Cloud Control answers as told. */
function collectionOf(
  members: readonly Member[],
  answer: (type: string, id: string) => Page | object,
  options: { depth?: Depth; everything?: boolean } = {},
) {
  const contexts = new Map<string, ReturnType<typeof stubContext>>();
  const contextOf = (region: string) => {
    const known =
      contexts.get(region) ??
      stubContext(
        {
          GetResource: ({ TypeName, Identifier }) => {
            const told = answer(String(TypeName), String(Identifier));
            return told instanceof Error ? told : { ResourceDescription: { Properties: JSON.stringify(told) } };
          },
        },
        { region },
      );
    contexts.set(region, known);
    return known;
  };
  const collection = {
    options: { ...(options.depth && { depth: options.depth }) },
    everything: options.everything ?? false,
    scope: { presence: true, has: () => true },
    presence: members,
    rows: members,
    lost: new Map(),
    regions: ['us-east-1', 'eu-central-1'],
    caller: { account: '111122223333', partition: 'aws', arn: 'arn:aws:iam::111122223333:role/audit' },
    contextOf,
  } as unknown as Collection;
  const asked = () =>
    [...contexts].flatMap(([region, { calls }]) =>
      calls.map(({ input }) => `${region} ${input.TypeName} ${input.Identifier}`),
    );
  return { collection, asked };
}

describe('the ladder', () => {
  it('reads what no collector reads, once, where it is', async () => {
    const members = ['us-east-1', 'eu-central-1'].map((region) =>
      row('AWS::SNS::Topic', topicArn(region, 'alarms'), { region }),
    );
    const { collection, asked } = collectionOf(members, (_type, id) => ({
      TopicArn: id,
      TopicName: 'alarms',
      DisplayName: 'A',
      Tags: [{ Key: 'team', Value: 'x' }],
    }));
    const { resources, told } = await climb(collection);
    expect([...resources].sort((a, b) => (a.region > b.region ? -1 : 1))).toMatchObject([
      {
        type: 'AWS::SNS::Topic',
        region: 'us-east-1',
        properties: { DisplayName: 'A' },
        tags: { team: 'x' },
        depth: 'live',
      },
      { type: 'AWS::SNS::Topic', region: 'eu-central-1', properties: { DisplayName: 'A' }, depth: 'live' },
    ]);
    expect(told).toEqual([]);
    expect(asked().sort()).toEqual(members.map(({ region, id }) => `${region} AWS::SNS::Topic ${id}`).sort());
  });

  it('keeps what Cloud Control cannot read as present, and says why', async () => {
    const { collection, asked } = collectionOf([row('AWS::Route53::RecordSet', 'www.example.com')], () => ({}));
    const { resources } = await climb(collection);
    expect(resources).toMatchObject([
      { properties: null, depth: 'presence', depthReason: expect.stringContaining('Cloud Control cannot read') },
    ]);
    expect(asked()).toEqual([]);
  });

  it('leaves a gap where a read is refused, and the resource is there', async () => {
    const refused = error(
      'GeneralServiceException',
      'User: arn:aws:iam::1:role/audit is not authorized to perform: sns:GetTopicAttributes',
    );
    const { collection } = collectionOf([row('AWS::SNS::Topic', topicArn('us-east-1', 'alarms'))], () => refused);
    const { resources, told } = await climb(collection);
    expect(resources).toMatchObject([{ properties: null, depth: 'presence' }]);
    expect(told).toMatchObject([
      {
        region: 'us-east-1',
        type: 'AWS::SNS::Topic',
        gaps: [{ cause: 'denied', operation: 'sns:GetTopicAttributes', properties: ['*'] }],
        gone: [],
      },
    ]);
  });

  it('drops what is gone and its stack still lists, and says so', async () => {
    const id = topicArn('us-east-1', 'alarms');
    const { collection } = collectionOf([row('AWS::SNS::Topic', id)], () => error('ResourceNotFoundException'));
    const { resources, told } = await climb(collection);
    expect(resources).toEqual([]);
    expect(told).toMatchObject([{ gone: [{ region: 'us-east-1', stack: 'shop', id }], gaps: [] }]);
  });

  it('keeps what is not found under an unproven form: it may be there', async () => {
    const { collection } = collectionOf([row('AWS::Kendra::Index', 'abc')], () => error('ResourceNotFoundException'));
    const { resources, told } = await climb(collection);
    expect(resources).toMatchObject([
      { properties: null, depth: 'presence', depthReason: expect.stringContaining('finds no') },
    ]);
    expect(told).toEqual([]);
  });

  it('finds the parent of a child among the rows of its stack', async () => {
    const members = [row('AWS::ApiGateway::RestApi', 'a1b2'), row('AWS::ApiGateway::Resource', 'x9')];
    const { collection, asked } = collectionOf(members, () => ({}));
    await climb(collection);
    expect(asked()).toContain('us-east-1 AWS::ApiGateway::Resource a1b2|x9');
  });

  it('reads what is global once, where its stack is', async () => {
    const global = (region: string) =>
      row('AWS::CloudFront::Function', 'arn:aws:cloudfront::111122223333:function/f', {
        region,
        says: 'tag',
        stack: null,
        logicalId: null,
      });
    const { collection, asked } = collectionOf([global('us-east-1'), global('eu-central-1')], () => ({ Name: 'f' }));
    expect((await climb(collection)).resources).toHaveLength(1);
    expect(asked()).toHaveLength(1);
  });

  it.each([
    ['a cap', { depth: 'declared' as const }],
    ['a whole account', { everything: true }],
  ])('does not ask under %s', async (_what, options) => {
    const { collection, asked } = collectionOf(
      [row('AWS::SNS::Topic', topicArn('us-east-1', 'a'))],
      () => ({}),
      options,
    );
    expect((await climb(collection)).resources).toMatchObject([{ properties: null, depth: 'presence' }]);
    expect(asked()).toEqual([]);
  });

  it('asks of a whole account when it is told to', async () => {
    const { collection, asked } = collectionOf([row('AWS::SNS::Topic', topicArn('us-east-1', 'a'))], () => ({}), {
      everything: true,
      depth: 'live',
    });
    await climb(collection);
    expect(asked()).toHaveLength(1);
  });

  it('lets no secret into a snapshot', async () => {
    const { collection } = collectionOf([row('AWS::Events::Connection', 'hook')], () => ({
      Name: 'hook',
      AuthParameters: { BasicAuthParameters: { Username: 'u', Password: 'hunter2' } },
    }));
    expect(JSON.stringify(await climb(collection))).not.toContain('hunter2');
  });
});
