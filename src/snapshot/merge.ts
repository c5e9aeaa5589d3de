/** Several snapshots as one. */
import { UsageError } from '../common/usage-error.ts';
import { GLOBAL, type Header, type Observation, type RegionStatus, type Resource, type Snapshot } from './snapshot.ts';
import { designIn } from './stack-design.ts';

export type ReadSnapshot = { readonly path: string; readonly snapshot: Snapshot };

/**
 * Several snapshots as one: of different regions, or of different accounts. A region of two accounts becomes two places,
 * `ACCOUNT/REGION`; one region of one account in two files is an error, for neither is the truth. What is global was read by
 * each job that shares an account, and is merged resource by resource.
 */
export function mergeSnapshots(files: readonly ReadSnapshot[]): Snapshot {
  const [first, ...others] = files;
  if (first === undefined) throw new UsageError('--from', 'name a snapshot to read');
  if (others.length === 0) return first.snapshot;
  refuseTwice(files);
  const placed = files.map((file) => place(file.snapshot, placesOf(files)));
  return {
    header: mergeHeaders(files, placed),
    observations: mergeObservations(placed),
    ...(placed.some(({ designs }) => designs !== undefined) && {
      designs: placed.flatMap(({ designs }) => designs ?? []),
    }),
    resources: [
      ...placed.flatMap(({ resources }) => resources.filter(({ region }) => region !== GLOBAL)),
      ...mergeGlobals(latestFirst(files).map((file) => placed[files.indexOf(file)] as Snapshot)),
    ],
  };
}

function refuseTwice(files: readonly ReadSnapshot[]): void {
  const seen = new Map<string, string>();
  for (const { path, snapshot } of files) {
    const accounts = new Map(snapshot.header.regions.map(({ name, account }) => [name, account]));
    for (const { region, type } of snapshot.observations) {
      if (region === GLOBAL) continue;
      const account = accounts.get(region) ?? snapshot.header.caller.account;
      const key = `${account} ${region.split('/').at(-1)} ${type}`;
      const before = seen.get(key);
      if (before !== undefined)
        throw new UsageError(
          path,
          `${type} in ${region} of account ${account} is in ${before} too; give one snapshot of each region`,
        );
      seen.set(key, path);
    }
  }
}

/** The name of a region of an account: the region's, unless another account has it too. */
function placesOf(files: readonly ReadSnapshot[]): (account: string, region: string) => string {
  const accounts = new Map<string, Set<string>>();
  for (const { snapshot } of files)
    for (const { region, account } of snapshot.header.regions)
      accounts.set(region, (accounts.get(region) ?? new Set()).add(account));
  return (account, region) => ((accounts.get(region)?.size ?? 0) > 1 ? `${account}/${region}` : region);
}

function place(snapshot: Snapshot, nameOf: (account: string, region: string) => string): Snapshot {
  const renamed = new Map(
    snapshot.header.regions.map(({ name, region, account }) => [name, nameOf(account, region)] as const),
  );
  if ([...renamed].every(([from, to]) => from === to)) return snapshot;
  const to = (region: string) => renamed.get(region) ?? region;
  const regions = snapshot.header.regions.map((status): RegionStatus => ({ ...status, name: to(status.name) }));
  const moved = (resource: Resource): Resource =>
    // A getter's value would be parsed by a spread: what is lazy stays so.
    Object.defineProperties(
      {} as Resource,
      Object.assign(Object.getOwnPropertyDescriptors(resource), {
        region: plain(to(resource.region)),
        ...(resource.stackRegion !== undefined && { stackRegion: plain(to(resource.stackRegion)) }),
      }),
    );
  const unmatched = snapshot.header.unmatched?.map((one) => ({ ...one, region: to(one.region) }));
  return {
    header: { ...snapshot.header, regions, ...(unmatched && { unmatched }) },
    observations: snapshot.observations.map((one) => ({
      ...one,
      region: to(one.region),
      gaps: one.gaps.map((gap) => ({ ...gap, region: to(gap.region) })),
      ...(one.gone && { gone: one.gone.map((gone) => ({ ...gone, region: to(gone.region) })) }),
    })),
    ...(snapshot.designs && { designs: snapshot.designs.map((one) => designIn(to(one.region), one)) }),
    resources: snapshot.resources.map(moved),
  };
}

