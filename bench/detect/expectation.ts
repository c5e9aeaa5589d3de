/** What a mutation must bring, and what came of it. */
import type { Severity } from '../../src/collectors/comparator.ts';
import type { Finding } from '../../src/rules/rule.ts';
import { mentions, type Scene, type Target } from './scene.ts';

/** One finding that must come, or (`need` false) may come as a true consequence. */
export type Expected = {
  readonly rule: string;
  readonly type: string;
  /** null: any. */
  readonly counterpart: string | null;
  /** The regions that deviate, all of them; null = any (consequences only). */
  readonly regions: readonly string[] | null;
  /** The one region that deviates, where the template tells which of two it is: named alone it is as right, and counted. */
  readonly told?: readonly string[];
  /** Whether the finding's property is the one; left out: any. */
  readonly property?: (property: string) => boolean;
  readonly severity?: Severity;
  readonly need: boolean;
};

/** What a change was found to do. */
export type Outcome = {
  readonly missed: readonly Expected[];
  readonly surplus: readonly Finding[];
  readonly found: number;
  readonly consequences: number;
  /** Findings of which the template can tell who deviates, and those of them that name it. */
  readonly tellable: number;
  readonly named: number;
};

export function compare(findings: readonly Finding[], expected: readonly Expected[]): Outcome {
  const needed = expected.filter((one) => one.need);
  const explained = (finding: Finding) => expected.some((one) => fits(one, finding));
  const missed = needed.filter((one) => !findings.some((finding) => fits(one, finding)));
  const tellable = needed.filter(({ told }) => told !== undefined);
  const named = tellable.filter((one) => findings.some((f) => fits(one, f) && sameSet(one.told ?? [], f.regions)));
  return {
    tellable: tellable.length,
    named: named.length,
    missed,
    surplus: findings.filter((finding) => !explained(finding)),
    found: needed.length - missed.length,
    consequences: findings.filter((finding) => explained(finding) && !needed.some((one) => fits(one, finding))).length,
  };
}

function fits(one: Expected, finding: Finding): boolean {
  if (one.rule !== finding.rule || kindOf(one.type) !== kindOf(finding.type)) return false;
  if (one.counterpart !== null && calledAs(one.counterpart) !== calledAs(finding.counterpart)) return false;
  if (one.severity !== undefined && one.severity !== finding.severity) return false;
  if (one.property && !one.property(finding.property ?? '')) return false;
  if (one.told !== undefined && sameSet(one.told, finding.regions)) return true;
  return one.regions === null || sameSet(one.regions, finding.regions);
}

/** What has no name is numbered by what it holds, so a change may give it another number. */
const calledAs = (counterpart: string) => counterpart.replace(/^unnamed \d+$/, 'unnamed');

/** A key and its replica are counterparts; a row goes by the type of what is left in it. */
const kindOf = (type: string) => type.replace('AWS::KMS::ReplicaKey', 'AWS::KMS::Key');

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one));
}

/** Some regions have the resource and some lack it. */
export function presence(
  what: { readonly type: string; readonly counterpart: string },
  has: readonly string[],
  lacks: readonly string[],
  reference: string | null,
): readonly Expected[] {
  if (has.length === 0 || lacks.length === 0) return [];
  const missing = reference === null ? lacks.length <= has.length : has.includes(reference);
  const rule = missing ? 'missing-resource' : 'extra-resource';
  return [{ ...what, rule, regions: missing ? lacks : has, need: true }];
}

/**
 * The regions that deviate where one of the regions has another value than all the others.
 *
 * @param worse of two regions, the side that is worse; null = nothing tells
 */
export function deviators(
  changed: string,
  others: readonly string[],
  reference: string | null,
  worse: 'changed' | 'others' | null,
): readonly string[] {
  if (reference === changed) return others;
  if (others.length > 1 || (reference !== null && others.includes(reference))) return [changed];
  if (worse === 'changed') return [changed];
  return worse === 'others' ? others : [changed, ...others];
}

/** Whether a finding's property is the path, a member of it, or what it is a member of. */
export function along(path: string): (property: string) => boolean {
  return (told) => {
    // Elements of a list are named by their key.
    const property = told.replace(/\[[^\]]*\]/g, '');
    return property === path || property.startsWith(`${path}.`) || path.startsWith(`${property}.`);
  };
}

/** Findings on what refers to the target: true, as who it is has changed, and no fault of theirs. */
export function echoes(scene: Scene, { resource }: Target): readonly Expected[] {
  const texts = [resource.id, resource.arn, resource.name].filter(
    (text): text is string => typeof text === 'string' && text.length > 3,
  );
  return scene.targets.flatMap((other) =>
    other.resource === resource ? [] : mentions(other.resource, texts).flatMap((name) => consequence(other, name)),
  );
}

/** Findings on the rules of security groups, on routes and entries, whose addresses mean another thing, when a network has changed. */
export function networkEchoes(scene: Scene): readonly Expected[] {
  const rules = scene.targets
    .filter(({ row }) => row.type === 'AWS::EC2::SecurityGroup')
    .flatMap((target) => consequence(target, 'SecurityGroupIngress'));
  const blocks = scene.targets.flatMap((target) =>
    (target.collector?.blocks ?? []).flatMap((name) => consequence(target, name)),
  );
  return [...rules, ...blocks, ...(hasUnnamed(scene) ? untoldSubnets : [])];
}

/** Subnets without a name are told by their place in the VPC: without that, nobody can tell them apart. */
export function hasUnnamed({ targets }: Scene): boolean {
  return targets.some(({ row }) => row.type === 'AWS::EC2::Subnet' && row.counterpart.startsWith('unnamed'));
}

const untoldSubnets: readonly Expected[] = ['ambiguous-match', 'count-drift'].map((rule) => ({
  rule,
  type: 'AWS::EC2::Subnet',
  counterpart: null,
  regions: null,
  need: false,
}));

function consequence({ row: { type, counterpart } }: Target, name: string): readonly Expected[] {
  const any = { type, counterpart, regions: null, need: false };
  if (/^SecurityGroup(In|E)gress$/.test(name))
    return [
      { ...any, rule: 'security-group-rules' },
      { ...any, rule: 'region-isolation' },
    ];
  const property = along(name);
  return [
    { ...any, rule: 'property-drift', property },
    { ...any, rule: 'region-isolation', property },
  ];
}
