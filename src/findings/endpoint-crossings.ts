/** Names of AWS hosts in properties that lead into another audited region: registries, queues, APIs, databases. */
import type { Alignment, Crossing, Row } from '../alignment/alignment.ts';
import { maySay } from '../snapshot/design-text.ts';
import { LIVE_STATE } from '../snapshot/live-state.ts';
import { GLOBAL, type Json, type Resource } from '../snapshot/snapshot.ts';

/** The region in a host of AWS, and nothing but that host with its scheme, port, path and tag. */
const HOST =
  /^(?:[a-z][a-z0-9+.-]*:\/\/)?[\w.-]*?\b([a-z]{2,3}(?:-[a-z]+)+-\d)\.(?:[\w-]+\.)*(?:amazonaws\.com(?:\.cn)?|on\.aws)(?::\d+)?(?:[/:@?][^\s]*)?$/i;
const DOMAINS = ['amazonaws.com', '.on.aws'] as const;
/** Members by which the elements of a list are told. */
const KEYS = ['Name', 'Key', 'Id', 'LogicalId'] as const;

/** Each such name of a row, with where it stands. A policy document names hosts as it likes, and is not looked into. */
export function* endpointCrossings(row: Row, seen: Alignment, policies: readonly string[]): Iterable<Crossing> {
  for (const [place, cell] of row.cells) {
    // What is global leans on no region more than on another.
    if (cell.state !== 'present' || place === GLOBAL || cell.resource.region === GLOBAL) continue;
    // Most of a large audit names no host, and need not be parsed or evaluated to say so.
    if (!DOMAINS.some((domain) => maySay(cell.resource, domain))) continue;
    const own = regionOf(place, seen);
    for (const { property, text } of leaves(cell.resource, policies)) {
      const region = HOST.exec(text)?.[1]?.toLowerCase();
      if (region === undefined || region === own) continue;
      const to = seen.places.find((one) => one.region === region);
      if (to !== undefined) yield { region: place, property, to: to.name, value: text, whom: text };
    }
  }
}

function regionOf(place: string, { places }: Alignment): string {
  return places.find(({ name }) => name === place)?.region ?? place;
}

type Leaf = { readonly property: string; readonly text: string };

function* leaves({ properties }: Resource, policies: readonly string[]): Iterable<Leaf> {
  for (const [property, value] of Object.entries(properties ?? {})) {
    if (property === LIVE_STATE || policies.some((path) => path.split('.')[0] === property)) continue;
    yield* within(value as Json, property);
  }
}

function* within(value: Json, property: string): Iterable<Leaf> {
  if (typeof value === 'string') yield { property, text: value };
  if (value === null || typeof value !== 'object') return;
  if (Array.isArray(value)) {
    for (const one of value as readonly Json[]) yield* within(one, elementPath(one, property));
    return;
  }
  for (const [name, member] of Object.entries(value)) yield* within(member as Json, `${property}.${name}`);
}

/** `ContainerDefinitions[web]`; of an element without a key the list's own path. */
function elementPath(element: Json, property: string): string {
  if (element === null || typeof element !== 'object' || Array.isArray(element)) return property;
  const record = element as { readonly [name: string]: Json };
  const key = KEYS.map((name) => record[name]).find((one) => typeof one === 'string');
  return key === undefined ? property : `${property}[${String(key)}]`;
}
