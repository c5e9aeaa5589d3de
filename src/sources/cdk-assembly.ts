/** A CDK cloud assembly, `cdk.out`: its stacks, those nested in them, and its stages, each in the environment that it names. */
import { readdirSync, realpathSync } from 'node:fs';
import { UsageError } from '../common/usage-error.ts';
import { noRegion } from '../normalise/regions.ts';
import type { JsonObject } from '../snapshot/snapshot.ts';
import { STACK } from '../snapshot/stack-type.ts';
import { isMap, member, type Raw } from '../template/raw.ts';
import { tracesOf } from './cdk-traces.ts';
import type { Interned } from './interned-resources.ts';
import { needFolders, needNoCircle, needNoCircleOf, needRoom } from './nesting.ts';
import { overridesFor, refuseUnused } from './parameter-overrides.ts';
import {
  besideIn,
  isFolder,
  isObject,
  listIn,
  objectIn,
  readObject,
  readTemplate,
  type SourceFile,
  textIn,
} from './read-json.ts';
import type { Source, SourceOptions, SourcePlace } from './source.ts';
import type { SourceStack } from './source-stack.ts';
import { type Missing, stackSnapshot } from './stack-snapshot.ts';

/** Assemblies in assemblies, and stacks in stacks: more than any application has. */
const DEEPEST = 12;

/** What is read on the way. */
type Reading = {
  readonly options: SourceOptions;
  readonly stacks: SourceStack[];
  readonly notes: string[];
  readonly missing: Missing[];
  /** By folder, its assets' files by hash. */
  readonly assets: Map<string, ReadonlyMap<string, string>>;
  /** One copy of what several templates hold. */
  readonly seen: Interned;
  tookPlaces: boolean;
  folders: number;
};

/** Whether the path is a folder that `cdk synth` wrote. */
export function isAssembly(path: string): boolean {
  return isFolder(path) && besideIn({ path, shown: path }, 'manifest.json') !== null;
}

/** @throws UsageError for what does not read, and for stacks of which nobody says where they are to be */
export function readAssembly(folder: SourceFile, options: SourceOptions): Source {
  const reading: Reading = {
    options,
    stacks: [],
    notes: [],
    missing: [],
    assets: new Map(),
    seen: new Map(),
    tookPlaces: false,
    folders: 0,
  };
  readFolder(folder, reading, []);
  const { stacks, notes, missing } = reading;
  if (stacks.length === 0)
    throw new UsageError(folder.shown, 'the assembly holds no stack; synthesise it first (cdk synth)');
  refuseUnused(options, stacks);
  const snapshot = stackSnapshot(stacks, notes, missing, options);
  return { kind: 'designed', path: folder.shown, snapshot, tookPlaces: reading.tookPlaces, takesParameters: true };
}

function readFolder(folder: SourceFile, reading: Reading, above: readonly string[]): void {
  const file = besideIn(folder, 'manifest.json');
  if (file === null) throw new UsageError(folder.shown, 'holds no manifest.json');
  const manifest = readObject(file);
  const artifacts = objectIn(manifest, 'artifacts');
  const real = realpathSync(folder.path);
  needNoCircleOf(real, above, file.shown);
  needFolders(reading.folders++, file.shown);
  if (above.length > DEEPEST) throw new UsageError(file.shown, `assemblies are nested more than ${DEEPEST} deep`);
  for (const [id, artifact] of Object.entries(artifacts)) {
    if (!isObject(artifact)) throw new UsageError(file.shown, `artifact ${id} is no object`);
    const type = textIn(artifact, 'type');
    if (type === 'aws:cloudformation:stack') readStack(id, artifact, folder, file, reading);
    if (type !== 'cdk:cloud-assembly') continue;
    const name = textIn(objectIn(artifact, 'properties'), 'directoryName');
    const inner = name === null ? null : besideIn(folder, name);
    if (inner === null)
      throw new UsageError(file.shown, `stage ${id} names the folder ${name ?? ''}, which is not there`);
    readFolder(inner, reading, [...above, real]);
  }
  if (listIn(manifest, 'missing').length > 0) tellDummies(file, listIn(manifest, 'missing').filter(isObject), reading);
}

/** What was to be looked up and was not: the templates hold dummies for it, which are the same in every region. */
function tellDummies(file: SourceFile, looked: readonly JsonObject[], { stacks, missing, notes }: Reading): void {
  for (const one of looked) {
    const { region, account } = objectIn(one, 'props');
    const detail = `${file.shown}: ${textIn(one, 'provider') ?? 'context'} was not looked up, and a dummy stands for what it finds`;
    notes.push(`${typeof region === 'string' ? `${region}: ` : ''}${detail}`);
    const meant = stacks.filter(
      ({ place }) => place.region === region && (place.account === null || place.account === account),
    );
    const places = new Map((meant.length > 0 ? meant : stacks).map(({ place }) => [JSON.stringify(place), place]));
    for (const place of places.values())
      missing.push({ place, detail, remedy: 'Synthesise again with credentials: cdk synth.' });
  }
}

