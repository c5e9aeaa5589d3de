/** A designed value as the comparison reads values: holes become who they lead to, and what cannot be known is said to be so. */
import { designToken } from '../normalise/design-token.ts';
import type { Json } from '../snapshot/snapshot.ts';
import { STACK } from '../snapshot/stack-type.ts';
import { asHole, asText, designText, type Hole, holeJson, literalName } from '../template/holes.ts';
import { choicesOf } from '../template/resolve.ts';
import { encode } from '../template/values.ts';
import { identityAttribute } from './identity-attribute.ts';
import { NO_ACCOUNT } from './source.ts';
import type { DesignedValue, EvaluatedStack, StackWorld } from './source-stack.ts';

const known = (value: Json): DesignedValue => ({ value, unknown: null });
const notKnown = (unknown: string): DesignedValue => ({ value: null, unknown });

/** The value of a design in its stack. What is only named, and told by nobody, is unknown with the first reason met. */
export function designedValue(design: Json, at: EvaluatedStack, world: StackWorld): DesignedValue {
  let unknown: string | null = null;
  const note = ({ value, unknown: reason }: DesignedValue): Json => {
    unknown ??= reason;
    return value;
  };
  const walk = (node: Json): Json => {
    if (typeof node !== 'object' || node === null) return node;
    if (Array.isArray(node)) return node.map(walk);
    const hole = asHole(node);
    if (hole !== null) return note(holeValue(hole, at, world));
    const parts = asText(node);
    if (parts !== null)
      return parts.map((part) => (typeof part === 'string' ? part : textOf(note(holeValue(part, at, world))))).join('');
    return Object.fromEntries(Object.entries(node).map(([name, item]) => [literalName(name), walk(item as Json)]));
  };
  const value = walk(design);
  return { value, unknown };
}

function textOf(value: Json): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

function holeValue(hole: Hole, at: EvaluatedStack, world: StackWorld): DesignedValue {
  if ('resource' in hole) return resourceValue(hole.resource, hole.attribute, at, world);
  if ('unknown' in hole) return notKnown(hole.unknown);
  if ('oneOf' in hole) return notKnown(hole.reason);
  if ('parameter' in hole) return notKnown(`the value of parameter ${hole.parameter} is not told`);
  if ('pseudo' in hole) return known(pseudoText(hole.pseudo, at));
  if ('zones' in hole) return zonesOf(world.valueOf(hole.zones, at));
  if ('dynamic' in hole) return dynamicValue(world.valueOf(hole.dynamic, at));
  if ('import' in hole) {
    const name = world.valueOf(hole.import, at);
    return typeof name.value === 'string' && name.unknown === null ? world.imported(at, name.value) : name;
  }
  return functionValue(hole, at, world);
}

/** AWS's own parameters and secrets are told by their names; any other look-up is known to AWS alone. */
function dynamicValue({ value, unknown }: DesignedValue): DesignedValue {
  if (unknown !== null) return notKnown(unknown);
  const name = String(value);
  if (/^ssm:/.test(name) && !/^ssm:\/?aws\/service\//.test(name))
    return notKnown(`it is looked up in parameter ${name.slice('ssm:'.length)} when it is deployed`);
  return known(`{{resolve:${name}}}`);
}

function pseudoText(name: string, { stack }: EvaluatedStack): string {
  if (name === 'AWS::AccountId') return NO_ACCOUNT;
  return `{${name} of ${stack.name}}`;
}

/** Which letters an account has, AWS alone knows: the first of them is the first, and so on. */
function zonesOf({ value, unknown }: DesignedValue): DesignedValue {
  if (unknown !== null) return notKnown(unknown);
  return known(['1st', '2nd', '3rd', '4th', '5th', '6th'].map((rank) => `{${rank} zone of ${String(value)}}`));
}

function resourceValue(
  logicalId: string,
  attribute: string | undefined,
  at: EvaluatedStack,
  world: StackWorld,
): DesignedValue {
  const resource = at.design.resources.get(logicalId);
  const type = resource?.type ?? '';
  if (attribute !== undefined && type === STACK && attribute.startsWith('Outputs.'))
    return world.output(at, logicalId, attribute.slice('Outputs.'.length));
  if (attribute !== undefined && type === 'Custom::CrossRegionExportReader') return world.handedOver(at, attribute);
  const { region, account } = at.stack.place;
  const own = attribute === undefined || identityAttribute(type, attribute);
  if (!own) {
    const property = ownProperty(resource?.properties, attribute);
    if (property !== undefined) return world.valueOf(property, at);
  }
  return known(
    designToken({
      region,
      account: account ?? NO_ACCOUNT,
      stack: at.stack.name,
      logicalId,
      attribute: own ? null : attribute,
    }),
  );
}

/** A property by the name of the attribute, where it is plain text. */
function ownProperty(properties: Json | undefined, attribute: string): Json | undefined {
  if (typeof properties !== 'object' || properties === null || !Object.hasOwn(properties, attribute)) return undefined;
  const value = (properties as { readonly [name: string]: Json })[attribute];
  return typeof value === 'string' ? value : undefined;
}

/** A function of holes, worked out with what they stand for; what cuts a name apart has nothing to cut. */
function functionValue(hole: Hole & { function: string }, at: EvaluatedStack, world: StackWorld): DesignedValue {
  let unknown: string | null = null;
  const cuts = JSON.stringify(hole).includes('"Fn::Split"');
  const resolve = (inner: Hole): readonly Json[] | undefined => {
    if ('function' in inner) return undefined;
    const { value, unknown: reason } = holeValue(inner, at, world);
    unknown ??= reason;
    if (reason !== null) return undefined;
    return cuts && JSON.stringify(value).includes('{') ? undefined : [value];
  };
  const choices = choicesOf(hole, resolve);
  if (unknown !== null) return notKnown(unknown);
  const [only, ...others] = choices ?? [];
  if (only !== undefined && others.length === 0) return known(encode(only) ?? null);
  return known(`{${at.stack.name}: ${designText(holeJson(hole))}}`);
}
