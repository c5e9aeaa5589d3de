/** Findings under what they follow from: a stack that is not there, one change that two rules tell, a tag of many. */
import { listIn } from '../common/lists.ts';
import { causeWords } from '../findings/design-words.ts';
import type { Finding } from '../rules/rule.ts';
import type { Json } from '../snapshot/snapshot.ts';
import { byHarm } from './order-of-harm.ts';
import type { Cause } from './report.ts';
import { canonical } from './value.ts';
import { count } from './words.ts';

/** A stack that some places have and some lack: as the findings name it, and who lacks it. */
export type StackAbsence = { readonly stacks: readonly string[]; readonly lacks: readonly string[] };

type Group = { readonly kind: Cause['kind']; readonly key: string };

const MISSING = 'missing-resource';
const ALIKE = 3;

/** The causes of two findings or more. Pure; the order of the findings does not matter. */
export function causesOf(findings: readonly Finding[], absences: readonly StackAbsence[] = []): readonly Cause[] {
  const causes: Cause[] = [];
  for (const status of ['open', 'waived'] as const) {
    let left = findings.filter((one) => one.status === status);
    for (const grouping of GROUPINGS(absences, left)) {
      const groups = new Map<string, Finding[]>();
      for (const finding of left) {
        const group = grouping(finding);
        if (group === null) continue;
        const key = `${group.kind}\n${group.key}`;
        listIn(groups, key).push(finding);
      }
      const taken = new Set<Finding>();
      for (const [key, members] of groups) {
        const kind = key.slice(0, key.indexOf('\n')) as Cause['kind'];
        if (members.length < (kind === 'alike' ? ALIKE : 2)) continue;
        causes.push(causeOf(kind, members, absences));
        for (const member of members) taken.add(member);
      }
      left = left.filter((one) => !taken.has(one));
    }
  }
  return causes.sort((a, b) => (a.id < b.id ? -1 : 1));
}

type Grouping = (finding: Finding) => Group | null;

/** In the order in which they are asked: what explains most goes first. */
function GROUPINGS(absences: readonly StackAbsence[], all: readonly Finding[]): readonly Grouping[] {
  return [byStack(absences, all), byDesign, byMisplacement(all), byVersion(all), byChange, byTag, byLikeness];
}

/** One parameter, condition or mapping makes them all differ. */
function byDesign({ because }: Finding): Group | null {
  return because === undefined ? null : { kind: 'design', key: `${because.stack}\n${because.kind}\n${because.name}` };
}

/** Of a stack that is not there all resources are missing, and what is expected of their types with them. */
function byStack(absences: readonly StackAbsence[], all: readonly Finding[]): Grouping {
  const absenceOf = (finding: Finding) => {
    if (finding.rule !== MISSING) return undefined;
    const stacks = Object.values(finding.resources).map(({ stack }) => stack);
    return absences.find(
      (one) =>
        stacks.some((stack) => stack !== null && one.stacks.includes(stack)) &&
        finding.regions.every((region) => one.lacks.includes(region)),
    );
  };
  const byType = new Map<string, StackAbsence>();
  for (const finding of all) {
    const absence = absenceOf(finding);
    if (absence) for (const region of finding.regions) byType.set(`${finding.type}\n${region}`, absence);
  }
  return (finding) => {
    const [region = ''] = finding.regions;
    const follows = finding.rule === 'expected-resource' && finding.regions.length === 1;
    const absence = absenceOf(finding) ?? (follows ? byType.get(`${finding.type}\n${region}`) : undefined);
    return absence === undefined ? null : { kind: 'stack', key: stackKey(absence) };
  };
}

function stackKey({ stacks, lacks }: StackAbsence): string {
  return JSON.stringify([[...stacks].sort(), [...lacks].sort()]);
}

/** What is named for a place and lives in another is missing in the one and too much in the other. */
function byMisplacement(all: readonly Finding[]): Grouping {
  const misplaced = new Set(all.filter(({ rule }) => rule === 'misplaced-resource').map(subjectOf));
  const presence = new Set([MISSING, 'extra-resource', 'misplaced-resource']);
  return (finding) =>
    presence.has(finding.rule) && misplaced.has(subjectOf(finding))
      ? { kind: 'misplaced', key: subjectOf(finding) }
      : null;
}

const DEFAULT = /^default[.:]/;

/** The names in a value; what only says how a group stands (`in-sync`) names none. */
function namesIn(value: Json): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inside]) => (/Status$/.test(key) ? [] : namesIn(inside as Json)));
}

