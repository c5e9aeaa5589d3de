/** The table of the AWS regions. */
import { editDistance } from '../common/did-you-mean.ts';
/** An AWS region as the table knows it. */
export type Region = {
  /** `us-east-1` */
  readonly name: string;
  readonly partition: string;
  /**
   * How AZ ids begin, `use1` in `use1-az2`. As published for the partitions aws, aws-cn and aws-us-gov; by the same scheme
   * for the sovereign ones, whose AZ ids are not published.
   */
  readonly azPrefix: string;
  /** True: off until the account enables it (every region launched after 20 March 2019, in the partition aws). */
  readonly optIn: boolean;
};

// The regions of the SDK's own partition table, and which of them are off by default (AWS account management guide).
const TABLE: Readonly<Record<string, string>> = {
  aws: `us-east-1 us-east-2 us-west-1 us-west-2 ca-central-1 sa-east-1 eu-central-1 eu-north-1 eu-west-1 eu-west-2 eu-west-3
    ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-southeast-1 ap-southeast-2
    af-south-1* ap-east-1* ap-east-2* ap-south-2* ap-southeast-3* ap-southeast-4* ap-southeast-5* ap-southeast-6*
    ap-southeast-7* ca-west-1* eu-central-2* eu-south-1* eu-south-2* il-central-1* me-central-1* me-south-1* me-west-1*
    mx-central-1* sa-west-1*`,
  'aws-cn': 'cn-north-1 cn-northwest-1',
  'aws-us-gov': 'us-gov-east-1 us-gov-west-1',
  'aws-eusc': 'eusc-de-east-1',
  'aws-iso': 'us-iso-east-1 us-iso-west-1',
  'aws-iso-b': 'us-isob-east-1 us-isob-west-1',
  'aws-iso-e': 'eu-isoe-west-1',
  'aws-iso-f': 'us-isof-east-1 us-isof-south-1',
};

export const regions: readonly Region[] = Object.entries(TABLE).flatMap(([partition, names]) =>
  names.split(/\s+/).map((entry) => {
    const name = entry.replace('*', '');
    return { name, partition, azPrefix: azPrefixOf(name), optIn: entry.endsWith('*') };
  }),
);

const byName = new Map(regions.map((region) => [region.name, region]));

/** Whether AWS has a region of that name. */
export function isRegion(name: string): boolean {
  return byName.has(name);
}

/** The region of that name, if AWS has it. */
export function regionNamed(name: string): Region | undefined {
  return byName.get(name);
}

/** The shape of every region so far: an area, a direction, a number. A region newer than the table passes, `us-est-1` does not. */
const SHAPE = /^[a-z]{2,4}(?:-[a-z]+)?-(?:(?:north|south)(?:east|west)?|east|west|central)-\d+$/;

/** Why a name, `REGION` or `ACCOUNT/REGION`, can be no region's; null when it can. */
export function noRegion(name: string): string | null {
  if (SHAPE.test(name.replace(/^\d{12}\//, ''))) return null;
  const near = nearestRegion(name);
  return `"${name}" is not an AWS region${near === null ? '' : `; did you mean ${near}?`}`;
}

/** The partition of a region; of one that the table does not know yet, by its prefix. */
export function partitionOf(name: string): string {
  const known = byName.get(name);
  if (known) return known.partition;
  const family = [...byName.values()].find(({ name: other, partition }) => {
    return partition !== 'aws' && name.startsWith(`${other.split('-').slice(0, -2).join('-')}-`);
  });
  return family?.partition ?? 'aws';
}

/** The region that a mistyped or differently spelt name stands for (`us-est-1`, `USEast1`, `us-east-1a`, `use1`), or null. */
export function nearestRegion(typo: string): string | null {
  const wanted = squeeze(typo);
  const exact = regions.find(
    ({ name, azPrefix }) => squeeze(name) === wanted || squeeze(name) === wanted.slice(0, -1) || azPrefix === wanted,
  );
  if (exact) return exact.name;
  let best: string | null = null;
  let least = 4;
  for (const { name } of regions) {
    const distance = editDistance(typo.toLowerCase(), name);
    if (distance < least) {
      least = distance;
      best = name;
    }
  }
  return best;
}

function squeeze(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** `ap-southeast-2` -> `apse2`: the first part, the initials of the compass points, the number. */
function azPrefixOf(name: string): string {
  const parts = name.split('-');
  const number = parts.at(-1) ?? '';
  const compass = (parts.at(-2) ?? '').match(/north|south|east|west|central/g) ?? [];
  // us-gov-west-1 has usgw1: the middle part shrinks to its initial there.
  const lead = parts.slice(0, -2).map((part, index) => (index > 0 && part === 'gov' ? 'g' : part));
  return lead.join('') + compass.map((point) => point[0]).join('') + number;
}
