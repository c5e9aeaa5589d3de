import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyBaseline } from '../src/baseline/empty-baseline.ts';
import { judge } from '../src/commands/stages.ts';
import type { AuditResult } from '../src/report/report.ts';
import type { Json, Observation, Resource, Snapshot } from '../src/snapshot/snapshot.ts';

/** Laws of the whole way from snapshot to result, on designs that nobody chose. */

const REGIONS = ['us-east-1', 'eu-central-1', 'ap-southeast-2', 'us-west-2'];
const TYPES = [
  'AWS::SQS::Queue',
  'AWS::S3::Bucket',
  'AWS::RDS::DBInstance',
  'AWS::EC2::SecurityGroup',
  'AWS::KMS::Key',
];

/** A resource of a design: what is the same wherever it is deployed. */
type Part = {
  readonly type: string;
  readonly name: string;
  readonly stack: string | null;
  readonly size: number;
  readonly refers: number;
  readonly tag: string;
};
/** What was done to one part in one region. */
type Mutation = { readonly part: number; readonly region: number; readonly kind: 'delete' | 'change' | 'tag' };

const part: fc.Arbitrary<Part> = fc.record({
  type: fc.constantFrom(...TYPES),
  name: fc.stringMatching(/^[a-z]{3,8}$/),
  stack: fc.constantFrom(null, 'app', 'data'),
  size: fc.integer({ min: 1, max: 3 }),
  refers: fc.nat(20),
  tag: fc.constantFrom('a', 'b'),
});
const design = fc.uniqueArray(part, { minLength: 1, maxLength: 12, selector: (one) => `${one.type} ${one.name}` });
const mutation: fc.Arbitrary<Mutation> = fc.record({
  part: fc.nat(50),
  region: fc.nat(3),
  kind: fc.constantFrom('delete', 'change', 'tag'),
});

/** Ids are made of a salt: another salt is a redeploy. */
function idOf(one: Part, region: string, salt: number): string {
  const text = `${one.type}${one.name}${region}${salt}`;
  let hash = 17;
  for (const character of text) hash = (hash * 31 + character.charCodeAt(0)) >>> 0;
  const hex = hash.toString(16).padStart(8, '0');
  if (one.type === 'AWS::EC2::SecurityGroup') return `sg-${hex}`;
  if (one.type === 'AWS::KMS::Key') return `${hex}-0000-4000-8000-${hex}0000`;
  return `${one.name}-${region}`;
}

function deploy(
  parts: readonly Part[],
  regions: readonly string[],
  mutations: readonly Mutation[] = [],
  salt = 0,
): Snapshot {
  const resources = regions.flatMap((region, at) =>
    parts.flatMap((one, index): Resource[] => {
      const done = mutations.filter(
        (each) => each.part % parts.length === index && each.region % regions.length === at,
      );
      if (done.some((each) => each.kind === 'delete')) return [];
      const target = parts[one.refers % parts.length] as Part;
      const properties: { [name: string]: Json } = {
        Size: done.some((each) => each.kind === 'change') ? one.size + 10 : one.size,
        Target: idOf(target, region, salt),
        Where: `endpoint.${region}.example.com`,
      };
      const id = idOf(one, region, salt);
      return [
        {
          type: one.type,
          stack: one.stack && `${one.stack}-${region}`,
          logicalId: one.stack && `${one.name}Resource`,
          name: `${one.name}-${region}`,
          selected: true,
          evidence: ['listed'],
          properties,
          unread: {},
          tags: done.some((each) => each.kind === 'tag') ? {} : { owner: one.tag },
          region,
          id,
          arn: `arn:aws:x:${region}:111122223333:${id}`,
        },
      ];
    }),
  );
  const observations = regions.flatMap((region) =>
    ['*', ...TYPES].map((type): Observation => ({ region, type, state: 'observed', gaps: [] })),
  );
  const places = regions.map((region) => ({
    name: region,
    region,
    account: '111122223333',
    partition: 'aws',
    state: 'enabled' as const,
  }));
  return {
    header: {
      schemaVersion: 1,
      tool: { name: 'infra-parity', version: '0' },
      takenAt: '2026-01-01T00:00:00Z',
      caller: { account: '111122223333', partition: 'aws', arn: 'arn:aws:iam::111122223333:user/x' },
      selection: { stackPrefixes: [], tags: {}, types: [], excludeTypes: [] },
      regions: places,
      digestKeyId: 'x',
      notes: [],
    },
    observations,
    resources,
  };
}

