/** The designs before they are deployed: their templates as `audit --from REGION:STACK=TEMPLATE` reads them, untouched and with one thing changed. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Baseline } from '../../../src/baseline/baseline.ts';
import { judge } from '../../../src/commands/stages.ts';
import type { AuditResult } from '../../../src/report/report.ts';
import { makeDigester } from '../../../src/snapshot/digest.ts';
import { readTemplates, type TemplateTarget } from '../../../src/sources/templates.ts';
import { baselineOf, type Design, type Stack } from '../design.ts';
import { shuffled } from '../random.ts';
import { type Content, mentions, mutationsOf, type TemplateMutation } from './mutations.ts';

const ACCOUNT = '111111111111';

/** What became of the templates of a design. */
export type Before = {
  readonly design: string;
  readonly stacks: number;
  readonly tried: number;
  readonly possible: number;
  readonly wrong: readonly string[];
};

type Placed = Stack & { readonly region: string };

/**
 * What is told of two designs before a deploy and not of what is there, and why it is true: a finding, by the design's name.
 * The custom resource is there by presence alone; the simulator's instances have no capacity.
 */
const TOLD_BEFORE: { readonly [design: string]: RegExp } = {
  'presence-only': /^(?:region-isolation|property-drift) Custom::Index .* ServiceToken /,
  'active-passive': /^capacity-parity AWS::RDS::DBInstance /,
};

/** Changes that must stay silent: what a replica takes from its source, and what was told of the untouched design. */
const SILENT: { readonly [design: string]: RegExp } = {
  'read-replica': /^(?:Engine|EngineVersion|AllocatedStorage|MasterUsername|ManageMasterUserPassword)$/,
  'presence-only': /^ServiceToken$/,
};

/** A design whose stacks are all that it is. */
export const isTemplates = ({ stacks, after }: Design): boolean => stacks !== undefined && after === undefined;