/** An engine's default groups follow from its version. */
function byVersion(all: readonly Finding[]): Grouping {
  const isVersion = ({ property }: Finding) => property !== null && /Version$/.test(property);
  const versions = new Set(all.filter(isVersion).map(subjectOf));
  const isDefault = ({ values }: Finding) => {
    const names = Object.values(values).flatMap(namesIn);
    return names.length > 0 && names.every((name) => DEFAULT.test(name));
  };
  return (finding) =>
    versions.has(subjectOf(finding)) && (isVersion(finding) || isDefault(finding))
      ? { kind: 'version', key: subjectOf(finding) }
      : null;
}

/** One property of one resource, whatever rules tell of it and in however many of its members. */
function byChange(finding: Finding): Group | null {
  const { property } = finding;
  if (property === null || property.startsWith('Tags.')) return null;
  return { kind: 'change', key: `${subjectOf(finding)}\n${changedPart(property)}` };
}

/** `PublicAccessBlockConfiguration.BlockPublicAcls` → its property; a group rule without what stands for it elsewhere. */
function changedPart(property: string): string {
  const rule = property.replace(/^SecurityGroupRules\./, '');
  if (/^(in|e)gress /.test(rule)) return rule.split(' | ')[0] ?? rule;
  return property.split('.')[0] ?? property;
}

/** One tag with the same values on several resources of a stack was set once. */
function byTag({ property, values, resources, regions, type, counterpart }: Finding): Group | null {
  if (!property?.startsWith('Tags.')) return null;
  const stack = Object.values(resources).find((one) => one.stack !== null)?.stack;
  const by = stack === undefined ? { type, counterpart } : { stack: counterpart.split('/')[0] };
  return { kind: 'tag', key: canonical([property, values, [...regions].sort(), by] as never) };
}

/** The same property with the same values on several resources of a type: a parameter that all of them have. */
function byLikeness({ rule, type, property, values, regions }: Finding): Group | null {
  if (property === null || Object.keys(values).length === 0) return null;
  return { kind: 'alike', key: canonical([rule, type, property, values, [...regions].sort()] as never) };
}

function subjectOf({ type, counterpart }: Finding): string {
  return `${type}\n${counterpart}`;
}

function causeOf(kind: Cause['kind'], members: readonly Finding[], absences: readonly StackAbsence[]): Cause {
  const sorted = [...members].sort(byHarm);
  const [first] = sorted as [Finding, ...Finding[]];
  const prints = sorted.map(({ fingerprint }) => fingerprint);
  const smallest = [...prints].sort()[0] ?? '';
  return {
    id: `${kind}-${smallest}`,
    kind,
    message: messageOf(kind, first, sorted, absences),
    findings: prints,
  };
}

function messageOf(
  kind: Cause['kind'],
  first: Finding,
  members: readonly Finding[],
  absences: readonly StackAbsence[],
): string {
  const places = first.regions.join(' and ');
  const tag = first.property?.slice('Tags.'.length) ?? '';
  switch (kind) {
    case 'stack': {
      const missing = members.filter(({ rule }) => rule === MISSING);
      const resources = missing.flatMap((one) => Object.values(one.resources));
      const stacks = resources.flatMap(({ stack }) => (stack === null ? [] : [stack]));
      const absence = absences.find((one) => stacks.some((stack) => one.stacks.includes(stack)));
      const gone = count(missing.length, 'resource');
      return `Stack ${absence?.stacks[0] ?? stacks[0] ?? ''} is not in ${places}: ${gone} missing`;
    }
    case 'design': {
      const words = first.because === undefined ? '' : causeWords(first.because);
      return `${count(members.length, 'finding')} of ${first.because?.stack ?? 'one stack'}: ${words}`;
    }
    case 'misplaced':
      return members.find(({ rule }) => rule === 'misplaced-resource')?.message ?? first.message;
    case 'tag':
      return `Tag ${tag} differs alike on ${count(members.length, 'resource')} of ${first.counterpart.split('/')[0]}`;
    case 'alike':
      return `${first.property} differs alike on ${members.length} of ${first.type}`;
    case 'version':
      return members.find(({ property }) => /Version$/.test(property ?? ''))?.message ?? first.message;
    case 'change':
      return changeText(first, members);
  }
}

/** Of a property that differs in several of its members, the members; else what the worst says. */
function changeText(first: Finding, members: readonly Finding[]): string {
  const properties = [...new Set(members.map(({ property }) => property ?? ''))];
  const root = properties[0]?.split('.')[0] ?? '';
  const inside = properties.map((one) => one.slice(root.length + 1)).filter((one) => one !== '');
  if (inside.length < 2 || inside.length < properties.length || /^(in|e)gress /.test(properties[0] ?? ''))
    return first.message;
  return `${root} of ${first.counterpart} differs in ${first.regions.join(' and ')}: ${inside.sort().join(', ')}`;
}
