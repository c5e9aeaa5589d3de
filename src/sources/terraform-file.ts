/** Terraform's three files as one list of resources: a plan and a state of `terraform show -json`, and the state file itself. */
import { UsageError } from '../common/usage-error.ts';
import type { Json, JsonObject } from '../snapshot/snapshot.ts';
import { isObject, listIn, objectIn, textIn } from './read-json.ts';

export type TerraformResource = {
  /** `module.app["eu"].aws_db_instance.main[0]` */
  readonly address: string;
  readonly type: string;
  /** `aws.frankfurt` where the file tells it; null = not told. */
  readonly provider: string | null;
  readonly values: JsonObject;
  /** Marks what is sensitive, and what is known after the apply: true at its place, in the shape of the values. */
  readonly sensitive: Json;
  readonly unknown: Json;
  /** What the author wrote, by attribute; null where the file does not hold it. */
  readonly expressions: JsonObject | null;
};

export type TerraformFile = {
  readonly kind: 'designed' | 'recorded';
  readonly resources: readonly TerraformResource[];
  /** Region of each provider configuration, `aws` and `aws.frankfurt`, as far as the file tells. */
  readonly regions: ReadonlyMap<string, string>;
  /** The account that a data source of the file tells; null = none, or several. */
  readonly account: string | null;
  /** Why there may be more than the file holds; null = it holds all. */
  readonly unfinished: string | null;
};

/** Modules in modules: more than anybody has. */
const DEEPEST = 60;

/** Whether a document is one of the three. */
export function isTerraform(value: JsonObject): boolean {
  if (Object.hasOwn(value, 'planned_values')) return true;
  if (Object.hasOwn(value, 'format_version') && Object.hasOwn(value, 'terraform_version')) return true;
  // What `terraform show -json` says of a state that holds nothing.
  if (typeof value.format_version === 'string' && Object.keys(value).length === 1) return true;
  return (
    typeof value.version === 'number' && Object.hasOwn(value, 'terraform_version') && Object.hasOwn(value, 'lineage')
  );
}

/** @throws UsageError for a version that is not read, and for what is not in the form that it says */
export function terraformFile(value: JsonObject, shown: string): TerraformFile {
  if (Object.hasOwn(value, 'planned_values')) return planOf(value, shown);
  if (Object.hasOwn(value, 'format_version')) return shownState(value, shown);
  if (value.version !== 4)
    throw new UsageError(
      shown,
      `is a state of version ${String(value.version)}; version 4 is read (terraform 0.12 and later), or terraform show -json`,
    );
  return stateFile(value, shown);
}

function shownState(value: JsonObject, shown: string): TerraformFile {
  const root = objectIn(objectIn(value, 'values'), 'root_module');
  const all = inModules(root, shown);
  return {
    kind: 'recorded',
    resources: all.flatMap((one) => managed(one)),
    regions: new Map(),
    account: accountIn(all),
    unfinished: null,
  };
}

function planOf(value: JsonObject, shown: string): TerraformFile {
  const all = inModules(objectIn(objectIn(value, 'planned_values'), 'root_module'), shown);
  const changes = new Map(
    listIn(value, 'resource_changes')
      .filter(isObject)
      .map((one) => [textIn(one, 'address') ?? '', objectIn(one, 'change')] as const),
  );
  const configuration = objectIn(value, 'configuration');
  const written = new Map<string, JsonObject>();
  configured(objectIn(configuration, 'root_module'), '', written, 0);
  const prior = inModules(objectIn(objectIn(objectIn(value, 'prior_state'), 'values'), 'root_module'), shown);
  const resources = all
    .flatMap((one) => managed(one))
    .map((one): TerraformResource => {
      const own = written.get(withoutIndices(one.address));
      const change = changes.get(one.address) ?? {};
      return {
        ...one,
        provider: own === undefined ? one.provider : (textIn(own, 'provider_config_key') ?? one.provider),
        unknown: change.after_unknown ?? {},
        sensitive: merged(one.sensitive, change.after_sensitive ?? {}),
        expressions: own === undefined ? null : objectIn(own, 'expressions'),
      };
    });
  return {
    kind: 'designed',
    resources,
    regions: providerRegions(configuration, objectIn(value, 'variables')),
    account: accountIn([...prior, ...all]),
    unfinished: unfinishedIn(value),
  };
}

/** A plan that failed, that was of some targets only, or that puts changes off to a later round. */
function unfinishedIn(value: JsonObject): string | null {
  if (value.errored === true) return 'the plan ended with an error, and may lack what it did not come to';
  const deferred = listIn(value, 'deferred_changes').length;
  if (deferred > 0) return `the plan defers ${deferred === 1 ? 'a change' : `${deferred} changes`} to a later one`;
  return value.complete === false ? 'the plan is not complete: of some targets only, or with deferred changes' : null;
}

function merged(a: Json, b: Json): Json {
  return isObject(a) && isObject(b) ? { ...a, ...b } : a;
}

