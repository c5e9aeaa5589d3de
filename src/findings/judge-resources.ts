/** Judges each resource of some types by itself. */
import type { Alignment, Row } from '../alignment/alignment.ts';
import { counterpartOf } from '../alignment/named-resources.ts';
import { GLOBAL, type Json, type Resource } from '../snapshot/snapshot.ts';
import type { Severity, Violation } from './finding.ts';

/** What is wrong with one resource. */
export type Fault<M extends string> = {
  readonly message: M;
  readonly property?: string;
  readonly value?: Json;
  readonly data?: { readonly [name: string]: string | number };
  readonly severity?: Severity;
};

type Group<M extends string> = { row: Row | undefined; fault: Fault<M>; first: Resource; values: Map<string, Json> };

/** Judges each counted resource of these types; what several regions of one row do wrong alike is one violation. */
export function* judge<M extends string>(
  seen: Alignment,
  types: readonly string[],
  faultsOf: (resource: Resource) => Iterable<Fault<M>>,
  regions: readonly string[] = [...seen.regions, GLOBAL],
): Iterable<Violation<M>> {
  const groups = new Map<string, Group<M>>();
  for (const region of regions) {
    for (const resource of types.flatMap((type) => seen.present(region, type))) {
      for (const fault of faultsOf(resource)) {
        const row = seen.rowOf(resource);
        const key = keyOf(row, resource, fault);
        const group = groups.get(key) ?? { row, fault, first: resource, values: new Map<string, Json>() };
        group.values.set(region, fault.value ?? null);
        groups.set(key, group);
      }
    }
  }
  for (const group of groups.values()) yield violation(group);
}

function keyOf<M extends string>(row: Row | undefined, resource: Resource, fault: Fault<M>): string {
  const { message, property, data, severity } = fault;
  const type = row?.type ?? resource.type;
  return JSON.stringify([type, counterpartOf(row, resource), message, property, data, severity]);
}

function violation<M extends string>({ row, fault, first, values }: Group<M>): Violation<M> {
  const { value: _, ...said } = fault;
  return {
    ...said,
    type: row?.type ?? first.type,
    counterpart: counterpartOf(row, first),
    regions: [...values.keys()],
    values: Object.fromEntries(values),
    ...(row && { row }),
  };
}
