/** From a stack's row to the identifier by which Cloud Control reads the resource. */
import { arnOf, valuesInArn } from '../../normalise/arn-shapes.ts';
import { PARENT_IN_ARN, PROVEN } from './identifier-forms.ts';
import type { TypeFacts } from './type-facts.ts';

/** What is known of a resource before it is read. */
export type Row = {
  readonly type: string;
  /** As CloudFormation gives it; '' when it has none. */
  readonly physicalId: string;
  /** From the tagging API, or null. */
  readonly arn: string | null;
  readonly region: string;
  readonly account: string;
  readonly partition: string;
  /** What its template declares of a property, references resolved to physical ids; undefined when not declared or not known. */
  declared?(property: string): string | undefined;
  /** Physical ids of the resources of a type in the same stack. */
  siblings?(type: string): readonly string[];
};

export type Identifier = {
  readonly identifier: string;
  /** True: "not found" says that it is gone. False: it may as well say that the identifier is of another form. */
  readonly proven: boolean;
};

/** Why there is no identifier: the resource is told by what its template says, or by presence. */
export type NoIdentifier = { readonly identifier: null; readonly reason: string };

const SEPARATOR = '|';

/** The identifier for Cloud Control, its members joined by `|` in the schema's order. */
export function identifierOf(row: Row, facts: TypeFacts): Identifier | NoIdentifier {
  const { type, physicalId } = row;
  if (facts.id.length === 0) return none(`no identifier of ${type} is known`);
  const physical = physicalId === '' ? row.arn : physicalId;
  if (physical === null) return none('its stack gives it no id');
  const proven = PROVEN.has(type) && !facts.notFoundIsUnknown;
  if (facts.id.length === 1) return { identifier: single(row, facts, physical), proven: proven || isDocumented(facts) };
  // Some ids come with all their members: AWS::ApiGateway::Method.
  if (physical.split(SEPARATOR).length === facts.id.length) return { identifier: physical, proven };
  return compound(row, facts, physical, proven);
}

function none(reason: string): NoIdentifier {
  return { identifier: null, reason };
}

function isDocumented(facts: TypeFacts): boolean {
  return facts.refIsId === true && !facts.notFoundIsUnknown;
}

/** One member: the id itself, unless it wants an ARN and has a name, or the other way round. */
function single(row: Row, facts: TypeFacts, physical: string): string {
  const [member = ''] = facts.id;
  const form = PROVEN.get(row.type);
  const isArn = physical.startsWith('arn:');
  if (form === 'cut') return isArn ? nameInArn(physical) : physical;
  const wantsArn = form === 'arn' || /Arn$/i.test(member);
  if (!wantsArn || isArn) return physical;
  if (row.arn !== null) return row.arn;
  if (row.type === 'AWS::Events::Rule') return ruleArn(row, physical);
  return (form === undefined || form === 'arn' ? arnOf(row.type, physical, row) : null) ?? physical;
}

/** `arn:aws:batch:…:job-definition/NAME:3` is NAME. */
function nameInArn(arn: string): string {
  return (arn.split('/').at(-1) ?? arn).replace(/:\d+$/, '');
}

/** CloudFormation gives NAME, or `BUS|NAME` for a rule of another bus than the default. */
function ruleArn({ partition, region, account }: Row, physical: string): string {
  return `arn:${partition}:events:${region}:${account}:rule/${physical.split(SEPARATOR).join('/')}`;
}

type Part = string | { readonly unknown: string };

/** Several members: the one that the id stands for, and the parents, from the template, the ARN or the only sibling. */
function compound(row: Row, facts: TypeFacts, physical: string, proven: boolean): Identifier | NoIdentifier {
  const own = ownMember(row, facts, physical);
  if (own === null) return none(`which of ${facts.id.join(', ')} its id stands for is not known`);
  let sure = true;
  const parts: Part[] = facts.id.map((member) => {
    if (member === own) return physical;
    const parent = parentOf(row, facts, member, own);
    if (parent === null) return { unknown: member };
    sure &&= parent.sure;
    return parent.value;
  });
  const lacking = parts.flatMap((part) => (typeof part === 'string' ? [] : [part.unknown]));
  if (lacking.length > 0) return none(`its ${lacking.join(' and ')} is known by no template, ARN or sibling`);
  return { identifier: parts.join(SEPARATOR), proven: proven && sure };
}

/** The member whose value is the physical id. */
function ownMember(row: Row, facts: TypeFacts, physical: string): string | null {
  const [ref] = facts.ref ?? [];
  if (facts.ref?.length === 1 && ref !== undefined && facts.id.includes(ref)) return ref;
  const made = facts.id.filter((member) => facts.readOnly.includes(member));
  if (made.length === 1) return made[0] ?? null;
  const same = facts.id.filter((member) => row.declared?.(member) === physical);
  if (same.length === 1) return same[0] ?? null;
  // All others are declared, or are of another type: what is left is its own.
  const left = facts.id.filter(
    (member) => row.declared?.(member) === undefined && facts.references[member] === undefined,
  );
  return left.length === 1 ? (left[0] ?? null) : null;
}

/** `sure`: it cannot be another's. The only sibling of the parent's type is its parent most likely, and the read will tell. */
function parentOf(row: Row, facts: TypeFacts, member: string, own: string): { value: string; sure: boolean } | null {
  const declared = row.declared?.(member);
  if (declared !== undefined) return { value: declared, sure: true };
  for (const arn of [row.arn, row.physicalId]) {
    const value = arn === null ? undefined : inArn(row.type, member, arn);
    if (value !== undefined) return { value, sure: true };
  }
  // A name may be taken in two parents; an id that AWS made is of one thing only, whichever parent it is asked of.
  if (!facts.readOnly.includes(own)) return null;
  const types = (facts.references[member] ?? '').split(' ').map((target) => target.split('.')[0] ?? '');
  const found = [...new Set(types.filter(Boolean).flatMap((type) => row.siblings?.(type) ?? []))];
  return found.length === 1 ? { value: found[0] as string, sure: false } : null;
}

function inArn(type: string, member: string, arn: string): string | undefined {
  const known = PARENT_IN_ARN[type];
  if (known?.property === member) {
    const value = known.pattern.exec(arn)?.[1];
    if (value !== undefined) return value;
  }
  return valuesInArn(type, arn)?.[member];
}