/** All resources of a module and of those in it. */
function inModules(module: JsonObject, shown: string, depth = 0): readonly JsonObject[] {
  if (depth > DEEPEST) throw new UsageError(shown, `modules are nested more than ${DEEPEST} deep`);
  const own = listIn(module, 'resources').filter(isObject);
  return [
    ...own,
    ...listIn(module, 'child_modules')
      .filter(isObject)
      .flatMap((one) => inModules(one, shown, depth + 1)),
  ];
}

function managed(one: JsonObject): readonly TerraformResource[] {
  const [address, type] = [textIn(one, 'address'), textIn(one, 'type')];
  if (address === null || type === null || one.mode === 'data' || typeof one.deposed_key === 'string') return [];
  const provider = textIn(one, 'provider_name')?.split('/').at(-1) ?? null;
  const sensitive = one.sensitive_values ?? {};
  return [{ address, type, provider, values: objectIn(one, 'values'), sensitive, unknown: {}, expressions: null }];
}

/** What the author wrote of each resource, by its address without indices. */
function configured(module: JsonObject, prefix: string, found: Map<string, JsonObject>, depth: number): void {
  if (depth > DEEPEST) return;
  for (const one of listIn(module, 'resources').filter(isObject)) {
    const address = textIn(one, 'address');
    if (address !== null) found.set(`${prefix}${address}`, one);
  }
  for (const [name, call] of Object.entries(objectIn(module, 'module_calls')))
    if (isObject(call)) configured(objectIn(call, 'module'), `${prefix}module.${name}.`, found, depth + 1);
}

/** `module.app["eu"].aws_x.y[0]` as the configuration calls it. */
export function withoutIndices(address: string): string {
  return address.replaceAll(/\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/g, '');
}

/** Constant regions of providers, and those of variables whose values the plan holds. */
function providerRegions(configuration: JsonObject, variables: JsonObject): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [key, one] of Object.entries(objectIn(configuration, 'provider_config'))) {
    if (!isObject(one)) continue;
    const region = objectIn(objectIn(one, 'expressions'), 'region');
    const constant = textIn(region, 'constant_value');
    const names = listIn(region, 'references').filter((name) => typeof name === 'string');
    const variable = names.map((name) => /^var\.(\w+)$/.exec(name)?.[1]).find((name) => name !== undefined);
    const given = variable === undefined ? null : textIn(objectIn(variables, variable), 'value');
    const told = constant ?? given;
    if (told !== null) found.set(key, told);
  }
  return found;
}

/** By `data.aws_caller_identity`, which most configurations ask. */
function accountIn(resources: readonly JsonObject[]): string | null {
  const told = resources
    .filter(({ type, mode }) => type === 'aws_caller_identity' && mode === 'data')
    .map((one) => textIn(objectIn(one, 'values'), 'account_id'));
  const [only, ...others] = new Set(told);
  return others.length === 0 ? (only ?? null) : null;
}

/** The file that Terraform keeps: HashiCorp calls its form internal, and has kept it since 2019. */
function stateFile(value: JsonObject, shown: string): TerraformFile {
  const all: TerraformResource[] = [];
  const data: JsonObject[] = [];
  for (const [at, one] of listIn(value, 'resources').entries()) {
    if (!isObject(one)) throw new UsageError(`${shown} resources[${at}]`, 'is no object');
    const [type, name] = [textIn(one, 'type'), textIn(one, 'name')];
    if (type === null || name === null) throw new UsageError(`${shown} resources[${at}]`, 'has no type or no name');
    for (const instance of listIn(one, 'instances').filter(isObject)) {
      const values = objectIn(instance, 'attributes');
      if (one.mode === 'data') data.push({ type, mode: 'data', values });
      if (one.mode === 'data' || typeof instance.deposed === 'string') continue;
      const key = instance.index_key;
      const index =
        key === undefined || key === null ? '' : typeof key === 'number' ? `[${key}]` : `[${JSON.stringify(key)}]`;
      const module = textIn(one, 'module');
      all.push({
        address: `${module === null ? '' : `${module}.`}${type}.${name}${index}`,
        type,
        provider: providerIn(textIn(one, 'provider') ?? ''),
        values,
        sensitive: sensitiveOf(listIn(instance, 'sensitive_attributes')),
        unknown: {},
        expressions: null,
      });
    }
  }
  return { kind: 'recorded', resources: all, regions: new Map(), account: accountIn(data), unfinished: null };
}

/** `provider["registry.terraform.io/hashicorp/aws"].frankfurt` as `aws.frankfurt`. */
function providerIn(text: string): string | null {
  const match = /provider\["(?:[^"]*\/)?([^"/]+)"\](?:\.(\w[\w-]*))?/.exec(text);
  if (match === null) return null;
  return match[2] === undefined ? (match[1] ?? null) : `${match[1]}.${match[2]}`;
}

/** Paths of steps, `[{type: "get_attr", value: "password"}]`, as marks; below a list all of it. */
function sensitiveOf(paths: readonly Json[]): Json {
  const names = paths.flatMap((path) => {
    const [first] = Array.isArray(path) ? (path as readonly Json[]) : [];
    const name = isObject(first) ? first.value : undefined;
    return typeof name === 'string' ? [[name, true] as const] : [];
  });
  return Object.fromEntries(names);
}