function plain(value: string): PropertyDescriptor {
  return { value, enumerable: true, configurable: true, writable: true };
}

function mergeHeaders(files: readonly ReadSnapshot[], placed: readonly Snapshot[]): Header {
  const headers = placed.map((snapshot) => snapshot.header);
  const first = headers[0] as Header;
  const keys = [...new Set(headers.map((header) => header.digestKeyId))].sort();
  const notes = headers.flatMap((header) => header.notes);
  if (keys.length > 1)
    notes.push(
      'the snapshots were taken under different digest keys, so secret values do not compare: set INFRA_PARITY_DIGEST_KEY when collecting',
    );
  const selections = new Set(headers.map((header) => JSON.stringify(header.selection)));
  if (selections.size > 1)
    notes.push('the snapshots were taken with different selections, so what one holds another may have left out');
  const taken = files.map(({ path, snapshot }) => `${path} at ${snapshot.header.takenAt}`);
  notes.push(`merged from ${taken.join(', ')}`);
  const takenAt = headers.map((header) => header.takenAt).sort()[0] as string;
  // Types of one region may come from several files; a region is one place all the same.
  const regions = [...new Map(headers.flatMap((header) => header.regions).map((one) => [one.name, one])).values()];
  const own = headers.flatMap((header) => header.regions.map(({ name }) => [name, header.selection] as const));
  const differ = selections.size > 1 && { selections: Object.fromEntries(own) };
  const unmatched = headers.flatMap((header) => header.unmatched ?? []);
  const told = unmatched.length > 0 && { unmatched };
  return { ...first, takenAt, ...differ, ...told, regions, digestKeyId: keys.join('+'), notes };
}

const worst = { unsupported: 0, observed: 1, unknown: 2 } as const;

function mergeObservations(placed: readonly Snapshot[]): readonly Observation[] {
  const merged = new Map<string, Observation>();
  for (const observation of placed.flatMap((snapshot) => snapshot.observations)) {
    const key = `${observation.region} ${observation.type}`;
    const before = merged.get(key);
    merged.set(key, before === undefined ? observation : both(before, observation));
  }
  return [...merged.values()];
}

function both(a: Observation, b: Observation): Observation {
  const gaps = new Map([...a.gaps, ...b.gaps].map((gap) => [JSON.stringify(gap), gap]));
  const state = worst[b.state] > worst[a.state] ? b.state : a.state;
  const gone = [...(a.gone ?? []), ...(b.gone ?? [])];
  return { ...a, state, gaps: [...gaps.values()], ...(gone.length > 0 && { gone }) };
}

/** Jobs that share an account have each read what is global in it. */
function mergeGlobals(placed: readonly Snapshot[]): readonly Resource[] {
  const globals = new Map<string, Resource>();
  for (const { header, resources } of placed) {
    const account = header.regions[0]?.account ?? header.caller.account;
    for (const resource of resources) {
      if (resource.region !== GLOBAL) continue;
      const { type, arn, id, stack, logicalId, stackRegion } = resource;
      // A stack's row is what that stack declares: records of one name are several all the same.
      const row = stack === null ? [account, id] : [account, id, stackRegion, stack, logicalId];
      const key = JSON.stringify([type, arn ?? row]);
      const before = globals.get(key);
      globals.set(key, before === undefined ? resource : richer(before, resource));
    }
  }
  return [...globals.values()];
}

/** Of two readings that are worth the same the first is believed: the latest, in whatever order the files are given. */
function latestFirst(files: readonly ReadSnapshot[]): readonly ReadSnapshot[] {
  const keyed = files.map((file) => ({ file, key: `${file.snapshot.header.takenAt} ${file.path}` }));
  return keyed.sort((a, b) => (a.key > b.key ? -1 : a.key < b.key ? 1 : 0)).map(({ file }) => file);
}

/** Of two readings of one global resource, the one that selected it, and knows its stack. */
function richer(a: Resource, b: Resource): Resource {
  const worth = ({ selected, stack, unread }: Resource) =>
    (selected ? 4 : 0) + (stack === null ? 0 : 2) + (Object.keys(unread).length === 0 ? 1 : 0);
  return worth(b) > worth(a) ? b : a;
}