function readStack(id: string, artifact: JsonObject, folder: SourceFile, manifest: SourceFile, reading: Reading): void {
  const properties = objectIn(artifact, 'properties');
  const named = textIn(properties, 'templateFile');
  const file = named === null ? null : besideIn(folder, named);
  if (file === null)
    throw new UsageError(manifest.shown, `stack ${id} names the template ${named ?? ''}, which is not there`);
  const read = readTemplate(file, reading.seen);
  const name = textIn(properties, 'stackName') ?? id;
  const given = Object.entries(objectIn(properties, 'parameters')).filter(([, value]) => typeof value === 'string');
  const tags = Object.entries(objectIn(properties, 'tags')).map(([key, value]) => [key, String(value)] as const);
  const traces = tracesOf(artifact, folder, reading.options.cwd);
  for (const place of placesOf(id, artifact, manifest, reading)) {
    const stack: SourceStack = {
      name,
      place,
      ...read,
      file: file.shown,
      parameters: {
        ...(Object.fromEntries(given) as { [name: string]: string }),
        ...overridesFor(reading.options, place, name),
      },
      tags: Object.fromEntries(tags),
      parent: null,
      nested: new Map(),
      traces,
    };
    needRoom(reading.stacks, file.shown);
    reading.stacks.push(stack);
    readNested(stack, folder, reading, 0);
  }
}

/** The environment of a stack; one that names none is to be wherever the caller says. */
function placesOf(id: string, artifact: JsonObject, manifest: SourceFile, reading: Reading): readonly SourcePlace[] {
  const { places, accountOf } = reading.options;
  const environment = textIn(artifact, 'environment') ?? 'aws://unknown-account/unknown-region';
  const [, account = '', region = ''] = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(environment) ?? [];
  const own = /^\d{12}$/.test(account) ? account : null;
  if (region === '' || (region !== 'unknown-region' && noRegion(region) !== null))
    throw new UsageError(manifest.shown, `the environment of stack ${id} is ${environment}, which is none`);
  if (region !== 'unknown-region') return [{ region, account: own ?? accountOf(region) }];
  reading.tookPlaces = true;
  if (places.length > 0)
    return places.map((place) => ({ region: place.region, account: own ?? place.account ?? accountOf(place.region) }));
  throw new UsageError(
    manifest.shown,
    `stack ${id} names no region (it is environment-agnostic); say where it is to be: --place us-east-1 --place eu-central-1`,
  );
}

/** Stacks that a stack makes of templates that stand beside its own. */
function readNested(parent: SourceStack, folder: SourceFile, reading: Reading, depth: number): void {
  const resources = parent.template.content.Resources;
  if (!isMap(resources)) return;
  for (const [logicalId, resource] of Object.entries(resources)) {
    if (member(resource, 'Type') !== STACK) continue;
    const asset = member(member(resource, 'Metadata'), 'aws:asset:path') ?? assetOf(resource, folder, reading);
    const file = typeof asset === 'string' ? besideIn(folder, asset) : null;
    if (file === null || depth >= DEEPEST) {
      tellMissing(parent, logicalId, asset, reading);
      continue;
    }
    needNoCircle(parent, file.shown);
    needRoom(reading.stacks, file.shown);
    const read = readTemplate(file, reading.seen);
    const stack: SourceStack = {
      ...parent,
      name: `${parent.name}-${logicalId}`,
      ...read,
      file: file.shown,
      parameters: {},
      parent: { stack: parent, logicalId },
      nested: new Map(),
    };
    parent.nested.set(logicalId, stack);
    reading.stacks.push(stack);
    readNested(stack, folder, reading, depth + 1);
  }
}

/** Without metadata the address of the template tells: its name is the hash under which the list of assets has the file. */
function assetOf(resource: Raw, folder: SourceFile, { assets }: Reading): string | undefined {
  const url = JSON.stringify(member(member(resource, 'Properties'), 'TemplateURL') ?? '');
  const hash = /\b([0-9a-f]{64})\b/.exec(url)?.[1];
  if (hash === undefined) return undefined;
  const known = assets.get(folder.path) ?? filesOf(folder);
  assets.set(folder.path, known);
  return known.get(hash);
}

/** The files of the lists of assets in a folder, by hash. */
function filesOf(folder: SourceFile): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const name of readdirSync(folder.path).filter((one) => one.endsWith('.assets.json'))) {
    const file = besideIn(folder, name);
    const files = file === null ? {} : objectIn(readObject(file), 'files');
    for (const [hash, one] of Object.entries(files)) {
      const path = isObject(one) ? textIn(objectIn(one, 'source'), 'path') : null;
      if (path !== null) found.set(hash, path);
    }
  }
  return found;
}

/** What a nested stack holds is not known without its template: nothing there is called missing. */
function tellMissing(
  { name, place }: SourceStack,
  logicalId: string,
  asset: Raw | undefined,
  { missing, notes }: Reading,
): void {
  const whence =
    typeof asset === 'string' ? `template ${asset} is not in the assembly` : 'its template is not in the assembly';
  notes.push(`nested stack ${logicalId} of ${name} in ${place.region}: ${whence}, so what it makes is not known`);
  const detail = `nested stack ${logicalId} of ${name}: ${whence}`;
  const remedy = 'Synthesise the assembly again, with its assets.';
  missing.push({ place, detail, remedy });
}
