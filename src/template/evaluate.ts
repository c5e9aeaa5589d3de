/** A template in an environment: which resources there are to be, and what each is designed to be. */
import type { Json } from '../snapshot/snapshot.ts';
import type { Tri } from './context.ts';
import { withDynamic } from './dynamic.ts';
import type { Environment } from './environment.ts';
import { type Interpreter, interpreter } from './interpreter.ts';
import { type Entry, entriesOf } from './loops.ts';
import type { Template } from './parse.ts';
import { isMap, member, members, type Path, type Raw, type RawMap } from './raw.ts';
import { type Unrun, unrun } from './transforms.ts';
import { encode, NOTHING, type Uses, union, unknown, uses, using, type Value } from './values.ts';

/** Whether a resource is to be there; `unknown` has a reason. */
export type Presence = 'present' | 'absent' | 'unknown';

export type DesignedResource = {
  readonly logicalId: string;
  readonly type: string;
  readonly presence: Presence;
  /** Its `Condition`, or null. `absent` is always by a condition. */
  readonly condition: string | null;
  /** Why its presence is unknown; null otherwise. */
  readonly reason: string | null;
  /** Design of its properties, as `holes.ts` writes it; `{}` when it has none, and `{"?": {"unknown": …}}` when nothing is known. */
  readonly properties: Json;
  /** The same for `DeletionPolicy`, `UpdatePolicy`, `Metadata` and whatever else stands beside the properties. */
  readonly attributes: { readonly [name: string]: Json };
  readonly dependsOn: readonly string[];
  /** Where it stands in the template; `template.place` gives the line. */
  readonly path: Path;
  /** The same values with what they were made from, by attribute (`Properties` among them). */
  readonly values: ReadonlyMap<string, Value>;
  /** What its presence depended upon. */
  readonly uses: Uses;
  /** What the lists of the loops that made it came from. */
  readonly loopUses: Uses;
  /** As the template has it, loops unrolled. */
  readonly raw: RawMap;
};

export type DesignedOutput = {
  readonly name: string;
  readonly presence: Presence;
  readonly value: Json;
  /** The design of its export's name, or null. */
  readonly exportName: Json | null;
};

export type Design = {
  readonly resources: ReadonlyMap<string, DesignedResource>;
  readonly outputs: ReadonlyMap<string, DesignedOutput>;
  readonly conditions: ReadonlyMap<string, Tri>;
  /** Designs of the values of the parameters, masked ones as holes. */
  readonly parameters: ReadonlyMap<string, Json>;
  /** Why there may be resources that are not listed (a macro, a loop whose list is not known); null when these are all. */
  readonly open: string | null;
  readonly environment: Environment;
  readonly template: Template;
  /** The design of a part of the template by itself. */
  readonly designOf: (raw: Raw) => Json;
};

/** Members of a resource that are told in their own fields. */
const MACRO = 'Fn::Transform';
const OWN_FIELDS: ReadonlySet<string> = new Set(['Type', 'Condition', 'DependsOn', 'Properties']);

/** What a template designs in an environment. Never throws for what a template says: what cannot be known is unknown. */
export function evaluate(template: Template, environment: Environment): Design {
  const { content } = template;
  const context = interpreter(content, environment);
  const macros = unrun(content, environment.processed === true);
  const { entries, open } = context.resources();
  const resources = entries
    .filter((entry) => isMap(entry.raw) && entry.name !== MACRO)
    .map((entry) => resourceOf(entry, context, macros));
  const outputs = isMap(content.Outputs) ? entriesOf(content.Outputs, context).entries : [];
  const parameters = members(content.Parameters).map(
    ([name]) => [name, encode(context.reference(name)) ?? null] as const,
  );
  return {
    resources: new Map(resources.map((resource) => [resource.logicalId, resource])),
    outputs: new Map(outputs.map((entry) => [entry.name, outputOf(entry, context, macros)])),
    conditions: new Map(context.conditionNames().map((name) => [name, context.condition(name)])),
    parameters: new Map(parameters),
    open: macros.more ?? open?.reason ?? includedReason(content),
    environment,
    template,
    designOf: (raw) => encode(macros.all === null ? withDynamic(context.evaluate(raw)) : unknown(macros.all)) ?? null,
  };
}

/** `Fn::Transform` among the resources brings in more of them. */
function includedReason(content: RawMap): string | null {
  return member(content.Resources, MACRO) === undefined ? null : 'a macro in Resources was not run';
}

