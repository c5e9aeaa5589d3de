/** The expectations that init writes. */
import { own } from '../common/own-member.ts';
import { valueAt } from '../comparison/value-at.ts';
import type { Resource } from '../snapshot/snapshot.ts';
import { comment, scalar } from './yaml-text.ts';

/** `on` and `off` are held when they are so of every resource found; `at-least` at the least value found; `set` when set on all. */
type Hold = 'on' | 'off' | 'at-least' | 'set';

/** What is worth holding of a type beyond its presence: what is missed only when it is too late. */
const WORTH: { readonly [type: string]: { readonly [property: string]: Hold } } = {
  'AWS::RDS::DBInstance': {
    StorageEncrypted: 'on',
    BackupRetentionPeriod: 'at-least',
    DeletionProtection: 'on',
    MonitoringInterval: 'at-least',
    PubliclyAccessible: 'off',
  },
  'AWS::RDS::DBCluster': { StorageEncrypted: 'on', BackupRetentionPeriod: 'at-least', DeletionProtection: 'on' },
  'AWS::KMS::Key': { Enabled: 'on', EnableKeyRotation: 'on' },
  'AWS::KMS::ReplicaKey': { Enabled: 'on' },
  'AWS::CloudTrail::Trail': { IsLogging: 'on', EnableLogFileValidation: 'on', KMSKeyId: 'set' },
  'AWS::S3::Bucket': {
    'PublicAccessBlockConfiguration.BlockPublicAcls': 'on',
    'PublicAccessBlockConfiguration.BlockPublicPolicy': 'on',
    'PublicAccessBlockConfiguration.IgnorePublicAcls': 'on',
    'PublicAccessBlockConfiguration.RestrictPublicBuckets': 'on',
  },
};

type Line = { readonly held: boolean; readonly text: string };

const WANTED = { on: 'true', off: 'false', set: '{present: true}' } as const;

function fits(hold: Hold, value: unknown): boolean {
  if (hold === 'on') return value === true;
  if (hold === 'off') return value === false;
  if (hold === 'set') return value !== undefined && value !== null;
  return typeof value === 'number' && value > 0;
}

/** One property: held as a line of `properties`, or said in a comment who stands in the way. */
function line(property: string, hold: Hold, resources: readonly Resource[]): Line {
  const top = property.split('.')[0] ?? property;
  const unread = resources.filter((one) => one.properties === null || one.unread[top] !== undefined);
  const others = resources.filter((one) => !unread.includes(one) && !fits(hold, valueAt(one, property)));
  const values = resources.map((one) => Number(valueAt(one, property)));
  const wanted = hold === 'at-least' ? `">=${Math.min(...values)}"` : WANTED[hold];
  if (unread.length === 0 && others.length === 0) return { held: true, text: `      ${property}: ${wanted}` };
  const goal = hold === 'at-least' ? '">=1"' : wanted;
  const names = (list: readonly Resource[]) =>
    list
      .map((one) => one.name ?? one.id)
      .slice(0, 5)
      .join(', ');
  const why = others.length > 0 ? `not so for ${names(others)}` : `could not be read for ${names(unread)}`;
  return { held: false, text: comment(`${property}: ${goal}   # ${why}`, '      ') };
}

/** The entry of `expect` for a type: as many as were found, with what is worth holding of all of them. */
export function expectation(type: string, resources: readonly Resource[]): readonly string[] {
  const count = `">=${resources.length}"`;
  const lines = Object.entries(own(WORTH, type) ?? {}).map(([property, hold]) => line(property, hold, resources));
  if (lines.length === 0) return [`  - {type: ${scalar(type)}, count: ${count}}`];
  const held = lines.filter((one) => one.held).map((one) => one.text);
  const left = lines.filter((one) => !one.held).map((one) => one.text);
  return [
    `  - type: ${scalar(type)}`,
    `    count: ${count}`,
    ...(held.length > 0 ? ['    properties:', ...held] : []),
    ...(left.length > 0 ? [comment('Worth holding, once it is so everywhere:', '      '), ...left] : []),
  ];
}
