// A tag that one lacks is no other application: only what both say, and say otherwise, makes strangers.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyBaseline } from '../baseline/empty-baseline.ts';
import { judge } from '../commands/stages.ts';
import { snapshotOf } from '../findings/example.ts';
import { resource, type Terse } from '../findings/testing.ts';

const [US, EU] = ['us-east-1', 'eu-central-1'] as const;
type Tags = Readonly<Record<string, string>>;
const TYPES = ['AWS::S3::Bucket', 'AWS::SQS::Queue', 'AWS::DynamoDB::Table', 'AWS::Logs::LogGroup'];
const STEMS = ['files', 'jobs', 'orders', 'app'];
const DRAWN = {
  [US]: ['7FQ2ZX9K', 'K3W8QN1Z', 'X9TT4B7Q', 'ZQ8M2K5W'],
  [EU]: ['Q4Z7KX2M', '9WX3ZB6T', 'B7K1QZ8N', 'T2XQ6W9Z'],
};

function told(resources: readonly Terse[]): readonly string[] {
  const empty = snapshotOf({ regions: { [US]: [], [EU]: [] } }, [...TYPES, 'AWS::KMS::Key']);
  const snapshot = { ...empty, resources: resources.map((one) => resource({ name: one.id, ...one })) };
  return judge(snapshot, { ...emptyBaseline(), defaultExpectations: false })
    .findings.filter(({ rule }) => rule !== 'count-drift')
    .map(({ rule, property }) => `${rule} ${property ?? ''}`.trim())
    .sort();
}
const key = (region: string, nth: number, tags: Tags): Terse => ({
  ...{ type: 'AWS::KMS::Key', region, id: `${nth}${region === US ? 1 : 2}000000-0000-4000-8000-000000000000` },
  ...{ name: null, tags, properties: { EnableKeyRotation: true, KeySpec: 'SYMMETRIC_DEFAULT' } },
});
const keys = (us: Tags, eu: Tags): readonly Terse[] => [key(US, 1, us), key(EU, 1, eu)];
const estate = (tagsOf: (region: string, at: number) => Tags): readonly Terse[] =>
  STEMS.flatMap((stem, at) =>
    ([US, EU] as const).map((region) => ({
      ...{ type: TYPES[at] as string, region, id: `${stem}-${DRAWN[region][at]}`, tags: tagsOf(region, at) },
      properties: { Setting: at, Other: 'x' },
    })),
  );
const ofApplication = (region: string, name: string) => ({
  awsApplication: `arn:aws:resource-groups:${region}:111122223333:group/${name}/${region === US ? '03w2jtvn3oxqkd0jfvh9zvdwbd' : '0a7kq1mz5xw9t2hc8rn4vbpe6y'}`,
});

describe('a tag of the application that one of two lacks', () => {
  const whole = { app: 'shop', service: 'api', 'acme:project': 'store' };
  const some = fc.subarray(Object.keys(whole) as (keyof typeof whole)[], { minLength: 1 });
  const only = (names: readonly (keyof typeof whole)[]): Tags =>
    Object.fromEntries(names.map((name) => [name, whole[name]]));
  const shares = (one: readonly string[], other: readonly string[]) => one.some((name) => other.includes(name));

  it('is told as a tag, and makes no nameless thing another one, whoever is beside it', () => {
    fc.assert(
      fc.property(some, some, fc.boolean(), (us, eu, isAlone) => {
        fc.pre(shares(us, eu));
        const desk = isAlone ? [] : [key(US, 2, { app: 'desk' }), key(EU, 2, { app: 'desk' })];
        const lacking = Object.keys(whole).filter((name) => shares([name], us) !== shares([name], eu));
        expect(told([...keys(only(us), only(eu)), ...desk])).toEqual(
          lacking.map((name) => `tag-drift Tags.${name}`).sort(),
        );
      }),
      { numRuns: 60 },
    );
  });
  it('takes no name with a drawn tail out of its estate', () => {
    const lacks = (region: string, at: number) => region === EU && at === 1;
    expect(
      told(estate((region, at) => (lacks(region, at) ? { app: 'shop' } : { app: 'shop', service: 'api' }))),
    ).toEqual(['tag-drift Tags.service']);
  });
  it('keeps those apart of which both say something else', () => {
    expect(told(keys({ app: 'shop', service: 'api' }, { app: 'shop', service: 'web' }))).toHaveLength(2);
    expect(told(keys({ app: 'shop', service: 'api' }, { app: 'desk', service: 'api' }))).toHaveLength(2);
    expect(told(keys({ app: 'shop' }, { project: 'shop' }))).toHaveLength(2);
    expect(told(estate((region) => ({ app: region === US ? 'shop' : 'desk', service: 'api' })))).toHaveLength(8);
  });
});

describe('an estate', () => {
  it('is of one application, of however many services', () => {
    expect(told(estate((_, at) => ({ app: 'shop', service: at % 2 ? 'api' : 'web' })))).toEqual([]);
  });
});

describe('the tag of an application of AWS’s', () => {
  it('says its name, and an id that is another one in every region', () => {
    const one = (region: string) => ofApplication(region, 'shop');
    expect(told(keys(one(US), one(EU)))).toEqual([]);
    expect(told(estate((region) => one(region)))).toEqual([]);
  });
  it('tells another application by its name', () => {
    expect(told(keys(ofApplication(US, 'shop'), ofApplication(EU, 'desk')))).toHaveLength(2);
    const named = ([US, EU] as const).map(
      (region): Terse => ({
        ...{ type: 'AWS::SQS::Queue', region, id: 'jobs', properties: { Setting: 1 } },
        tags: ofApplication(region, region === US ? 'shop' : 'desk'),
      }),
    );
    expect(told(named)).toEqual(['tag-drift Tags.awsApplication']);
  });
  it('is one in whatever case it is written', () => {
    expect(told(keys({ app: 'Shop' }, { app: 'shop' }))).toEqual(['tag-drift Tags.app']);
  });
});
