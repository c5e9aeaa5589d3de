import { AttachRolePolicyCommand, CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { openWorld } from '../../../test/simulator/simulator.ts';
import { denied, listAll, liveContext, readAll, readPart, stubContext, undocumented } from '../testing.ts';
import policies from './aws-iam-managedpolicy.ts';
import collector from './aws-iam-role.ts';

const ARN = 'arn:aws:iam::111122223333:role/monitoring';
const BOUNDARY = 'arn:aws:iam::111122223333:policy/boundary';
const document = (Action: string, Resource = '*') => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource }],
});
const encoded = (policy: object) => encodeURIComponent(JSON.stringify(policy));
const AWS_POLICY = 'arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole';
const DETAIL = {
  RoleName: 'monitoring',
  Arn: ARN,
  RoleId: 'AROA1',
  Path: '/',
  CreateDate: new Date(0),
  AssumeRolePolicyDocument: encoded(document('sts:AssumeRole')),
  RolePolicyList: [
    { PolicyName: 'b', PolicyDocument: encoded(document('s3:GetObject', 'arn:aws:s3:::50%25-off/+*')) },
    { PolicyName: 'a', PolicyDocument: encoded(document('logs:PutLogEvents')) },
  ],
  AttachedManagedPolicies: [
    { PolicyName: 'own', PolicyArn: 'arn:aws:iam::111122223333:policy/own' },
    { PolicyName: 'AmazonRDSEnhancedMonitoringRole', PolicyArn: AWS_POLICY },
  ],
  PermissionsBoundary: { PermissionsBoundaryArn: BOUNDARY },
  RoleLastUsed: { LastUsedDate: new Date(0), Region: 'us-east-1' },
  Tags: [{ Key: 'team', Value: 'orders' }],
};
const ANSWERS = {
  GetAccountAuthorizationDetails: { RoleDetailList: [DETAIL], Policies: [] },
  ListRoles: { Roles: [{ RoleName: 'monitoring', Description: 'for RDS', MaxSessionDuration: 7200 }] },
};
const LISTED = { id: 'monitoring', arn: ARN, name: 'monitoring', properties: {} };

test('maps a role with decoded policies, and without dates, ids and last use', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      ...LISTED,
      tags: { team: 'orders' },
      properties: {
        AssumeRolePolicyDocument: document('sts:AssumeRole'),
        Description: 'for RDS',
        ManagedPolicyArns: ['arn:aws:iam::111122223333:policy/own', AWS_POLICY],
        MaxSessionDuration: 7200,
        Path: '/',
        PermissionsBoundary: BOUNDARY,
        Policies: [
          { PolicyName: 'a', PolicyDocument: document('logs:PutLogEvents') },
          { PolicyName: 'b', PolicyDocument: document('s3:GetObject', 'arn:aws:s3:::50%25-off/+*') },
        ],
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('asks for full pages, takes all of them, and shares them with the managed policies', async () => {
  const role = (RoleName: string) => ({ ...DETAIL, RoleName });
  const ctx = stubContext({
    GetAccountAuthorizationDetails: [
      { RoleDetailList: [role('one')], IsTruncated: true, Marker: 'two' },
      { RoleDetailList: [role('two')], Policies: [{ PolicyName: 'own', Arn: 'arn:own' }] },
    ],
    ListRoles: [
      { Roles: [{ RoleName: 'one', MaxSessionDuration: 3600 }], IsTruncated: true, Marker: 'two' },
      { Roles: [{ RoleName: 'two', MaxSessionDuration: 7200 }] },
    ],
  });
  const [roles, own] = await Promise.all([readAll(collector, ctx), listAll(policies, ctx)]);
  expect(roles.map((found) => [found.id, found.properties.MaxSessionDuration])).toEqual([
    ['one', 3600],
    ['two', 7200],
  ]);
  expect(own.map((policy) => policy.name)).toEqual(['own']);
  const details = { Filter: ['Role', 'LocalManagedPolicy'], MaxItems: 1000 };
  expect(ctx.calls.map((call) => call.input)).toEqual([
    details,
    { ...details, Marker: 'two' },
    { MaxItems: 1000 },
    { MaxItems: 1000, Marker: 'two' },
  ]);
});

test('roles that AWS makes for its services and its identity center are its own', () => {
  const isDefault = (Path: string) => collector.isDefault?.({ ...LISTED, properties: { Path } });
  const paths = ['/aws-service-role/rds.amazonaws.com/', '/aws-reserved/sso.amazonaws.com/', '/service-role/', '/'];
  expect(paths.map(isDefault)).toEqual([true, true, false, false]);
});

test('a denied list and a denied part throw', async () => {
  const refusal = denied('iam');
  const list = (answer: object | Error) => listAll(collector, stubContext({ GetAccountAuthorizationDetails: answer }));
  await expect(list(refusal)).rejects.toBe(refusal);
  await expect(list({})).rejects.toThrow('no RoleDetailList or Policies');
  const part = (answer: object | Error) =>
    readPart(collector, 'iam:ListRoles', stubContext({ ListRoles: answer }), LISTED);
  await expect(part(refusal)).rejects.toBe(refusal);
  await expect(part({ Roles: [] })).rejects.toThrow('does not carry this role');
});

test('in the simulator: pages, policies and denials', async () => {
  const world = await openWorld();
  const iam = new IAMClient(world.clients('us-east-1'));
  const trust = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'monitoring.rds.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  });
  for (const RoleName of ['one', 'two', 'three']) {
    const input = { RoleName, AssumeRolePolicyDocument: trust, MaxSessionDuration: 7200 };
    await iam.send(new CreateRoleCommand(input));
  }
  const PolicyDocument = JSON.stringify(document('s3:GetObject', 'arn:aws:s3:::a%20b/*'));
  await iam.send(new PutRolePolicyCommand({ RoleName: 'one', PolicyName: 'read', PolicyDocument }));
  await iam.send(new AttachRolePolicyCommand({ RoleName: 'one', PolicyArn: AWS_POLICY }));
  await world.settings({ pageSize: 2 });
  const ctx = () => liveContext(world.auditClients('us-east-1'));

  const roles = (await readAll(collector, ctx())).filter((role) => !collector.isDefault?.(role));
  expect(roles.map((role) => role.id).sort()).toEqual(['one', 'three', 'two']);
  expect(roles.find((role) => role.id === 'one')?.properties).toMatchObject({
    AssumeRolePolicyDocument: JSON.parse(trust),
    ManagedPolicyArns: [AWS_POLICY],
    MaxSessionDuration: 7200,
    Policies: [{ PolicyName: 'read', PolicyDocument: JSON.parse(PolicyDocument) }],
  });
  const asked = (await world.calls()).log.map((call) => call.operation);
  expect(asked.filter((operation) => operation === 'GetAccountAuthorizationDetails').length).toBeGreaterThan(1);
  expect(asked.filter((operation) => operation === 'ListRoles').length).toBeGreaterThan(1);

  await world.faults([{ kind: 'deny', service: 'iam', action: 'ListRoles' }]);
  expect(await listAll(collector, ctx())).not.toEqual([]);
  await expect(readAll(collector, ctx())).rejects.toMatchObject({ name: 'AccessDenied' });
  await world.faults([{ kind: 'deny', service: 'iam', action: 'GetAccountAuthorizationDetails', page: 2 }]);
  await expect(listAll(collector, ctx())).rejects.toMatchObject({ name: 'AccessDenied' });
});
