/** The attributes of a resource of Terraform as properties: by CloudFormation's names where both have them, else by its own. */
import { own } from '../common/own-member.ts';
import type { Json, JsonObject } from '../snapshot/snapshot.ts';
import { isObject } from './read-json.ts';
import type { TerraformResource } from './terraform-file.ts';
import { propertyOf, type TerraformType } from './terraform-types.ts';

/** Who it is and where, and what is told apart: no properties. */
const OWN =
  /^(?:id|arn|tags|tags_all|region|timeouts|owner_id|name_prefix|identifier_prefix|bucket_prefix|cluster_identifier_prefix)$/;

/**
 * What AWS makes of a resource and the provider writes beside what was asked: it differs with every deployment. By the attribute
 * references of the provider's documentation; the state does not say which attributes are computed.
 */
const COMPUTED =
  /(?:^|_)(?:endpoint|endpoints|address|fqdn|dns_name|domain_name|hosted_zone_id|zone_id|resource_id|unique_id|etag|version_id|fingerprint|invoke_arn|qualified_arn|qualified_invoke_arn|invoke_url|execution_arn|canonical_user|status|latest_restorable_time|key_id|ca_data|issuer|identity|url|uri|serial_number|revision|signing_(?:job|profile_version)_arn|source_code_(?:hash|size)|last_modified|private_dns|public_dns|private_ip|public_ip|association_id|network_interface_id|primary_network_interface_id|instance_state|owner_alias|default_[a-z_]+_id|main_route_table_id|ipv6_association_id|arn_suffix|stream_arn|stream_label|cluster_resource_id|cluster_members|reader_endpoint|engine_version_actual|allocated_capacity|replicas|hosted_zone|website_domain|website_endpoint|bucket_domain_name|bucket_regional_domain_name|bucket_region|registry_id|repository_url|platform_version|listener_arns?|load_balancer_arns|ocsp_\w+|not_(?:after|before)|validation_emails|domain_validation_options|home_region|storage_id|backup_window|maintenance_window|snapshot_window|preferred_\w+_window|master_user_secret|policy_id|attachment_count|rotation_enabled)$|(?:create|creat|modif|updat|start|launch|publish)\w*_?(?:date|time|at|timestamp|on)$|^(?:unique|internal)_/;

export type Attributes = {
  readonly properties: JsonObject;
  /** By property: why it is not known. */
  readonly unread: { readonly [property: string]: string };
};

/**
 * @param referred what a reference of the configuration leads to (`aws_kms_key.main.arn`), as values name it; null = nothing of this file
 * @param digest stands for what is sensitive
 */
export function attributesOf(
  resource: TerraformResource,
  type: TerraformType | null,
  referred: (reference: string) => readonly string[] | null,
  digest: (secret: string) => string,
): Attributes {
  const { values, sensitive, unknown, expressions } = resource;
  const properties: { [name: string]: Json } = {};
  const unread: { [name: string]: string } = {};
  const marks = isObject(sensitive) ? sensitive : {};
  const open = isObject(unknown) ? unknown : {};
  for (const name of new Set([...Object.keys(values), ...Object.keys(open)])) {
    if (OWN.test(name)) continue;
    const property = type === null ? undefined : propertyOf(type, name);
    const written = expressions === null ? undefined : own(expressions, name);
    if (property === undefined && written === undefined && COMPUTED.test(name)) continue;
    if (typeof open[name] === 'string') {
      unread[property ?? name] = open[name];
      continue;
    }
    const value = own(values, name);
    if (value === undefined || isUnset(value)) {
      if (open[name] !== true || written === undefined) continue;
      const told = afterApply(name, written, referred);
      if (told === null) unread[property ?? name] = 'it is known after the apply only';
      else properties[property ?? name] = told;
      continue;
    }
    if (isItself(value, values)) continue;
    properties[property ?? name] = opened(hidden(value, own(marks, name), digest));
  }
  return { properties, unread };
}

/** What is not set, the provider writes as nothing of its kind. */
function isUnset(value: Json): boolean {
  if (value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function isItself(value: Json, { id, arn }: JsonObject): boolean {
  return typeof value === 'string' && value.startsWith('arn:') && (value === id || value === arn);
}

/** Who it will lead to, where the configuration says nothing but that. */
function afterApply(
  name: string,
  expression: Json,
  referred: (reference: string) => readonly string[] | null,
): Json | null {
  const references = isObject(expression) && Array.isArray(expression.references) ? expression.references : [];
  const texts = references.filter((one): one is string => typeof one === 'string');
  // `aws_kms_key.main.arn` comes with `aws_kms_key.main`: the longest of each says it all.
  const longest = texts.filter(
    (one) => !texts.some((other) => other !== one && (other.startsWith(`${one}.`) || other.startsWith(`${one}[`))),
  );
  const found = longest.map(referred);
  if (found.length === 0 || found.includes(null)) return null;
  const all = [...new Set(found.flatMap((one) => one ?? []))].sort();
  const isList = /s$/.test(name) && !/(?:status|address|class|alias|cors|dns|tls|kms|policies_?)$/.test(name);
  if (isList) return all;
  return all.length === 1 && all[0] !== undefined ? all[0] : null;
}

/** A digest wherever the value is marked. */
function hidden(value: Json, mark: Json | undefined, digest: (secret: string) => string): Json {
  if (mark === undefined || mark === false || mark === null) return value;
  if (mark === true) return digest(typeof value === 'string' ? value : JSON.stringify(value));
  if (Array.isArray(value)) {
    const marks = Array.isArray(mark) ? (mark as readonly Json[]) : [];
    return value.map((item: Json, at) => hidden(item, marks[at], digest));
  }
  if (!isObject(value) || !isObject(mark)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, hidden(item, own(mark, name), digest)]));
}

/** Documents are written as text. */
function opened(value: Json): Json {
  if (typeof value !== 'string' || !/^\s*\{/.test(value)) return value;
  try {
    const read = JSON.parse(value) as Json;
    return isObject(read) ? read : value;
  } catch {
    return value;
  }
}