function resourceOf(entry: Entry, context: Interpreter, macros: Unrun): DesignedResource {
  const raw = entry.raw as RawMap;
  const type = typeof raw.Type === 'string' ? raw.Type : '';
  const condition = member(raw, 'Condition');
  const inside = member(raw, MACRO) === undefined ? null : 'a macro in the resource was not run';
  const macro = macros.all ?? macros.ofType(type) ?? inside;
  const there = presenceOf(condition, entry.uses, context, macro);
  return new Lazy(entry, type, there, condition, () => valuesOf(raw, entry.uses, context, macro));
}

/** Its values are worked out when they are first asked for: of most resources nobody asks. */
class Lazy implements DesignedResource {
  readonly logicalId: string;
  readonly presence: Presence;
  readonly condition: string | null;
  readonly reason: string | null;
  readonly path: Path;
  readonly uses: Uses;
  readonly loopUses: Uses;
  #values: ReadonlyMap<string, Value> | undefined;

  constructor(
    entry: Entry,
    readonly type: string,
    there: Pick<DesignedResource, 'presence' | 'reason' | 'uses'>,
    condition: Raw | undefined,
    private readonly make: () => ReadonlyMap<string, Value>,
  ) {
    this.logicalId = entry.name;
    this.presence = there.presence;
    this.condition = typeof condition === 'string' ? condition : null;
    this.reason = there.reason;
    this.path = entry.path;
    this.uses = there.uses;
    this.loopUses = entry.uses;
    this.raw = entry.raw as RawMap;
  }

  readonly raw: RawMap;

  get values(): ReadonlyMap<string, Value> {
    this.#values ??= this.make();
    return this.#values;
  }

  get properties(): Json {
    const properties = this.values.get('Properties');
    return (properties && encode(properties)) ?? {};
  }

  get attributes(): DesignedResource['attributes'] {
    const designs = [...this.values].map(([name, value]) => [name, encode(value)] as const);
    return Object.fromEntries(designs.filter(([name, design]) => name !== 'Properties' && design !== undefined)) as {
      [name: string]: Json;
    };
  }

  get dependsOn(): readonly string[] {
    return namesOf(this.raw.DependsOn);
  }
}

/** Its properties and what stands beside them; behind a macro that was not run, nothing is known of them. */
function valuesOf(raw: RawMap, from: Uses, context: Interpreter, macro: string | null): Map<string, Value> {
  if (macro !== null) return new Map([['Properties', unknown(macro, from)]]);
  const names = Object.keys(raw).filter((name) => name === 'Properties' || !OWN_FIELDS.has(name));
  const evaluated = names.map((name) => [name, withDynamic(context.evaluate(raw[name] as Raw))] as const);
  return new Map(evaluated.map(([name, value]) => [name, using(value, from)]));
}

function presenceOf(condition: Raw | undefined, from: Uses, context: Interpreter, macro: string | null) {
  if (macro !== null) return { presence: 'unknown' as const, reason: macro, uses: from };
  if (condition === undefined || condition === null) return { presence: 'present' as const, reason: null, uses: from };
  if (typeof condition !== 'string')
    return { presence: 'unknown' as const, reason: 'its Condition is no name', uses: from };
  const tri = context.condition(condition);
  const used = union(from, uses(`condition ${condition}`), tri.uses);
  if (tri.value === null)
    return { presence: 'unknown' as const, reason: `condition ${condition} is not known: ${tri.reason}`, uses: used };
  return { presence: tri.value ? ('present' as const) : ('absent' as const), reason: null, uses: used };
}

function outputOf(entry: Entry, context: Interpreter, macros: Unrun): DesignedOutput {
  const designed = (raw: Raw | undefined): Json | null =>
    raw === undefined ? null : (encode(macros.all === null ? context.evaluate(raw) : unknown(macros.all)) ?? null);
  const name = member(member(entry.raw, 'Export'), 'Name');
  return {
    name: entry.name,
    presence: presenceOf(member(entry.raw, 'Condition'), NOTHING, context, macros.all).presence,
    value: designed(member(entry.raw, 'Value')),
    exportName: designed(name),
  };
}

function namesOf(raw: Raw | undefined): readonly string[] {
  const all = Array.isArray(raw) ? (raw as readonly Raw[]) : [raw];
  return all.filter((name): name is string => typeof name === 'string');
}
