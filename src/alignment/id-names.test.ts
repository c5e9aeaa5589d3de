// Ids inside names: the same thing under two ids is one, and where one is gone just that is missing.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyBaseline } from '../baseline/empty-baseline.ts';
import { collectors } from '../collectors/index.ts';
import { snapshotOf } from '../findings/example.ts';
import { resource, type Terse } from '../findings/testing.ts';
import { evaluate } from '../rules/evaluate.ts';
import { align } from './align.ts';
import { withoutIds } from './id-names.ts';

const [US, EU] = ['us-east-1', 'eu-central-1'] as const;
const GROUP = 'AWS::Logs::LogGroup';

function seen(resources: readonly Terse[]) {
  const types = [...new Set(resources.map(({ type }) => type))];
  const snapshot = { ...snapshotOf({ regions: { [US]: [], [EU]: [] } }, types), resources: resources.map(resource) };
  return align(snapshot, { ...emptyBaseline(), defaultExpectations: false }, collectors);
}
const found = (resources: readonly Terse[]) =>
  evaluate(seen(resources)).flatMap((one) =>
    one.state === 'failed' ? one.findings.map(({ rule, type, regions }) => `${rule} ${type} ${regions.join()}`) : [],
  );

const digits = (alphabet: string, length: number) =>
  fc.array(fc.constantFrom(...alphabet), { minLength: length, maxLength: length }).map((all) => all.join(''));
const api = digits('abcdefghijklmnopqrstuvwxyz0123456789', 10).filter((id) => /\d/.test(id) && /[a-z]/.test(id));
const vpc = digits('0123456789abcdef', 16).map((id) => `vpc-0${id}`);

type Kind = { readonly type: string; readonly id: fc.Arbitrary<string>; readonly named: (id: string) => string };
const KINDS: readonly Kind[] = [
  { type: 'AWS::ApiGateway::RestApi', id: api, named: (id) => `API-Gateway-Execution-Logs_${id}/prod` },
  { type: 'AWS::ApiGatewayV2::Api', id: api, named: (id) => `/aws/apigateway/${id}/prod` },
  { type: 'AWS::EC2::VPC', id: vpc, named: (id) => `/vpc/${id}/flow` },
  { type: 'AWS::EC2::VPC', id: vpc, named: (id) => `flow-logs-${id}` },
];

describe('names with the id of a counterpart in them', () => {
  const world = fc
    .constantFrom(...KINDS)
    .chain((kind) =>
      fc.tuple(fc.constant(kind), fc.uniqueArray(kind.id, { minLength: 4, maxLength: 4 }), fc.boolean()),
    );
  it('are one, whoever else is named so, and one that is gone is missed', () => {
    fc.assert(
      fc.property(world, ([{ type, id: _, named }, ids, inStack]) => {
        const deploy = (region: string, own: readonly string[]) =>
          own.flatMap((id, at): readonly Terse[] => {
            const name = ['orders', 'refunds'][at] as string;
            const stack = inStack
              ? { stack: 'shop', logicalId: `Api${name}`, name: null }
              : { name, tags: { Name: name } };
            return [
              { type, region, id, properties: { Setting: at }, ...stack },
              { type: GROUP, region, id: named(id), name: named(id), properties: { RetentionInDays: 30 } },
            ];
          });
        const [us, eu] = [deploy(US, ids.slice(0, 2)), deploy(EU, ids.slice(2))];
        expect(found([...us, ...eu])).toEqual([]);
        const left = eu.filter((one) => one !== eu[3]);
        expect(found([...us, ...left])).toEqual([`missing-resource ${GROUP} ${EU}`]);
        const pair = seen([...us, ...left]).rows.find((row) => row.type === GROUP && row.match.by === 'name');
        expect([...(pair?.cells.values() ?? [])].map((cell) => 'resource' in cell && cell.resource.id)).toEqual([
          named(ids[0] as string),
          named(ids[2] as string),
        ]);
      }),
      { numRuns: 80 },
    );
  });
});

describe('names with an id of what was not read', () => {
  const group = (region: string, name: string, GroupDescription = 'made by the directory'): Terse => ({
    ...{ type: 'AWS::EC2::SecurityGroup', region, id: `sg-${region.length}0000000`, name },
    properties: { GroupDescription, SecurityGroupIngress: [], SecurityGroupEgress: [] },
  });
  it('are one where they are alike', () =>
    expect(found([group(US, 'd-90675153fc_controllers'), group(EU, 'd-9967abc012_controllers')])).toEqual([]));
  it('are two where the names differ in more', () =>
    expect(found([group(US, 'd-90675153fc_controllers'), group(EU, 'd-9967abc012_workspaces')])).toHaveLength(2));
  it('are of the words alone that are ids by their form', () => {
    expect(withoutIds('/vpc/vpc-0a1b2c3d4e5f60718/flow')).toBe('/vpc/<id>/flow');
    expect(withoutIds('d-90675153fc_controllers')).toBe('<id>_controllers');
    expect(withoutIds('tenant-4f2a9c81b0d3')).toBe('tenant-4f2a9c81b0d3');
  });
});
