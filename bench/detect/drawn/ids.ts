/** Ids that AWS makes: in ARNs that a tag alone tells of, and inside policies, where they lead to rows of the snapshot. */
import type { Terse } from '../../../src/findings/testing.ts';
import { nameIn } from '../../../src/normalise/arn-names.ts';
import { typeOfArn } from '../../../src/normalise/arn-types.ts';
import {
  ACCOUNT,
  below,
  type DrawnKind,
  type DrawnWorld,
  drawn,
  HEX,
  MIXED,
  type Next,
  oneOf,
  SMALL,
  twoRegions,
  uuid,
} from './world.ts';

type MakeArn = (region: string, name: string, next: Next) => string;
const arn =
  (service: string, rest: (name: string, next: Next) => string): MakeArn =>
  (region, name, next) =>
    `arn:aws:${service}:${region}:${ACCOUNT}:${rest(name, next)}`;
const ec2 = (next: Next) => `0${drawn(HEX, 16, next)}`;

/** Service authorization reference: where in each ARN a name stands and where AWS's id. */
const TAGGED: readonly MakeArn[] = [
  arn('elasticloadbalancing', (name, next) => `loadbalancer/app/${name}/${drawn(HEX, 16, next)}`),
  arn('elasticloadbalancing', (name, next) => `targetgroup/${name}/${drawn(HEX, 16, next)}`),
  arn('secretsmanager', (name, next) => `secret:${name}-${drawn(MIXED, 6, next)}`),
  arn('wafv2', (name, next) => `regional/webacl/${name}/${uuid(next)}`),
  arn('kafka', (name, next) => `cluster/${name}/${uuid(next)}-${1 + below(9, next)}`),
  arn('mq', (name, next) => `broker:${name}:b-${uuid(next)}`),
  arn('ecs', (name, next) => `task-definition/${name}:${1 + below(90, next)}`),
  arn('apprunner', (name, next) => `service/${name}/${drawn(HEX, 32, next)}`),
  arn('autoscaling', (name, next) => `autoScalingGroup:${uuid(next)}:autoScalingGroupName/${name}`),
  arn('eks', (name, next) => `nodegroup/main/${name}/${uuid(next)}`),
  arn('cognito-idp', (_, next) => `userpool/eu-west-1_${drawn(MIXED, 9, next)}`.replace('eu-west-1', '<region>')),
  arn('apigateway', (_, next) => `/restapis/${drawn(SMALL, 10, next)}`),
  arn('appsync', (_, next) => `apis/${drawn(SMALL, 26, next)}`),
  arn('elasticfilesystem', (_, next) => `file-system/fs-${ec2(next)}`),
  arn('fsx', (_, next) => `file-system/fs-${ec2(next)}`),
  arn('acm', (_, next) => `certificate/${uuid(next)}`),
  arn('transfer', (_, next) => `server/s-${drawn(HEX, 17, next)}`),
  arn('guardduty', (_, next) => `detector/${drawn(HEX, 32, next)}`),
  arn('glue', (name) => `job/${name}`),
  arn('elasticache', (name) => `cluster:${name}`),
];

/** One of each of several types, known by the tagging API alone. */
const tagOnly: DrawnKind = {
  name: 'ids: known by tag alone',
  draw: (next) => {
    const [here, there] = twoRegions(next);
    const kinds = TAGGED.filter(() => next() < 0.4);
    const name = oneOf(['shop', 'orders-api', 'web_1', 'assets-20260131'], next);
    const of = (region: string) =>
      kinds.map((make): Terse => {
        const id = make(region, name, next).replace('<region>', region);
        const type = typeOfArn(id);
        const tags = { app: 'shop' };
        return { type, region, id, arn: id, name: nameIn(type, id), properties: null, tags, evidence: ['tag'] };
      });
    const resources = [...of(here), ...of(there)];
    // Nothing of them is compared.
    return { regions: [here, there], resources, expects: [], ...(resources.length > 0 && { verdict: 'incomplete' }) };
  },
};

type Leads = {
  readonly type: string;
  readonly idOf: (next: Next, region: string) => string;
  /** How a policy names it. */
  readonly named: (region: string, id: string) => string;
};
const policyArn = (service: string, rest: (id: string) => string) => (region: string, id: string) =>
  `arn:aws:${service}:${region}:${ACCOUNT}:${rest(id)}`;

