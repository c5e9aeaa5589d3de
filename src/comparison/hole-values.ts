/** What the holes of a design stand for, as far as the snapshot tells: ids, ARNs and names of the stack's own resources, exports. */
import type { Json, Resource } from '../snapshot/snapshot.ts';
import type { Hole } from '../template/holes.ts';
import type { Designs, OwnDesign } from './designs.ts';

/** The values that a hole may stand for; undefined = not known. A hole whose resource was seen must lead to it. */
export function valuesOfHole(hole: Hole, { stack }: OwnDesign, designs: Designs): readonly Json[] | undefined {
  if ('import' in hole) {
    const value = typeof hole.import === 'string' ? stack.inputs[`import ${hole.import}`] : undefined;
    return value === undefined || value === null ? undefined : [value];
  }
  if (!('resource' in hole)) return undefined;
  const resource = designs.resource(stack, hole.resource);
  const id = resource?.id || stack.resources[hole.resource]?.id;
  const found =
    hole.attribute === undefined
      ? [id, resource?.arn, resource?.name]
      : ofAttribute(hole.attribute, stack.resources[hole.resource]?.type ?? '', id, resource);
  const values = [...new Set(found.filter((one): one is string => typeof one === 'string' && one !== ''))];
  return values.length === 0 ? undefined : values;
}

/** An attribute that is the resource's own identity, or one of its properties by that name; of all others nothing is known. */
function ofAttribute(
  attribute: string,
  type: string,
  id: string | undefined,
  resource: Resource | undefined,
): readonly (Json | undefined)[] {
  const arn = resource?.arn ?? (id?.startsWith('arn:') ? id : null);
  // The ARN of a log group is spelled with and without its streams.
  if (attribute === 'Arn') return arn === null ? [] : [arn, `${arn}:*`, arn.replace(/:\*$/, '')];
  const own = resource?.properties?.[attribute];
  if (typeof own === 'string') return [own];
  const stem = /^(.*)(?:Id|Name)$/.exec(attribute)?.[1]?.toLowerCase();
  const isOwn = stem !== undefined && (type.split('::').at(-1) ?? '').toLowerCase().endsWith(stem);
  if (!isOwn) return [];
  return attribute.endsWith('Name') ? [resource?.name, id] : [id];
}
