/**
 * What stands in a design where a value is not known until it is deployed.
 *
 * A design is JSON. Three things are written in it that literal data never is, because a literal name that begins with `?`
 * gets one more (`?x` is written `??x`):
 *
 *   {"?": HOLE}                        the whole value is a hole
 *   {"?text": ["logs-", HOLE, "-x"]}   text with holes; literals and holes take turns, no two literals side by side
 *   {"??": 1}                          the literal map {"?": 1}
 *
 * Holes are the maps below. An `argument`, an `import` and a `dynamic` are designs themselves.
 */
import type { Json, JsonObject } from '../snapshot/snapshot.ts';

export type Hole =
  /** `Ref` of a resource, or `GetAtt` when there is an attribute. */
  | { readonly resource: string; readonly attribute?: string }
  /** What another stack exports under that name. */
  | { readonly import: Json }
  /** A dynamic reference, without its braces: `ssm:/app/port:3`, `secretsmanager:NAME:SecretString:password`. */
  | { readonly dynamic: Json }
  /** A parameter whose value is not to be known (`NoEcho`). */
  | { readonly parameter: string }
  /** `AWS::StackId` and the like, where the environment does not say it. */
  | { readonly pseudo: string }
  /** The availability zones of a region, where the environment does not list them: a list. */
  | { readonly zones: Json }
  /** One of these, and it cannot be told which. */
  | { readonly oneOf: readonly (string | number | boolean)[]; readonly reason: string }
  /** A function of what is a hole; its result follows once the holes are known. */
  | { readonly function: string; readonly argument: Json }
  /** Nothing is known of it: macros, faults of the template, what was not given. */
  | { readonly unknown: string };

const HOLE = '?';
const TEXT = '?text';

/** A hole as it stands in a design. */
export function holeJson(hole: Hole): JsonObject {
  return { [HOLE]: hole as unknown as Json };
}

/** Text with holes as it stands in a design. */
export function textJson(parts: readonly (string | Hole)[]): JsonObject {
  return { [TEXT]: parts as unknown as Json };
}

/** The name of a literal member as it stands in a design. */
export function writtenName(name: string): string {
  return name.startsWith(HOLE) ? `${HOLE}${name}` : name;
}

/** The literal name of a member of a design. */
export function literalName(name: string): string {
  return name.startsWith(HOLE) ? name.slice(HOLE.length) : name;
}

/** The hole that a design is as a whole, or null. */
export function asHole(design: Json): Hole | null {
  const hole = onlyMember(design, HOLE);
  return hole === undefined ? null : (hole as unknown as Hole);
}

/** The parts of a text with holes, or null. */
export function asText(design: Json): readonly (string | Hole)[] | null {
  const parts = onlyMember(design, TEXT);
  return parts === undefined ? null : (parts as unknown as readonly (string | Hole)[]);
}

function onlyMember(design: Json, name: string): Json | undefined {
  if (typeof design !== 'object' || design === null || Array.isArray(design)) return undefined;
  return Object.hasOwn(design, name) ? (design as JsonObject)[name] : undefined;
}

/** Why a hole tells nothing at all, also when that is what its argument says; else null. */
export function unknownOf(hole: Hole): string | null {
  if ('unknown' in hole) return hole.unknown;
  return (
    inner(hole)
      .map(unknownIn)
      .find((reason) => reason !== null) ?? null
  );
}

/** Why a design is not wholly known: the first unknown in it; else null. */
export function unknownIn(design: Json): string | null {
  for (const hole of holesIn(design)) if ('unknown' in hole) return hole.unknown;
  return null;
}

/** Every hole of a design, those inside the arguments of functions too. */
export function* holesIn(design: Json): Generator<Hole> {
  const hole = asHole(design);
  const parts = hole === null ? asText(design) : [hole];
  if (parts !== null) {
    for (const part of parts) {
      if (typeof part === 'string') continue;
      yield part;
      for (const argument of inner(part)) yield* holesIn(argument);
    }
  } else if (typeof design === 'object' && design !== null) {
    for (const item of Object.values(design)) yield* holesIn(item);
  }
}

/** The designs inside a hole. */
function inner(hole: Hole): readonly Json[] {
  if ('function' in hole) return [hole.argument];
  if ('import' in hole) return [hole.import];
  if ('dynamic' in hole) return [hole.dynamic];
  return 'zones' in hole ? [hole.zones] : [];
}

/** A hole in the words of a reader. */
export function holeText(hole: Hole): string {
  if ('resource' in hole) return hole.attribute === undefined ? hole.resource : `${hole.resource}.${hole.attribute}`;
  if ('import' in hole) return `import ${designText(hole.import)}`;
  if ('dynamic' in hole) return `{{resolve:${designText(hole.dynamic)}}}`;
  if ('parameter' in hole) return `parameter ${hole.parameter}`;
  if ('pseudo' in hole) return hole.pseudo;
  if ('zones' in hole) return `zones of ${designText(hole.zones)}`;
  if ('oneOf' in hole) return hole.oneOf.join(' or ');
  if ('function' in hole) return `${hole.function} of ${designText(hole.argument)}`;
  return `unknown: ${hole.unknown}`;
}

/** A design in the words of a reader: holes as `${…}`. */
export function designText(design: Json): string {
  const hole = asHole(design);
  if (hole !== null) return `\${${holeText(hole)}}`;
  const parts = asText(design);
  if (parts !== null) return parts.map((part) => (typeof part === 'string' ? part : `\${${holeText(part)}}`)).join('');
  if (typeof design === 'string') return design;
  if (Array.isArray(design)) return `[${design.map(designText).join(', ')}]`;
  if (typeof design !== 'object' || design === null) return String(design);
  return `{${Object.entries(design)
    .map(([name, item]) => `${literalName(name)}: ${designText(item)}`)
    .join(', ')}}`;
}
