/** Which attributes of a Terraform resource AWS makes and nobody sets: the provider's schema, and what is known beside it. */
import { readFileSync } from 'node:fs';
import { listIn } from '../common/lists.ts';
import type { Json } from '../snapshot/snapshot.ts';
import { isObject } from './read-json.ts';

const FILE = new URL('./terraform-attributes.json', import.meta.url);

/** What scripts/terraform-attributes.mjs wrote: the paths of each type, with a space between them. */
type File = { readonly types: { readonly [type: string]: string } };

let loaded: ReadonlyMap<string, string> | undefined;

/**
 * What a person may set and AWS fills in where nobody does, otherwise in every region or on every day. Neither a state nor the classes
 * of the schema say who did, so that it is no property where nobody is known to have written it.
 */
const FILLED =
  /(?:^|_)(?:backup|maintenance|snapshot)_window$|^(?:daily_automatic_backup|weekly_maintenance)_start_time$|^(?:private_ips?|public_ip|secondary_private_ips|ip_address|private_ip_address|ipv6_address(?:es)?|amazon_address|customer_address|network_interface_id|availability_zone_id|cluster_members|etag)$/;

/** The same of a type of which the schema at hand says nothing: by the names that such attributes have in all others. */
const LIKELY =
  /(?:^|_)(?:endpoint|endpoints|address|fqdn|dns_name|hosted_zone_id|unique_id|etag|version_id|fingerprint|invoke_arn|qualified_arn|invoke_url|execution_arn|canonical_user|status|latest_restorable_time|serial_number|owner_alias|arn_suffix|stream_arn|stream_label|registry_id|load_balancer_arns|attachment_count)$|(?:^|_)(?:create|creat|modif|updat|launch|publish)\w*_?(?:date|time|at|timestamp|on)$|^(?:unique|internal)_/;

/** @param type Terraform's name of it */
export function computedIn(type: string): Computed {
  const known = schema().get(type);
  if (known === undefined)
    return { has: (name) => FILLED.test(name) || LIKELY.test(name), isSure: () => false, without: (_, value) => value };
  const names = new Set<string>();
  const inside = new Map<string, string[][]>();
  for (const path of known.split(' ')) {
    const [first = '', ...rest] = path.split('.');
    if (rest.length === 0) names.add(first);
    else listIn(inside, first).push(rest);
  }
  return {
    has: (name) => names.has(name) || FILLED.test(name),
    isSure: (name, path) => (inside.get(name) ?? []).some((one) => one.join('.') === path.join('.')),
    without: (name, value) => (inside.get(name) ?? []).reduce(without, value),
  };
}

export type Computed = {
  /** Whether an attribute that nobody is known to have written is one that AWS makes. */
  readonly has: (name: string) => boolean;
  /** Whether a member of a block is one that nobody can write. */
  readonly isSure: (name: string, path: readonly string[]) => boolean;
  /** The value without such members. */
  readonly without: (name: string, value: Json) => Json;
};

function schema(): ReadonlyMap<string, string> {
  loaded ??= new Map(Object.entries((JSON.parse(readFileSync(FILE, 'utf8')) as File).types));
  return loaded;
}

function without(value: Json, path: readonly string[]): Json {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (Array.isArray(value)) return value.map((item: Json) => without(item, path));
  if (!isObject(value) || !Object.hasOwn(value, name)) return value;
  const { [name]: own, ...others } = value;
  return rest.length === 0 ? others : { ...others, [name]: without(own ?? null, rest) };
}