const LEADS: readonly Leads[] = [
  {
    type: 'AWS::ApiGateway::RestApi',
    idOf: (next) => drawn(SMALL, 10, next),
    named: policyArn('execute-api', (id) => `${id}/prod/GET/*`),
  },
  {
    type: 'AWS::Cognito::UserPool',
    idOf: (next, region) => `${region}_${drawn(MIXED, 9, next)}`,
    named: policyArn('cognito-idp', (id) => `userpool/${id}`),
  },
  {
    type: 'AWS::EFS::FileSystem',
    idOf: (next) => `fs-${ec2(next)}`,
    named: policyArn('elasticfilesystem', (id) => `file-system/${id}`),
  },
  {
    type: 'AWS::DynamoDB::Table',
    idOf: (next) => `shop-Table-${drawn(MIXED, 12, next)}`,
    named: policyArn('dynamodb', (id) => `table/${id}/index/*`),
  },
  {
    type: 'AWS::SQS::Queue',
    idOf: (next) => `shop-Queue-${drawn(MIXED, 12, next)}`,
    named: policyArn('sqs', (id) => id),
  },
  {
    type: 'AWS::AppSync::GraphQLApi',
    idOf: (next) => drawn(SMALL, 26, next),
    named: policyArn('appsync', (id) => `apis/${id}/types/Query/*`),
  },
];

/** One template: roles that may use what its stack made, each by an id of AWS's; in every second world one region's leads elsewhere. */
const inPolicies: DrawnKind = {
  name: 'ids: inside policies',
  draw: (next) => {
    const regions = twoRegions(next);
    const { type, idOf, named } = oneOf(LEADS, next);
    const isOdd = next() < 0.5;
    const resources = regions.flatMap((region, nth): readonly Terse[] => {
      const ids = [idOf(next, region), idOf(next, region)] as const;
      const rows = ids.map((id, at) => ({
        ...{ type, region, id, name: id, stack: 'shop', logicalId: `Thing${at + 1}` },
        ...{ properties: { Setting: at }, tags: {} },
      }));
      const meant = ids[isOdd && nth === 1 ? 1 : 0];
      const statement = { Effect: 'Allow', Action: '*', Resource: [named(region, meant)] };
      const role: Terse = {
        ...{ type: 'AWS::IAM::ManagedPolicy', region: 'global', stackRegion: region, stack: 'shop', logicalId: 'May' },
        ...{ id: `arn:aws:iam::${ACCOUNT}:policy/shop-May-${drawn(MIXED, 12, next)}`, name: null },
        properties: { PolicyDocument: { Version: '2012-10-17', Statement: [statement] } },
      };
      return [...rows, role];
    });
    const expects = isOdd ? [`property-drift AWS::IAM::ManagedPolicy ${regions.join(' ')}`] : [];
    return { regions, resources, expects };
  },
};

const SPEAKS: { readonly [kind: string]: (own: string, all: readonly string[]) => readonly string[] } = {
  all: (_, all) => all,
  others: (own, all) => all.filter((one) => one !== own),
  own: (own) => [own],
};

/** A policy that names several of three regions, in one of several forms; in every second world one of them names fewer. */
const severalRegions: DrawnKind = {
  name: 'regions: several of three in one text',
  draw: (next) => {
    const all = twoRegions(next);
    const regions = [...all, ['sa-east-1', 'ca-central-1'][below(2, next)] as string];
    const odd = next() < 0.5 ? oneOf(regions, next) : null;
    const set = oneOf(Object.keys(SPEAKS), next);
    const form = oneOf<(named: readonly string[]) => DrawnValue>(
      [
        (named) => ({ Condition: { StringEquals: { 'aws:RequestedRegion': named } } }),
        (named) => ({ Resource: named.map((region) => `arn:aws:s3:::logs-${region}/*`) }),
        (named) => ({ Sid: `Only in ${named.join(' and ')}` }),
      ],
      next,
    );
    const resources = regions.map((region): Terse => {
      const said = SPEAKS[set]?.(region, regions) ?? [];
      const named = region === odd ? [...said.slice(1), 'af-south-1'] : said;
      const Statement = [{ Effect: 'Allow', Action: '*', Principal: '*', ...form(named) }];
      return {
        type: 'AWS::SQS::Queue',
        region,
        id: 'jobs',
        properties: { Policy: { Version: '2012-10-17', Statement } },
      };
    });
    return {
      regions,
      resources,
      expects: odd === null ? [] : [`property-drift AWS::SQS::Queue ${odd}`],
    } satisfies DrawnWorld;
  },
};

type DrawnValue = {
  readonly [member: string]:
    | string
    | readonly string[]
    | { readonly [name: string]: { readonly [key: string]: readonly string[] } };
};

export const idKinds = [tagOnly, inPolicies, severalRegions];