/** @param limit mutations of the design that are tried */
export function beforeDeploy(design: Design, limit: number, next: () => number): Before {
  const folder = mkdtempSync(join(tmpdir(), 'before-'));
  try {
    const isAsked = ({ name }: Stack) => design.stackPrefixes?.some((prefix) => name.startsWith(prefix)) ?? true;
    const stacks = design.regions.flatMap((region, index) =>
      (design.stacks?.({ region, index, regions: design.regions }) ?? [])
        .filter(isAsked)
        .map((stack): Placed => ({ ...stack, region })),
    );
    const untouched = audited(design, stacks, folder);
    const lines = untouched.findings.map(lineOf);
    const wrong = lines.filter((one) => !TOLD_BEFORE[design.name]?.test(one)).map((one) => `untouched: ${one}`);
    const known = new Set(untouched.findings.map((one) => one.fingerprint));
    const all = stacks.flatMap((stack) => {
      const content = contentOf(stack);
      if (content === null) return [];
      const elsewhere = stacks.filter(({ region }) => region !== stack.region).map(contentOf);
      return mutationsOf(content)
        .filter(({ logicalId, type }) => elsewhere.some((other) => hasLike(other, logicalId, type)))
        .filter(({ path: [top = ''] }) => !SILENT[design.name]?.test(String(top)))
        .filter(({ type, path: [top] }) => !mayDiffer(baselineOf(design), type, String(top)))
        .map((mutation) => ({ stack, mutation }));
    });
    const chosen = shuffled(all, next).slice(0, limit);
    for (const { stack, mutation } of chosen) {
      const changed = stacks.map((one) => (one === stack ? { ...one, template: mutation.content } : one));
      const result = audited(design, changed, folder);
      const fresh = result.findings.filter((one) => !known.has(one.fingerprint));
      wrong.push(...faultsOf(stack, mutation, fresh, isUnknown(untouched, result, mutation)));
    }
    return { design: design.name, stacks: stacks.length, tried: chosen.length, possible: all.length, wrong };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Whether the baseline of the design lets a property differ. */
function mayDiffer({ asymmetry = [] }: Baseline, type: string, property: string): boolean {
  return asymmetry.some((one) => one.type === type && one.properties?.includes(property));
}

/** What another region lacks has no other to differ from. */
function hasLike(content: Content | null, logicalId: string, type: string): boolean {
  const bare = (id: string) => id.replace(/[0-9A-F]{8}$/, '').replace(/(?:us|eu|ap|ca|sa)[a-z]+\d/, '');
  return Object.entries((content?.Resources ?? {}) as { readonly [id: string]: { readonly Type?: unknown } }).some(
    ([id, { Type }]) => Type === type && bare(id) === bare(logicalId),
  );
}

function contentOf({ template }: Stack): Content | null {
  if (typeof template !== 'string') return template as Content;
  try {
    return JSON.parse(template) as Content;
  } catch {
    return null;
  }
}

function audited(design: Design, stacks: readonly Placed[], folder: string): AuditResult {
  const targets = stacks.map(({ region, name, template, parameters = {}, tags = {} }, at): TemplateTarget => {
    const file = (kind: string, text: string) => {
      const path = join(folder, `${at}-${kind}`);
      writeFileSync(path, text);
      return { path, shown: `${name}-${kind}` };
    };
    return {
      text: `${region}:${name}`,
      place: { region, account: ACCOUNT },
      stack: name,
      template: file('template', typeof template === 'string' ? template : JSON.stringify(template)),
      parameters: [file('parameters', JSON.stringify({ Parameters: parameters, Tags: tags }))],
    };
  });
  const { snapshot } = readTemplates(targets, {
    places: [],
    parameters: [],
    accountOf: () => ACCOUNT,
    digester: makeDigester('a key for the bench'),
    now: new Date('2026-01-02T03:04:05.000Z'),
    cwd: folder,
  });
  return judge(snapshot, baselineOf(design));
}

/** Whether it left a value unknown, or is of a type of which there may be more than is at hand. */
function isUnknown(before: AuditResult, after: AuditResult, { kind }: TemplateMutation): boolean {
  if (kind === 'resource') return before.gaps.some(({ type }) => type === '*');
  return after.gaps.length > before.gaps.length;
}

type Told = AuditResult['findings'][number];

/** A change is found where it was made, and nothing else is told but what follows from it. */
function faultsOf(
  stack: Placed,
  { logicalId, type, path }: TemplateMutation,
  fresh: readonly Told[],
  isGap: boolean,
): readonly string[] {
  const what = `${stack.region} ${stack.name}/${logicalId} ${type} ${path.join('.')}`.trim();
  const names = related((contentOf(stack)?.Resources ?? {}) as { readonly [id: string]: unknown }, logicalId);
  // Another network gives everything in it another address.
  const echoes = /Cidr/.test(path.join('.')) || /^AWS::EC2::(?:VPC|Subnet)$/.test(type) ? /Cidr|Entries|gress/ : /$^/;
  const isOf = ({ counterpart, type: told, property = '' }: Told) =>
    told === type || names.some((name) => isCalled(counterpart, name)) || echoes.test(property ?? '');
  const false_ = fresh.filter((one) => !isOf(one));
  const missed = fresh.some(isOf) || isGap ? [] : [`missed: ${what}`];
  return [...missed, ...false_.map((one) => `false: ${what}: ${lineOf(one)}`)];
}

/** The resource, what it names, of which it may be a part, and what names it, which has another one now. */
function related(resources: { readonly [id: string]: unknown }, logicalId: string): readonly string[] {
  const others = Object.entries(resources).filter(
    ([id, body]) => mentions(body, logicalId) || mentions(resources[logicalId], id),
  );
  return [logicalId, ...others.map(([id]) => id)];
}

/** Counterparts go by their logical id without region and CDK's digest. */
function isCalled(counterpart: string, logicalId: string): boolean {
  const [last = ''] = counterpart.split('/').slice(-1);
  const form = last.split('<region>').map((part) => part.replaceAll(/[^\w]/g, '.'));
  return new RegExp(`^${form.join('\\w*')}(?:[0-9A-F]{8}(?:[0-9a-f]{32})?)?$`).test(logicalId);
}

function lineOf({ rule, type, counterpart, regions, property }: Told): string {
  return `${rule} ${type} ${counterpart} ${property ?? ''} in ${regions.join(', ')}`;
}
