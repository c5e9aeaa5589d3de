/** The other things that others call a resource by. */
import type { Collector } from '../collectors/collector.ts';
import { mayHave } from '../snapshot/design-text.ts';
import type { Resource } from '../snapshot/snapshot.ts';

/** Names of a resource beside its own, as its type declares them. */
export function alsoKnownAs(resource: Resource, collector: Collector | undefined): readonly string[] {
  const property = collector?.alsoKnownAs;
  if (property === undefined || !mayHave(resource, property)) return [];
  const names = resource.properties?.[property];
  if (typeof names === 'string') return [names];
  return Array.isArray(names) ? names.map(String) : [];
}
