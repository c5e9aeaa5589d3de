/** CloudFormation templates with their parameters, each for the region that the command line says: `us-east-1:app=main.yaml,prod.json`. */

import { existsSync } from 'node:fs';
import { basename, dirname, extname } from 'node:path';
import { didYouMean } from '../common/did-you-mean.ts';
import { pushAll } from '../common/lists.ts';
import { UsageError } from '../common/usage-error.ts';
import { noRegion } from '../normalise/regions.ts';
import { STACK } from '../snapshot/stack-type.ts';
import { isMap, member, type Raw } from '../template/raw.ts';
import type { Interned } from './interned-resources.ts';
import { needNoCircle, needRoom } from './nesting.ts';
import { parametersOf } from './parameter-files.ts';
import { overridesFor, refuseUnused } from './parameter-overrides.ts';
import { besideIn, readTemplate, type SourceFile } from './read-json.ts';
import type { Source, SourceOptions, SourcePlace } from './source.ts';
import type { SourceStack } from './source-stack.ts';
import { type Missing, stackSnapshot } from './stack-snapshot.ts';

const DEEPEST = 12;

/** One template in one place. */
export type TemplateTarget = {
  /** As the command line has it. */
  readonly text: string;
  readonly place: SourcePlace;
  /** null = called after the file of the template. */
  readonly stack: string | null;
  readonly template: SourceFile;
  readonly parameters: readonly SourceFile[];
};

/** `[ACCOUNT/]REGION[:STACK]=TEMPLATE[,PARAMETERS…]`; null for what is none, a path with an equals sign among it. */
export function templateTarget(text: string, pathOf: (file: string) => string): TemplateTarget | null {
  const match = /^(?:(\d{12})\/)?([a-z]{2,4}(?:-[a-z]+)+-\d+)(?::([A-Za-z][\w-]*))?=(.+)$/.exec(text);
  if (match === null) return notARegion(text, pathOf);
  const [, account = null, region = '', stack = null, files = ''] = match;
  const problem = noRegion(region);
  if (problem !== null) throw new UsageError(`--from ${text}`, problem);
  const [template = '', ...parameters] = files.split(',').filter((one) => one !== '');
  const file = (shown: string) => ({ path: pathOf(shown), shown });
  if (template === '') throw new UsageError(`--from ${text}`, 'names no template');
  return { text, place: { region, account }, stack, template: file(template), parameters: parameters.map(file) };
}

/** What is written as a template for a region and names none; a file that is called so is that file. */
function notARegion(text: string, pathOf: (file: string) => string): null {
  const [, region = ''] = /^(?:\d{12}\/)?([A-Za-z][\w-]*)(?::[\w-]+)?=./.exec(text) ?? [];
  if (region === '' || existsSync(pathOf(text))) return null;
  const problem = noRegion(region.toLowerCase());
  throw new UsageError(
    `--from ${text}`,
    problem ?? `"${region}" is not an AWS region; did you mean ${region.toLowerCase()}?`,
  );
}

/** @throws UsageError for what does not read, and for two stacks of one name in one place */
export function readTemplates(targets: readonly TemplateTarget[], options: SourceOptions): Source {
  const stacks: SourceStack[] = [];
  const missing: Missing[] = [];
  const notes: string[] = [];
  const seen: Interned = new Map();
  for (const target of targets) {
    const stack = stackOf(target, options, seen);
    const twin = stacks.find(({ name, place }) => name === stack.name && samePlace(place, stack.place));
    if (twin !== undefined)
      throw new UsageError(
        `--from ${target.text}`,
        `stack ${stack.name} is given for ${stack.place.region} already; name them apart: ${stack.place.region}:NAME=FILE`,
      );
    needRoom(stacks, target.text);
    stacks.push(stack);
    pushAll(notes, notTaken(target, stack));
    readNested(stack, folderOf(target.template), { stacks, missing, notes, seen }, 0);
  }
  refuseUnused(options, stacks);
  const path = targets.map(({ text }) => text).join(' ');
  return { kind: 'designed', path, snapshot: stackSnapshot(stacks, notes, missing, options), takesParameters: true };
}

function samePlace(a: SourcePlace, b: SourcePlace): boolean {
  return a.region === b.region && a.account === b.account;
}

