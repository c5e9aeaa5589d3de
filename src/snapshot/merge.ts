/** Several snapshots as one. */
import { UsageError } from '../common/usage-error.ts';
import { renamePlaces } from './rename-places.ts';
import { GLOBAL, type Header, type Observation, type RegionStatus, type Resource, type Snapshot } from './snapshot.ts';

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
  const nameOf = placeNames(files.map(({ path, snapshot }) => ({ path, header: snapshot.header })));
  const placed = files.map(({ snapshot }) =>
    renamePlaces(snapshot, new Map(snapshot.header.regions.map((status) => [status.name, nameOf(status)]))),
  );
  const latest = latestFirst(files).map((file) => placed[files.indexOf(file)] as Snapshot);
  return mergePlaced(placed, mergeHeaders(files, placed), latest);
}

/**
 * Snapshots whose places have names of their own, as one.
 *
 * @param header what to say of all of them together
 * @param latest the same snapshots, in the order in which what they say of one global resource is believed
 */
export function mergePlaced(placed: readonly Snapshot[], header: Header, latest = placed): Snapshot {
  return {
    header,
    observations: mergeObservations(placed),
    ...(placed.some(({ designs }) => designs !== undefined) && {
      designs: placed.flatMap(({ designs }) => designs ?? []),
    }),
    resources: [
      ...placed.flatMap(({ resources }) => resources.filter(({ region }) => region !== GLOBAL)),
      ...mergeGlobals(latest),
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
      const key = `${account} ${bare(region, account)} ${type}`;
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

/** Its name without the account before it. */
function bare(name: string, account: string): string {
  return name.startsWith(`${account}/`) ? name.slice(account.length + 1) : name;
}

/** The name of a place: its own, unless another account has one of that name too. */
export function placeNames(
  files: readonly { readonly path: string; readonly header: Header }[],
): (status: RegionStatus) => string {
  const owners = new Map<string, Map<string, string>>();
  for (const { path, header } of files)
    for (const { name, region, account } of header.regions) {
      const called = bare(name, account);
      const ofName = owners.get(called) ?? new Map<string, string>();
      owners.set(called, ofName);
      const before = ofName.get(account) ?? region;
      if (before !== region)
        throw new UsageError(path, `${called} is ${region} here and ${before} in another snapshot of ${account}`);
      ofName.set(account, region);
    }
  return ({ name, account }) => {
    const called = bare(name, account);
    return (owners.get(called)?.size ?? 0) > 1 ? `${account}/${called}` : called;
  };
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
  for (const observation of globalsByAccount(placed).flat()) {
    const key = `${observation.region} ${observation.type}`;
    const before = merged.get(key);
    merged.set(key, before === undefined ? observation : both(before, observation));
  }
  return [...merged.values()];
}

/**
 * What is global is one account's. Where one account could not be asked and another could, it is unknown in the places of the first alone:
 * one fault costs its own account.
 */
function globalsByAccount(placed: readonly Snapshot[]): readonly (readonly Observation[])[] {
  const accountOf = ({ header }: Snapshot) => header.regions[0]?.account ?? header.caller.account;
  const seen = new Map<string, Set<string>>();
  for (const snapshot of placed)
    for (const { region, type, state } of snapshot.observations)
      if (region === GLOBAL && state !== 'unknown')
        seen.set(type, (seen.get(type) ?? new Set()).add(accountOf(snapshot)));
  return placed.map((snapshot) => {
    const own = accountOf(snapshot);
    return snapshot.observations.flatMap((one): readonly Observation[] => {
      const others = [...(seen.get(one.type) ?? [])].filter((account) => account !== own);
      if (one.region !== GLOBAL || one.state !== 'unknown' || others.length === 0) return [one];
      return snapshot.header.regions.map(({ name }) => ({
        ...one,
        region: name,
        gaps: one.gaps.map((gap) => ({ ...gap, region: name })),
      }));
    });
  });
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
