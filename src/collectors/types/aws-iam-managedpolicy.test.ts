import { CreatePolicyCommand, CreatePolicyVersionCommand, IAMClient } from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { openWorld } from '../../../test/simulator/simulator.ts';
import { denied, listAll, liveContext, readAll, readPart, stubContext, undocumented } from '../testing.ts';
import collector from './aws-iam-managedpolicy.ts';

const ARN = 'arn:aws:iam::111122223333:policy/team/own';
const document = (Action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
});
const version = (VersionId: string, IsDefaultVersion: boolean, Action: string) => ({
  VersionId,
  IsDefaultVersion,
  Document: encodeURIComponent(JSON.stringify(document(Action))),
});
const DETAIL = {
  PolicyName: 'own',
  Arn: ARN,
  PolicyId: 'ANPA1',
  Path: '/team/',
  Description: 'reads',
  AttachmentCount: 3,
  CreateDate: new Date(0),
  PolicyVersionList: [version('v2', false, 's3:*'), version('v1', true, 's3:GetObject')],
};

test('maps a policy to the version in force, with all its tags', async () => {
  const ctx = stubContext({
    GetAccountAuthorizationDetails: { RoleDetailList: [], Policies: [DETAIL] },
    ListPolicyTags: [
      { Tags: [{ Key: 'team', Value: 'orders' }], IsTruncated: true, Marker: 'two' },
      { Tags: [{ Key: 'stage', Value: 'prod' }] },
    ],
  });
  const found = await readAll(collector, ctx);
  expect(found).toEqual([
    {
      id: ARN,
      arn: ARN,
      name: 'own',
      properties: {
        Description: 'reads',
        Path: '/team/',
        PolicyDocument: document('s3:GetObject'),
        Tags: { team: 'orders', stage: 'prod' },
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
  const tags = { PolicyArn: ARN, MaxItems: 100 };
  expect(ctx.calls.slice(1).map((call) => call.input)).toEqual([tags, { ...tags, Marker: 'two' }]);
});

test('has the last part of its ARN for a name where the answer leaves the name out', async () => {
  const { PolicyName: _, ...nameless } = DETAIL;
  const ctx = stubContext({ GetAccountAuthorizationDetails: { Policies: [nameless] } });
  expect((await listAll(collector, ctx))[0]?.name).toBe('own');
});

test('a denied list and a denied part throw', async () => {
  const refusal = denied('iam');
  await expect(listAll(collector, stubContext({ GetAccountAuthorizationDetails: refusal }))).rejects.toBe(refusal);
  const listed = { id: ARN, arn: ARN, name: 'own', properties: {} };
  const part = (answer: object | Error) =>
    readPart(collector, 'iam:ListPolicyTags', stubContext({ ListPolicyTags: answer }), listed);
  await expect(part(refusal)).rejects.toBe(refusal);
  await expect(part({})).rejects.toThrow('no Tags');
});

test('in the simulator: pages, the version in force and a denied part', async () => {
  const world = await openWorld();
  const iam = new IAMClient(world.clients('us-east-1'));
  for (const PolicyName of ['one', 'two', 'three']) {
    const PolicyDocument = JSON.stringify(document('s3:GetObject'));
    const Tags = [{ Key: 'name', Value: PolicyName }];
    await iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument, Tags }));
  }
  const newer = { PolicyDocument: JSON.stringify(document('s3:PutObject')), SetAsDefault: true };
  const PolicyArn = `arn:aws:iam::${world.account}:policy/two`;
  await iam.send(new CreatePolicyVersionCommand({ PolicyArn, ...newer }));
  await world.settings({ pageSize: 2 });
  const ctx = () => liveContext(world.auditClients('us-east-1'));

  const found = (await readAll(collector, ctx())).sort((a, b) => (a.id < b.id ? -1 : 1));
  expect(found.map((policy) => [policy.name, policy.properties.Tags, policy.properties.PolicyDocument])).toEqual([
    ['one', { name: 'one' }, document('s3:GetObject')],
    ['three', { name: 'three' }, document('s3:GetObject')],
    ['two', { name: 'two' }, document('s3:PutObject')],
  ]);
  expect(undocumented(collector, found)).toEqual([]);

  await world.faults([{ kind: 'deny', service: 'iam', action: 'ListPolicyTags' }]);
  expect(await listAll(collector, ctx())).toHaveLength(3);
  await expect(readAll(collector, ctx())).rejects.toMatchObject({ name: 'AccessDenied' });
});
