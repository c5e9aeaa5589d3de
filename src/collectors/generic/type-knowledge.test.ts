import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { typesWithArn } from '../../normalise/arn-shapes.ts';
import { collectors } from '../index.ts';
import type { TypeFacts } from './type-facts.ts';
import { loadTypeKnowledge } from './type-knowledge.ts';
import { OVERRIDES } from './type-overrides.ts';

const knowledge = await loadTypeKnowledge();
const file = readFileSync(new URL('./type-knowledge.json', import.meta.url));
const all = knowledge.types.map((type) => [type, knowledge.facts(type) as TypeFacts] as const);
const count = (test: (facts: TypeFacts) => boolean) => all.filter(([, facts]) => test(facts)).length;

/** What a collector of ours says otherwise than the generated facts, and why it is right. */
const AGAINST: { readonly [what: string]: string } = {
  'AWS::CloudWatch::Dashboard Tags': 'the schema has them of late; the tagging API does not list dashboards',
  'AWS::Config::ConfigRule Tags': 'AWS Config tags rules, CloudFormation does not declare them',
  'AWS::EC2::LaunchTemplate Tags': 'CloudFormation has them under TagSpecifications',
  'AWS::EC2::NatGateway SecondaryAllocationIds': 'EC2 tells the addresses of a gateway in no order',
  ...Object.fromEntries(
    ['AllowHeaders', 'AllowMethods', 'AllowOrigins', 'ExposeHeaders'].map((name) => [
      `AWS::Lambda::Url Cors.${name}`,
      'HTTP headers in which the order means nothing',
    ]),
  ),
  'AWS::IAM::ManagedPolicy Tags': 'IAM tags managed policies, though CloudFormation cannot',
};

describe('the type knowledge', () => {
  it('is small enough to ship', () => expect(gzipSync(file, { level: 9 }).length).toBeLessThan(150_000));

  it('says where it is from, and of when', () => {
    expect(knowledge.date).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(knowledge.sources.join()).toMatch(/aws-service-spec .*Apache-2\.0.*cfn-lint .*MIT-0/);
  });

  it('has from each source what it gave; the numbers only grow', () => {
    expect(all.length).toBeGreaterThanOrEqual(1800);
    expect(count(({ id }) => id.length > 0)).toBeGreaterThanOrEqual(1790);
    expect(count(({ readOnly }) => readOnly.length > 0)).toBeGreaterThanOrEqual(1400);
    expect(count(({ writeOnly }) => writeOnly.length > 0)).toBeGreaterThanOrEqual(390);
    expect(count(({ unordered }) => unordered.length > 0)).toBeGreaterThanOrEqual(800);
    expect(count(({ references }) => Object.keys(references).length > 0)).toBeGreaterThanOrEqual(600);
    expect(count(({ policies }) => policies.length > 0)).toBeGreaterThanOrEqual(30);
    expect(count(({ ref, refIsId }) => ref !== undefined || refIsId === true)).toBeGreaterThanOrEqual(60);
    expect(count(({ tags }) => tags !== undefined)).toBeGreaterThanOrEqual(1200);
    expect(typesWithArn().length).toBeGreaterThanOrEqual(1000);
    expect(knowledge.regions.length).toBeGreaterThanOrEqual(37);
  });

  it.each([
    ['AWS::S3::Bucket', 'ap-east-2', true],
    ['AWS::Lambda::Url', 'ap-east-2', false],
    ['AWS::Cognito::UserPool', 'cn-north-1', false],
    ['AWS::Cognito::UserPool', 'eu-central-1', true],
    ['AWS::CloudFront::Distribution', 'us-gov-west-1', false],
    // Nobody can look into these partitions, and a type that came later is in no table.
    ['AWS::S3::Bucket', 'us-iso-east-1', null],
    ['AWS::S3::Bucket', 'mars-north-1', null],
    ['AWS::Made::Up', 'eu-central-1', null],
    ['Custom::Thing', 'eu-central-1', null],
  ])('%s is offered in %s: %s', (type, region, offered) => expect(knowledge.offered(type, region)).toBe(offered));

  it('knows no member of a plain object for a type', () => {
    for (const name of ['constructor', 'toString', '__proto__', '']) expect(knowledge.facts(name)).toBeNull();
  });

  it.each([...OVERRIDES.keys()])('%s is overridden for a reason, and is a type', (type) => {
    expect(knowledge.facts(type)).not.toBeNull();
    for (const { why, facts } of knowledge.overrides(type)) {
      expect(why.length).toBeGreaterThan(10);
      expect(Object.keys(facts).length).toBeGreaterThan(0);
    }
  });

  it('takes what is overridden into the facts', () => {
    expect(knowledge.facts('AWS::EC2::LaunchTemplate')?.handlers).toBe(false);
    expect(knowledge.facts('AWS::Lambda::Function')?.ordered).toContain('Layers');
    expect(knowledge.facts('AWS::ApiGatewayV2::Stage')?.handlers).toBe(true);
  });
});

describe('the collectors agree with the type knowledge', () => {
  const written = collectors.filter(({ type }) => knowledge.facts(type) !== null);

  it('for every one that CloudFormation knows', () => {
    // A setting of the account is declared by no template.
    const declared = collectors.filter(({ setting }) => setting !== true);
    const unknown = declared.filter(({ type }) => knowledge.facts(type) === null).map(({ type }) => type);
    expect(unknown.filter((type) => AGAINST[type] === undefined)).toEqual([]);
  });

  it.each(written)('$type compares no list as a set that the schema calls ordered', ({ type, sets = [] }) => {
    const { ordered } = knowledge.facts(type) as TypeFacts;
    expect(sets.filter((path) => ordered.includes(path) && AGAINST[`${type} ${path}`] === undefined)).toEqual([]);
  });

  it.each(written)(
    '$type takes every policy that the service spec names for one',
    ({ type, policies = [], comparators }) => {
      const named = (knowledge.facts(type) as TypeFacts).policies.filter((path) => comparators[path] !== undefined);
      expect(named.filter((path) => !policies.includes(path) && AGAINST[`${type} ${path}`] === undefined)).toEqual([]);
    },
  );

  it.each(written)('$type refers to the types that the tables name', ({ type, references = {} }) => {
    const { references: known } = knowledge.facts(type) as TypeFacts;
    const other = Object.entries(references).filter(([path, target]) => {
      const named = known[path];
      return named !== undefined && !named.split(' ').some((one) => one.startsWith(`${target}.`));
    });
    expect(other.filter(([path]) => AGAINST[`${type} ${path}`] === undefined)).toEqual([]);
  });

  it.each(written)('$type has tags where CloudFormation has them', ({ type, tags }) => {
    const has = knowledge.facts(type)?.tags !== undefined;
    if (AGAINST[`${type} Tags`] === undefined) expect(tags !== 'none').toBe(has);
  });
});
