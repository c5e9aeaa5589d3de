import { LambdaClient, PublishLayerVersionCommand } from '@aws-sdk/client-lambda';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { listAll, readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-lambda-layerversion.ts';

const ONE = {
  LayerVersionArn: 'arn:aws:lambda:us-east-1:111122223333:layer:tools:4',
  Version: 4,
  Description: 'tools',
  CreatedDate: '2026-01-01',
  CompatibleRuntimes: ['nodejs22.x', 'nodejs20.x'],
  LicenseInfo: 'MIT',
  CompatibleArchitectures: ['arm64'],
};
const OTHERS = {
  ListLayers: { Layers: [{ LayerName: 'tools', LatestMatchingVersion: { Version: 4 } }] },
  GetLayerVersion: { Content: { CodeSha256: 'c2hh', Location: 'https://signed.example.com/?X-Amz-Signature=1' } },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext({ ...OTHERS, ListLayerVersions: { LayerVersions: [ONE] } }));
  const expected = {
    id: 'arn:aws:lambda:us-east-1:111122223333:layer:tools:4',
    arn: 'arn:aws:lambda:us-east-1:111122223333:layer:tools:4',
    name: 'tools',
    properties: {
      CodeSha256: 'c2hh',
      CompatibleArchitectures: ['arm64'],
      CompatibleRuntimes: ['nodejs20.x', 'nodejs22.x'],
      Description: 'tools',
      IsLatest: true,
      LayerName: 'tools',
      LicenseInfo: 'MIT',
    },
  };
  expect(found).toMatchObject([expected]);
  expect(found[0]?.properties).toEqual(expected.properties);
  expect(undocumented(collector, found)).toEqual([]);
});

test('what came before the latest is history, unless a stack holds it', async () => {
  const earlier = { ...ONE, LayerVersionArn: ONE.LayerVersionArn.replace(/4$/, '3'), Version: 3 };
  const found = await listAll(
    collector,
    stubContext({ ...OTHERS, ListLayerVersions: { LayerVersions: [ONE, earlier] } }),
  );
  expect(found.map((one) => collector.isDefault?.(one))).toEqual([false, true]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throws', async () => {
  const pages = [{ LayerVersions: [ONE], NextMarker: 'two' }, { LayerVersions: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'ListLayerVersions',
    action: 'lambda:ListLayerVersions',
    pages,
    others: OTHERS,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([
    { LayerName: 'tools', MaxItems: 50 },
    { LayerName: 'tools', MaxItems: 50, Marker: 'two' },
  ]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no LayerVersions');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'lambda', action: 'ListLayers' },
    async seed(world) {
      const client = new LambdaClient(world.clients('us-east-1'));
      const made: string[] = [];
      for (const LayerName of ['one', 'two', 'three']) {
        const Content = { ZipFile: Buffer.from('code') };
        made.push((await client.send(new PublishLayerVersionCommand({ LayerName, Content }))).LayerVersionArn ?? '');
      }
      return made;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized|AuthorizationError/);
});