/** Without the built-in expectations: these judge a region by itself. */
const audit = (snapshot: Snapshot): AuditResult => judge(snapshot, { ...emptyBaseline(), defaultExpectations: false });
const prints = (result: AuditResult) => result.findings.map((one) => one.fingerprint).sort();
const facts = (result: AuditResult) =>
  result.findings
    .map((one) => `${one.rule} ${one.type} ${one.counterpart} ${one.property} ${[...one.regions].sort()}`)
    .sort();

const mutations = fc.array(mutation, { maxLength: 6 });
const regions = fc.integer({ min: 2, max: 4 }).map((count) => REGIONS.slice(0, count));

describe('laws', () => {
  it('the same design, untouched, gives no finding', () => {
    fc.assert(
      fc.property(design, regions, (parts, where) => {
        const result = audit(deploy(parts, where));
        expect(facts(result)).toEqual([]);
        expect(result.exitCode).toBe(0);
        expect(Object.values(result.counts).every((one) => one.same === one.total && one.total === parts.length)).toBe(
          true,
        );
      }),
      { numRuns: 150 },
    );
  });

  it('the order in which AWS answered does not show in one byte', () => {
    fc.assert(
      fc.property(design, regions, mutations, fc.infiniteStream(fc.nat()), (parts, where, done, random) => {
        const deployed = deploy(parts, where, done);
        // Some that cannot be told from another, but for what they hold: which came first must decide nothing.
        const twin = (one: Resource, mark: string): Resource => ({
          ...one,
          id: `${one.id}${mark}`,
          arn: null,
          stack: null,
          logicalId: null,
          properties: { Size: 99 },
        });
        const twins = deployed.resources
          .filter((_, index) => index % 3 === 0)
          .flatMap((one) => [twin(one, 'a'), twin(one, 'b')]);
        const snapshot = { ...deployed, resources: [...deployed.resources, ...twins] };
        const shuffled = [...snapshot.resources]
          .map((one) => [random.next().value as number, one] as const)
          .sort(([a], [b]) => a - b);
        const other = {
          ...snapshot,
          resources: shuffled.map(([, one]) => one),
          observations: [...snapshot.observations].reverse(),
        };
        expect(JSON.stringify(audit(other))).toBe(JSON.stringify(audit(snapshot)));
      }),
      { numRuns: 50 },
    );
  });

  it('naming the regions the other way round changes nothing that is found', () => {
    fc.assert(
      fc.property(design, mutations, (parts, done) => {
        const snapshot = deploy(parts, REGIONS.slice(0, 2), done);
        const header = { ...snapshot.header, regions: [...snapshot.header.regions].reverse() };
        expect(facts(audit({ ...snapshot, header }))).toEqual(facts(audit(snapshot)));
        expect(prints(audit({ ...snapshot, header }))).toEqual(prints(audit(snapshot)));
      }),
      { numRuns: 100 },
    );
  });

  it('swapping what two regions hold swaps the findings', () => {
    fc.assert(
      fc.property(design, mutations, (parts, done) => {
        const two = REGIONS.slice(0, 2) as [string, string];
        const mirrored = done.map((one) => ({ ...one, region: 1 - (one.region % 2) }));
        const swap = (text: string) => text.replaceAll(two[0], '#').replaceAll(two[1], two[0]).replaceAll('#', two[1]);
        const sortRegions = (text: string) => text.replace(/\S+$/, (list) => list.split(',').sort().join(','));
        const here = facts(audit(deploy(parts, two, done)))
          .map(swap)
          .map(sortRegions)
          .sort();
        expect(facts(audit(deploy(parts, two, mirrored)))).toEqual(here);
      }),
      { numRuns: 100 },
    );
  });

  it('a third region that is equal to an untouched one adds no finding of its own', () => {
    fc.assert(
      fc.property(design, (parts) => {
        const done: Mutation[] = [{ part: 0, region: 1, kind: 'change' }];
        const [two, three] = [
          audit(deploy(parts, REGIONS.slice(0, 2), done)),
          audit(deploy(parts, REGIONS.slice(0, 3), done)),
        ];
        const about = (result: AuditResult) =>
          result.findings.map((one) => `${one.rule} ${one.type} ${one.counterpart} ${one.property}`);
        expect(about(three)).toEqual(about(two));
        expect(three.findings.every((one) => one.regions.join() === REGIONS[1])).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('a redeploy with new ids keeps every fingerprint', () => {
    fc.assert(
      fc.property(design, regions, mutations, fc.integer({ min: 1 }), (parts, where, done, salt) => {
        expect(prints(audit(deploy(parts, where, done, salt)))).toEqual(prints(audit(deploy(parts, where, done))));
      }),
      { numRuns: 100 },
    );
  });

  it('what was waived stays waived after a redeploy with new ids, and nothing else is', () => {
    let most = 0;
    fc.assert(
      fc.property(design, regions, mutations, fc.integer({ min: 1 }), (parts, where, done, salt) => {
        const [first, ...others] = audit(deploy(parts, where, done)).findings;
        if (first === undefined) return;
        const terms = { reason: 'agreed', owner: 'us', until: '2099-12-31', place: null };
        const waivers = [{ finding: first.fingerprint, ...terms }];
        const again = judge(deploy(parts, where, done, salt), {
          ...emptyBaseline(),
          defaultExpectations: false,
          waivers,
        });
        const waived = again.findings.filter((one) => one.status === 'waived');
        expect(waived.map((one) => one.fingerprint)).toEqual([first.fingerprint]);
        expect(again.findings.filter((one) => one.status === 'open')).toHaveLength(others.length);
        most = Math.max(most, others.length);
      }),
      { numRuns: 100 },
    );
    expect(most).toBeGreaterThan(2);
  });

  it('each single mutation is found, in its region or as a difference of both, and nothing else', () => {
    fc.assert(
      fc.property(design, mutation, (parts, one) => {
        const result = audit(deploy(parts, REGIONS.slice(0, 2), [one]));
        const touched = parts[one.part % parts.length] as Part;
        const region = REGIONS[one.region % 2] as string;
        const rule = { delete: 'missing-resource', change: 'property-drift', tag: 'tag-drift' }[one.kind];
        const own = result.findings.filter(
          (each) => each.rule === rule && each.type === touched.type && each.regions.includes(region),
        );
        expect(own).toHaveLength(1);
        // What refers to a thing that is gone differs too: it leads to nothing there.
        const others = result.findings.filter((each) => each !== own[0]);
        expect(others.filter((each) => !(one.kind === 'delete' && each.property === 'Target'))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('a type that was not read in a region is never missing, and never the same', () => {
    fc.assert(
      fc.property(design, fc.nat(), (parts, pick) => {
        const type = (parts[pick % parts.length] as Part).type;
        const whole = deploy(parts, REGIONS.slice(0, 2));
        const gap = {
          region: 'eu-central-1',
          type,
          cause: 'denied' as const,
          operation: 'x:List',
          detail: 'no',
          remedy: 'grant x:List',
        };
        const snapshot: Snapshot = {
          ...whole,
          resources: whole.resources.filter((one) => !(one.type === type && one.region === 'eu-central-1')),
          observations: whole.observations.map((one) =>
            one.type === type && one.region === 'eu-central-1' ? { ...one, state: 'unknown', gaps: [gap] } : one,
          ),
        };
        const result = audit(snapshot);
        expect(result.findings.filter((one) => one.rule !== 'property-drift' || one.property !== 'Target')).toEqual([]);
        expect(result.rows.filter((one) => one.type === type).every((one) => one.state === 'unknown')).toBe(true);
        expect(result.exitCode).toBe(3);
      }),
      { numRuns: 100 },
    );
  });
});