function folderOf({ path, shown }: SourceFile): SourceFile {
  return { path: dirname(path), shown: dirname(shown) };
}

function stackOf(
  { place, stack, template: file, parameters }: TemplateTarget,
  options: SourceOptions,
  seen: Interned,
): SourceStack {
  const read = readTemplate(file, seen);
  if (!isMap(read.template.content.Resources)) throw new UsageError(file.shown, 'is no template: it has no Resources');
  const name =
    stack ??
    basename(file.shown, extname(file.shown))
      .replace(/\.template$/, '')
      .replaceAll(/[^A-Za-z0-9-]+/g, '-');
  const own = { region: place.region, account: place.account ?? options.accountOf(place.region) };
  const given = parameters.map((one) => parametersOf(one));
  return {
    name,
    place: own,
    ...read,
    file: file.shown,
    parameters: { ...together(given.map((one) => one.parameters)), ...overridesFor(options, own, name) },
    tags: together(given.map((one) => one.tags)),
    parent: null,
    nested: new Map(),
    traces: new Map(),
  };
}

/** The later ones over the earlier; a name is a name, `__proto__` too. */
function together<T>(all: readonly { readonly [name: string]: T }[]): { readonly [name: string]: T } {
  return Object.fromEntries(all.flatMap((one) => Object.entries(one)));
}

/** What a file of parameters gives and the template does not have: CloudFormation refuses it, and a slip of the pen leaves the default. */
function notTaken({ template, parameters }: TemplateTarget, { place, template: read }: SourceStack): readonly string[] {
  const declared = read.content.Parameters;
  const names = isMap(declared) ? Object.keys(declared) : [];
  return parameters.flatMap((file) =>
    Object.keys(parametersOf(file).parameters)
      .filter((name) => !names.includes(name))
      .map(
        (name) =>
          `${place.region}: ${file.shown} gives ${name}, and ${template.shown} has no such parameter${didYouMean(name, names)}`,
      ),
  );
}

type Reading = {
  readonly stacks: SourceStack[];
  readonly missing: Missing[];
  readonly notes: string[];
  readonly seen: Interned;
};

/** Nested stacks whose template is a file beside the parent's, as `aws cloudformation package` takes them. */
function readNested(parent: SourceStack, folder: SourceFile, reading: Reading, depth: number): void {
  const resources = parent.template.content.Resources;
  for (const [logicalId, resource] of isMap(resources) ? Object.entries(resources) : []) {
    const url = nestedFile(resource);
    if (url === undefined) continue;
    const file = typeof url === 'string' && !/^https?:|^s3:/.test(url) ? besideIn(folder, url) : null;
    if (file === null || depth >= DEEPEST) {
      tellMissing(parent, logicalId, url, reading);
      continue;
    }
    needNoCircle(parent, file.shown);
    needRoom(reading.stacks, file.shown);
    const own = {
      name: `${parent.name}-${logicalId}`,
      ...readTemplate(file, reading.seen),
      file: file.shown,
      parameters: {},
    };
    const stack: SourceStack = { ...parent, ...own, parent: { stack: parent, logicalId }, nested: new Map() };
    parent.nested.set(logicalId, stack);
    reading.stacks.push(stack);
    readNested(stack, folderOf(file), reading, depth + 1);
  }
}

/** Where the template of a nested stack is said to be; undefined for what is no nested stack. */
function nestedFile(resource: Raw): Raw | undefined {
  const type = member(resource, 'Type');
  const properties = member(resource, 'Properties');
  if (type === STACK) return member(properties, 'TemplateURL') ?? null;
  return type === 'AWS::Serverless::Application' ? (member(properties, 'Location') ?? null) : undefined;
}

function tellMissing(parent: SourceStack, logicalId: string, url: Raw | undefined, { missing, notes }: Reading): void {
  const whence =
    typeof url === 'string' ? `its template ${url} is not at hand` : 'where its template is only AWS knows';
  const detail = `nested stack ${logicalId} of ${parent.name}: ${whence}`;
  notes.push(`${parent.place.region}: ${detail}, so what it makes is not known`);
  missing.push({ place: parent.place, detail, remedy: 'Keep the template beside its parent and name it by its path.' });
}
