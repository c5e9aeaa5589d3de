/** Where a resource of Terraform is: by what it says itself, else by its provider; null where nobody tells. */
import { isRegion, noRegion, regions } from '../normalise/regions.ts';
import type { Json, JsonObject } from '../snapshot/snapshot.ts';
import type { TerraformFile, TerraformResource } from './terraform-file.ts';

const ARN = /^arn:aws[\w-]*:[\w-]+:([a-z]{2,4}(?:-[a-z]+)+-\d+):(\d{12})?:/;

/** Attributes that lead away: the source of a replica, the primary of a key, the other end of a peering. */
const ELSEWHERE = /source|primary|replica|destination|target|peer|global/;

/** The attribute of the provider since version 6, its ARN, its zone, its provider, the alias of that, any ARN of its. */
export function regionOf({ values, provider }: TerraformResource, file: Pick<TerraformFile, 'regions'>): string | null {
  return (
    region(values.region) ??
    ofArn(values.arn) ??
    ofZone(values.availability_zone) ??
    (provider === null
      ? null
      : (file.regions.get(provider) ?? file.regions.get(provider.split(':').at(-1) ?? '') ?? ofAlias(provider))) ??
    ofAnyArn(values)
  );
}

/** The account that the ARN of it names; null where it has none. */
export function accountOf({ values }: TerraformResource): string | null {
  const match = typeof values.arn === 'string' ? /^arn:aws[\w-]*:[\w-]*:[\w-]*:(\d{12}):/.exec(values.arn) : null;
  return (
    match?.[1] ?? (typeof values.owner_id === 'string' && /^\d{12}$/.test(values.owner_id) ? values.owner_id : null)
  );
}

function region(value: Json | undefined): string | null {
  return typeof value === 'string' && noRegion(value) === null ? value : null;
}

function ofArn(value: Json | undefined): string | null {
  return typeof value === 'string' ? (ARN.exec(value)?.[1] ?? null) : null;
}

/** `eu-central-1b`; local zones go on behind it. */
function ofZone(value: Json | undefined): string | null {
  return typeof value === 'string' ? region(/^([a-z]{2,4}(?:-[a-z]+)+-\d+)[a-z]/.exec(value)?.[1]) : null;
}

/** Only where all of them agree: a rule may lead to another region. */
function ofAnyArn(values: JsonObject): string | null {
  const own = Object.entries(values).filter(([name]) => !ELSEWHERE.test(name));
  const found = new Set(own.flatMap(([, one]) => ofArn(one) ?? []));
  const [only, ...others] = found;
  return others.length === 0 ? (only ?? null) : null;
}

/** `aws.eu_central_1`, `aws.euc1`, `aws.eucentral1`: an alias that is a region in one of its spellings. */
function ofAlias(provider: string): string | null {
  const alias = provider.split('.').at(-1) ?? '';
  const plain = alias.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  const found = regions.filter(({ name, azPrefix }) => name.replaceAll('-', '') === plain || azPrefix === plain);
  return found.length === 1 && found[0] !== undefined && isRegion(found[0].name) ? found[0].name : null;
}
