/** Tiny worlds, as rules give them for examples. */
import { stackDesign } from '../collectors/discovery/stack-designs.ts';
import {
  type Gap,
  GLOBAL,
  type Json,
  type Observation,
  type Resource,
  type Selection,
  type Snapshot,
  type StackDesign,
} from '../snapshot/snapshot.ts';
import { parse } from '../template/parse.ts';

/** A tiny world. Regions in the order written. */
export type Example = {
  readonly name: string;
  /** Region to its resources, terse. `'denied'` = the types of the rule could not be read there. */
  readonly regions: { readonly [region: string]: readonly ExampleResource[] | 'denied' };
  /** What was asked for; left out: everything. */
  readonly selection?: Partial<Selection>;
  /** The baseline, as YAML. */
  readonly baseline?: string;
  /** Region to the templates of its stacks, as YAML, with the parameters that they were given. */
  readonly templates?: {
    readonly [region: string]: { readonly [stack: string]: ExampleTemplate };
  };
  /** Message keys reported, in order; empty = clean. */
  readonly reports: readonly string[];
};

export type ExampleTemplate = { readonly body: string; readonly parameters?: { readonly [name: string]: string } };

export type ExampleResource = {
  readonly type: string;
  readonly name: string;
  readonly logicalId?: string;
  readonly stack?: string;
  readonly id?: string;
  readonly arn?: string;
  readonly tags?: { readonly [key: string]: string };
  /** null = only that it is there is known. */
  readonly properties?: { readonly [key: string]: Json } | null;
  readonly context?: true;
  /** It is no longer there: only its stack still lists it. */
  readonly gone?: true;
};

const ACCOUNT = '111122223333';

/** The snapshot of an example: each region with what it says, or with nothing that could be read. */
export function snapshotOf(
  example: Pick<Example, 'regions' | 'selection' | 'templates'>,
  types: readonly string[] = [],
): Snapshot {
  const regions = Object.keys(example.regions);
  const told = (region: string) => {
    const listed = example.regions[region];
    return listed === undefined || listed === 'denied' ? [] : listed;
  };
  const resources = regions.flatMap((region) =>
    told(region).flatMap((one) => (one.gone ? [] : resourceOf(one, region))),
  );
  const observed = [...new Set([...types, ...regions.flatMap(told).map(({ type }) => type), '*'])].sort();
  const observations = regions.flatMap((region) =>
    observed.map((type) => ({
      ...observation(region, type, example.regions[region] === 'denied'),
      ...goneOf(told(region), region, type),
    })),
  );
  const global = observed.map((type) =>
    observation(
      GLOBAL,
      type,
      regions.every((one) => example.regions[one] === 'denied'),
    ),
  );
  return {
    header: {
      schemaVersion: 1,
      tool: { name: 'infra-parity', version: '0.0.0' },
      takenAt: '2026-01-01T00:00:00.000Z',
      caller: { account: ACCOUNT, partition: 'aws', arn: `arn:aws:iam::${ACCOUNT}:role/auditor` },
      selection: { stackPrefixes: [], tags: {}, types: [], excludeTypes: [], ...example.selection },
      regions: regions.map((region) => ({
        name: region,
        region,
        account: ACCOUNT,
        partition: 'aws',
        state: 'enabled',
      })),
      digestKeyId: 'example',
      notes: [],
    },
    observations: [...observations, ...global],
    ...(example.templates && {
      designs: Object.entries(example.templates).flatMap(([region, stacks]) => designsIn(region, stacks, resources)),
    }),
    resources,
  };
}

function designsIn(
  region: string,
  stacks: { readonly [stack: string]: ExampleTemplate },
  resources: readonly Resource[],
): readonly StackDesign[] {
  return Object.entries(stacks).map(([name, { body, parameters = {} }]) => {
    const made = resources.filter((one) => one.region === region && one.stack === name);
    return stackDesign(
      {
        region,
        name,
        arn: `arn:aws:cloudformation:${region}:${ACCOUNT}:stack/${name}/1`,
        status: 'CREATE_COMPLETE',
        body,
        parameters: Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({
          ParameterKey,
          ParameterValue,
        })),
        outputs: [],
        notificationArns: [],
        rows: new Map(made.map(({ logicalId, id }) => [logicalId ?? '', { id, status: 'CREATE_COMPLETE' }])),
        exports: new Map(),
        digest: (text) => text,
      },
      parse(body),
    );
  });
}

function goneOf(listed: readonly ExampleResource[], region: string, type: string): Pick<Observation, 'gone'> {
  const gone = listed
    .filter((one) => one.gone && one.type === type)
    .map(({ stack = '', logicalId = '', id, name }) => ({ region, stack, logicalId, id: id ?? name }));
  return gone.length > 0 ? { gone } : {};
}

function resourceOf(one: ExampleResource, region: string): Resource {
  const {
    type,
    name,
    logicalId = null,
    stack = null,
    id = name,
    arn = null,
    tags = {},
    properties = {},
    context,
  } = one;
  return {
    type,
    stack,
    logicalId,
    name,
    selected: !context,
    evidence: context ? [] : [stack === null ? 'listed' : 'stack'],
    properties,
    unread: {},
    tags,
    region,
    id,
    arn,
  };
}

function observation(region: string, type: string, denied: boolean): Observation {
  if (!denied) return { region, type, state: 'observed', gaps: [] };
  const gap: Gap = {
    region,
    type,
    cause: 'denied',
    operation: null,
    detail: 'AccessDenied: the example says so',
    remedy: 'Grant the permission.',
  };
  return { region, type, state: 'unknown', gaps: [gap] };
}
