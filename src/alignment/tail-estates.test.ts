// Many names of one application that are drawn alike speak for each other, and for nobody else's.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyBaseline } from '../baseline/empty-baseline.ts';
import { judge } from '../commands/stages.ts';
import { snapshotOf } from '../findings/example.ts';
import { resource, type Terse } from '../findings/testing.ts';
import { drawnTailOf } from '../normalise/drawn-tails.ts';

const [US, EU] = ['us-east-1', 'eu-central-1'] as const;
const TYPES = ['AWS::S3::Bucket', 'AWS::SQS::Queue', 'AWS::DynamoDB::Table', 'AWS::Logs::LogGroup', 'AWS::KMS::Key'];
const STEMS = ['files', 'jobs', 'orders', 'app'];
/** Drawn by a run of random_string: nobody can have meant them. */
const DRAWN = {
  [US]: ['7FQ2ZX9K', 'K3W8QN1Z', 'X9TT4B7Q', 'ZQ8M2K5W'],
  [EU]: ['Q4Z7KX2M', '9WX3ZB6T', 'B7K1QZ8N', 'T2XQ6W9Z'],
};

function judged(resources: readonly Terse[]) {
  const empty = snapshotOf({ regions: { [US]: [], [EU]: [] } }, TYPES);
  const snapshot = { ...empty, resources: resources.map((one) => resource({ name: one.id, ...one })) };
  return judge(snapshot, { ...emptyBaseline(), defaultExpectations: false });
}
const told = (resources: readonly Terse[]) =>
  judged(resources)
    .findings.filter(({ rule }) => rule !== 'count-drift')
    .map((one) => `${one.rule} ${one.counterpart}`);

/** One thing of each region. */
function pair(at: number, ids: readonly [string, string], tags: Terse['tags'] = {}): readonly Terse[] {
  return [US, EU].map((region, nth) => ({
    ...{ type: TYPES[at % 4] as string, region, id: ids[nth] as string, tags },
    properties: { Setting: at, Other: 'x' },
  }));
}
const estate = (count: number, tags: Terse['tags'] = {}, head = '') =>
  STEMS.slice(0, count).flatMap((stem, at) =>
    pair(at, [`${head}${stem}-${DRAWN[US][at]}`, `${head}${stem}-${DRAWN[EU][at]}`], tags),
  );

describe('an estate of drawn names', () => {
  it('speaks for a tail in which chance spelled something', () => {
    const spelled = pair(3, ['app-OZATEKU4B7Q29', 'app-7FQ2ZX9K4W8TT']);
    expect(drawnTailOf('app-OZATEKU4B7Q29')).toMatchObject({ isMeaningless: false, looksDrawn: true });
    const longer = estate(3).map((one) => ({ ...one, id: `${one.id}7KQ2Z` }));
    expect(told([...longer, ...spelled])).toEqual([]);
    expect(told(spelled)).toHaveLength(2);
  });

  it.each([
    ['app-ACMECORP', 'app-GLOBEXCO'],
    ['app-T2XQ6W9Z', 'app-GLOBEXCO'],
    ['app-SERVER1A', 'app-T2XQ6W9Z'],
    ['app-REPORT01', 'app-REPORT02'],
    ['app-PRODDATA', 'app-7QX2ZK9W'],
  ])('does not make a person’s names one: %s and %s', (one, other) => {
    expect(told([...estate(3), ...pair(3, [one, other])])).toHaveLength(2);
  });

  it('is none where one tail stands behind all names', () => {
    const tenant = ['OZATEKU4B7Q29', '7FQ2ZX9K4W8TT'] as const;
    const all = STEMS.flatMap((stem, at) => pair(at, [`${stem}-${tenant[0]}`, `${stem}-${tenant[1]}`]));
    expect(told(all)).toHaveLength(8);
  });
});

describe('another application beside one', () => {
  const tags = (app: string) => [{ app }, { 'acme:project': app }, { Application: app }, { awsApplication: app }];
  it.each(tags('shop').map((own, at) => [own, tags('desk')[at] as typeof own] as const))(
    'does not make its tails known: %o',
    (own, other) => {
      const alone = estate(2, own);
      expect(told(alone)).toHaveLength(4);
      expect(told([...alone, ...estate(4, other, 'desk-')])).toEqual(told(alone));
      expect(told([...alone, ...estate(4, other, 'desk-'), ...estate(4, {}, 'till-')])).toEqual(told(alone));
    },
  );

  it('does not make its own names rivals', () => {
    const own = estate(4, { app: 'shop' });
    const rival: Terse = { ...(pair(0, ['files-9XQ2ZK7W', ''], { app: 'desk' })[0] as Terse) };
    expect(told([...own, rival])).toEqual(['missing-resource files-9XQ2ZK7W']);
  });

  it('changes no finding of it, whatever both lack', () => {
    const lacking = fc.subarray([0, 1, 2, 3, 4, 5, 6, 7]);
    fc.assert(
      fc.property(lacking, lacking, fc.boolean(), (own, others, isAlike) => {
        const shop = estate(4, { app: 'shop' }).filter((_, at) => own.includes(at));
        const desk = estate(4, { app: 'desk' }, isAlike ? '' : 'desk-')
          .filter((_, at) => others.includes(at))
          .map((one) => ({ ...one, id: `${one.id.slice(0, -1)}5` }));
        const prints = (all: readonly Terse[]) => judged(all).findings.map(({ fingerprint }) => fingerprint);
        const before = judged(shop).findings.filter(({ rule }) => rule !== 'count-drift');
        expect(prints([...shop, ...desk])).toEqual(
          expect.arrayContaining(before.map(({ fingerprint }) => fingerprint)),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('shares no fingerprint with it for what has no name', () => {
    const key = (region: string, app: string, at: number, Setting: number): Terse => ({
      ...{ type: 'AWS::KMS::Key', region, id: `${at}0000000-0000-4000-8000-000000000000`, name: null },
      ...{ tags: { app }, properties: { Setting, Description: app } },
    });
    const of = (app: string, at: number) => [key(US, app, at, 1), key(EU, app, at + 1, 2), key(US, app, at + 2, 7)];
    const prints = (all: readonly Terse[]) =>
      judged(all)
        .findings.filter(({ rule }) => rule !== 'count-drift')
        .map(({ fingerprint }) => fingerprint)
        .sort();
    const [shop, desk] = [prints(of('shop', 1)), prints(of('desk', 4))];
    expect(shop.length).toBeGreaterThan(0);
    expect(shop.filter((one) => desk.includes(one))).toEqual([]);
    expect(prints([...of('shop', 1), ...of('desk', 4)])).toEqual([...shop, ...desk].sort());
  });
});
