/** Of what is designed against what is there: a property that the design does not set says nothing of what AWS made of it. */
import type { Collector } from '../collectors/collector.ts';
import { own } from '../common/own-member.ts';
import { isDesigned } from '../snapshot/design-text.ts';
import type { Resource } from '../snapshot/snapshot.ts';
import { designAt } from './design-node.ts';
import type { RowInput, Values } from './row-input.ts';

/** Whether some of a row are designed and others are there. */
export function isMixed(present: ReadonlyMap<string, Resource>): boolean {
  let designed = 0;
  for (const resource of present.values()) if (isDesigned(resource)) designed += 1;
  return designed > 0 && designed < present.size;
}

/**
 * The values that say something of a property. A design that does not set it leaves it to AWS, unless the deployed template
 * set it: then a deploy takes it back. What nobody reads of a service is not there for that.
 *
 * @param path as findings have it; `schema` without the keys of lists
 */
export function sayingValues(values: Values, path: string, schema: string, input: RowInput): Values {
  const { present, collector } = input;
  if (!isMixed(present)) return values;
  const isLive = (place: string) => !isDesigned(present.get(place) as Resource);
  const places = [...values];
  const taken = places.some(
    ([place, value]) => isLive(place) && value !== undefined && isDeployedSo(place, path, input),
  );
  const given = places.some(([place, value]) => !isLive(place) && value !== undefined);
  return new Map(
    places.filter(([place, value]) => {
      if (value !== undefined) return true;
      return isLive(place) ? !given || isRead(schema, collector) : taken;
    }),
  );
}

/** Whether the template that was deployed there sets it. */
function isDeployedSo(place: string, path: string, { present, designs }: RowInput): boolean {
  const found = designs?.of(present.get(place) as Resource);
  if (found === undefined || found.stack.file !== undefined) return false;
  return designAt(found.design.properties, path, { keyed: undefined, text: () => null }).state === 'designed';
}

/** Whether what is not set on a live resource is known not to be. */
function isRead(schema: string, collector: Collector | undefined): boolean {
  const top = schema.split('.')[0] ?? '';
  // Another tool's own name for something: no reader of AWS has it.
  if (/^[a-z]/.test(top)) return false;
  return collector === undefined
    ? false
    : own(collector.notRead, top) === undefined && collector.writeOnly?.includes(top) !== true;
}
