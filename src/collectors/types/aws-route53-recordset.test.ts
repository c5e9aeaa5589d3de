import { Route53Client } from '@aws-sdk/client-route-53';
import { describe, expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { openWorld } from '../../../test/simulator/simulator.ts';
import { withClient } from '../../../test/worlds/seed.ts';
import { denied, listAll, liveContext, type Page, stubContext, undocumented } from '../testing.ts';
import collector from './aws-route53-recordset.ts';

const ZONES = { HostedZones: [{ Id: '/hostedzone/Z1', Name: 'example.com.', CallerReference: 'x' }] };
const WWW = {
  Name: 'www.example.com.',
  Type: 'A' as const,
  TTL: 60,
  ResourceRecords: [{ Value: '192.0.2.2' }, { Value: '192.0.2.1' }],
};
const LATENT = {
  ...{ Name: '\\052.Example.com.', Type: 'A' as const, SetIdentifier: 'eu', Region: 'eu-central-1' as const },
  HealthCheckId: '0f3c7b1e-0000-4000-8000-000000000001',
  AliasTarget: {
    ...{ HostedZoneId: 'Z215JYRZR1TBD5', EvaluateTargetHealth: true },
    DNSName: 'dualstack.Web-1234567890.eu-central-1.elb.amazonaws.com.',
  },
};
const answers = (...ResourceRecordSets: object[]) => ({
  ListHostedZones: ZONES,
  ListResourceRecordSets: { ResourceRecordSets, IsTruncated: false },
});

test('maps to the CloudFormation properties', async () => {
  const found = await listAll(collector, stubContext(answers(WWW, LATENT)));
  expect(found).toEqual([
    {
      ...{ id: 'www.example.com', arn: null, name: 'www.example.com A', within: 'Z1 A ' },
      properties: {
        ...{ HostedZoneId: 'Z1', Name: 'www.example.com', ZoneName: 'example.com', TTL: 60, Type: 'A' },
        ResourceRecords: ['192.0.2.1', '192.0.2.2'],
      },
    },
    {
      ...{ id: '*.Example.com', arn: null, name: '*.Example.com A eu-central-1 eu', within: 'Z1 A eu' },
      properties: {
        ...{ HostedZoneId: 'Z1', Name: '*.Example.com', ZoneName: 'example.com', Type: 'A' },
        ...{ HealthCheckId: LATENT.HealthCheckId, Region: 'eu-central-1', SetIdentifier: 'eu' },
        AliasTarget: {
          ...{ HostedZoneId: 'Z215JYRZR1TBD5', EvaluateTargetHealth: true },
          DNSName: 'web-1234567890.eu-central-1.elb.amazonaws.com',
        },
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test("a zone's own records are AWS's, others of these types are not", async () => {
  const apex = { Name: 'example.com.', TTL: 900, ResourceRecords: [{ Value: 'x' }] };
  const found = await listAll(
    collector,
    stubContext(
      answers({ ...apex, Type: 'NS' }, { ...apex, Type: 'SOA' }, { ...apex, Type: 'MX' }, { ...WWW, Type: 'NS' }),
    ),
  );
  expect(found.map((one) => collector.isDefault?.(one))).toEqual([true, true, false, false]);
});

test('zones of other services are left out', async () => {
  const linked = { ...ZONES.HostedZones[0], LinkedService: { ServicePrincipal: 'servicediscovery.amazonaws.com' } };
  const ctx = stubContext({ ...answers(WWW), ListHostedZones: { HostedZones: [linked] } });
  expect(await listAll(collector, ctx)).toEqual([]);
});

describe('pages', () => {
  const first = { ResourceRecordSets: [WWW], IsTruncated: true, NextRecordName: 'x.example.com.', NextRecordType: 'A' };
  const paged = (second: Page) => stubContext({ ...answers(), ListResourceRecordSets: [first, second] });

  test('are asked for three hundred at a time, each from where the last one ended', async () => {
    const ctx = paged({ ResourceRecordSets: [LATENT], IsTruncated: false });
    expect(await listAll(collector, ctx)).toHaveLength(2);
    const asked = { HostedZoneId: 'Z1', MaxItems: 300 };
    expect(
      ctx.calls.filter(({ operation }) => operation === 'ListResourceRecordSets').map(({ input }) => input),
    ).toEqual([asked, { ...asked, StartRecordName: 'x.example.com.', StartRecordType: 'A' }]);
  });

  test('a denied second page, one without its list and one without an end throw', async () => {
    const refusal = denied('route53:ListResourceRecordSets');
    await expect(listAll(collector, paged(refusal))).rejects.toBe(refusal);
    await expect(listAll(collector, paged({ IsTruncated: false }))).rejects.toThrow('carries no ResourceRecordSets');
    const endless = { ResourceRecordSets: [], IsTruncated: true };
    await expect(listAll(collector, paged(endless))).rejects.toThrow('not from where');
  });
});

test('in the simulator: two pages', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'route53', action: 'ListResourceRecordSets' },
    async seed(world) {
      const { CreateHostedZoneCommand, ChangeResourceRecordSetsCommand } = await import('@aws-sdk/client-route-53');
      return withClient(Route53Client, world, 'us-east-1', async (client) => {
        const zone = await client.send(new CreateHostedZoneCommand({ Name: 'example.com', CallerReference: 'one' }));
        // The simulator's page is Route 53's: three hundred.
        const names = Array.from({ length: 305 }, (_, at) => `host-${1000 + at}.example.com`);
        const Changes = names.map((Name) => ({
          Action: 'CREATE' as const,
          ResourceRecordSet: { Name, Type: 'A' as const, TTL: 60, ResourceRecords: [{ Value: '192.0.2.1' }] },
        }));
        await client.send(
          new ChangeResourceRecordSetsCommand({ HostedZoneId: zone.HostedZone?.Id, ChangeBatch: { Changes } }),
        );
        return names;
      });
    },
  });
  expect(outcome.found.filter((one) => !collector.isDefault?.(one)).map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.pages).toBeGreaterThan(1);
});

test('in the simulator: a denial throws, and is never an empty zone', async () => {
  const world = await openWorld();
  await withClient(Route53Client, world, 'us-east-1', async (client) => {
    const { CreateHostedZoneCommand } = await import('@aws-sdk/client-route-53');
    return client.send(new CreateHostedZoneCommand({ Name: 'example.com', CallerReference: 'one' }));
  });
  await world.faults([{ kind: 'deny', service: 'route53', action: 'ListResourceRecordSets' }]);
  await expect(listAll(collector, liveContext(world.auditClients('us-east-1')))).rejects.toThrow(/authorized/);
});
