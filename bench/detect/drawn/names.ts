/** The same design under names that tools made, in every position of the region's words, and one thing of it gone. */
import type { Terse } from '../../../src/findings/testing.ts';
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

const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** A moment and a counter, as Terraform writes them. */
function moment(next: Next): string {
  const at = new Date(
    Date.UTC(
      2020 + below(10, next),
      below(12, next),
      1 + below(28, next),
      below(24, next),
      below(60, next),
      below(60, next),
    ),
  );
  return `${at.toISOString().replace(/\D/g, '').slice(0, 14)}${drawn('0123456789', 4, next)}${below(0xffff, next).toString(16).padStart(8, '0')}`;
}

const MAKERS: { readonly [maker: string]: (next: Next) => string } = {
  "Terraform's prefix": moment,
  Pulumi: (next) => drawn(HEX, 7, next),
  random_id: (next) => drawn(HEX, 8, next),
  'random_id of six bytes': (next) => drawn(HEX, 12, next),
  random_string: (next) => drawn(SMALL, 8, next),
  'random_string in capitals': (next) => drawn(CAPITALS, 8, next),
  SST: (next) => drawn('bcdfhkmnrstvwxz', 8, next),
  generateName: (next) => drawn(SMALL, 5, next),
  CloudFormation: (next) => drawn(MIXED, 12, next),
  'CloudFormation before 2023': (next) => drawn(CAPITALS, 13, next),
  Batch: (next) => drawn(MIXED, 16, next),
  random_uuid: uuid,
};

/** What follows the tail. */
const BEHIND: readonly ((region: string) => string)[] = [
  () => '',
  (region) => `-${region}`,
  (region) => `-${ACCOUNT}-${region}`,
];

/** What one module makes, each thing with a name of its own. */
function moduleOf(region: string, nameOf: (stem: string) => string): readonly Terse[] {
  const topic = nameOf('news');
  const arn = `arn:aws:sns:${region}:${ACCOUNT}:${topic}`;
  return [
    { type: 'AWS::S3::Bucket', region, id: nameOf('files'), properties: { Versioning: 'Enabled', Encrypted: true } },
    { type: 'AWS::SQS::Queue', region, id: nameOf('jobs'), properties: { VisibilityTimeout: 30, Fifo: false } },
    { type: 'AWS::SNS::Topic', region, id: arn, arn, name: topic, properties: { DisplayName: 'News' } },
    { type: 'AWS::Logs::LogGroup', region, id: nameOf('app'), properties: { RetentionInDays: 30 } },
    { type: 'AWS::DynamoDB::Table', region, id: nameOf('orders'), properties: { BillingMode: 'PROVISIONED' } },
  ];
}

/** In every second world one thing of the second region is gone. */
function sameOrGone(make: (region: string) => readonly Terse[], next: Next): DrawnWorld {
  const [here, there] = twoRegions(next);
  const [one, other] = [make(here), make(there)];
  if (next() < 0.5) return { regions: [here, there], resources: [...one, ...other], expects: [] };
  const gone = oneOf(other, next);
  return {
    regions: [here, there],
    resources: [...one, ...other.filter((each) => each !== gone)],
    expects: [`missing-resource ${gone.type} ${there}`],
  };
}

const tails: readonly DrawnKind[] = Object.entries(MAKERS).map(([maker, make]) => ({
  name: `tails: ${maker}`,
  draw: (next) => {
    const behind = oneOf(BEHIND, next);
    const world = sameOrGone((region) => moduleOf(region, (stem) => `${stem}-${make(next)}${behind(region)}`), next);
    return { ...world, mayBeLikely: true };
  },
}));

const SPELLINGS: { readonly [spelling: string]: (region: string) => string } = {
  'us-east-1': (region) => region,
  us_east_1: (region) => region.replaceAll('-', '_'),
  useast1: (region) => region.replaceAll('-', ''),
  UsEast1: (region) => region.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
  USEAST1: (region) => region.replaceAll('-', '').toUpperCase(),
};
const POSITIONS: readonly ((stem: string, word: string) => string)[] = [
  (stem, word) => `${stem}-${word}`,
  (stem, word) => `${word}-${stem}`,
  (stem, word) => `shop-${word}-${stem}`,
  (stem, word) => `${stem}.${word}.shop`,
  (stem, word) => `${stem}-${ACCOUNT}-${word}`,
  (stem, word) => `${word}-${stem}-${word}`,
];

const tokens: readonly DrawnKind[] = Object.entries(SPELLINGS).map(([spelling, spelt]) => ({
  name: `tokens: ${spelling} in every position`,
  draw: (next) => {
    const position = oneOf(POSITIONS, next);
    return sameOrGone((region) => moduleOf(region, (stem) => position(stem, spelt(region))), next);
  },
}));

export const nameKinds = [...tails, ...tokens];
