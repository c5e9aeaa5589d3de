/** Conditions in three values: true, false, and not known, which nothing turns into false. */
import type { Context, Tri } from './context.ts';
import { type Hole, unknownIn } from './holes.ts';
import { type Raw, single } from './raw.ts';
import { allUses, encode, literalText, NOTHING, type Uses, union, unionOf, uses, type Value } from './values.ts';

const known = (value: boolean, from: Uses = NOTHING): Tri => ({ value, reason: null, uses: from });

/** A condition that cannot be told. */
export function open(reason: string, from: Uses = NOTHING): Tri {
  return { value: null, reason, uses: from };
}

/** What an expression of the Conditions section says. */
export function evaluateCondition(raw: Raw, context: Context): Tri {
  if (!context.spend(1)) return open('the template asks for more work than any template does');
  if (raw === true || raw === 'true') return known(true);
  if (raw === false || raw === 'false') return known(false);
  const [name, argument] = single(raw) ?? ['', null];
  if (name === 'Condition')
    return typeof argument === 'string' ? named(argument, context) : open('Condition takes a name');
  if (name === 'Fn::Equals') return equals(argument, context);
  const operands = Array.isArray(argument) ? (argument as readonly Raw[]) : null;
  if (name === 'Fn::Not' && operands?.length === 1) return not(evaluateCondition(operands[0] as Raw, context));
  if ((name === 'Fn::And' || name === 'Fn::Or') && operands !== null && operands.length > 0)
    return all(name === 'Fn::And', operands, context);
  return open(name === '' ? 'it is no condition' : `${name} does not say in a condition what it should`);
}

function named(name: string, context: Context): Tri {
  const result = context.condition(name);
  return { ...result, uses: union(result.uses, uses(`condition ${name}`)) };
}

function not({ value, reason, uses: from }: Tri): Tri {
  return { value: value === null ? null : !value, reason, uses: from };
}

/** And is decided by one false, Or by one true; what decides is what the result depended upon. */
function all(and: boolean, operands: readonly Raw[], context: Context): Tri {
  const results = operands.map((operand) => evaluateCondition(operand, context));
  const deciding = results.filter(({ value }) => value === !and);
  if (deciding.length > 0) return known(!and, unionOf(deciding.map((result) => result.uses)));
  const from = unionOf(results.map((result) => result.uses));
  const missing = results.find(({ value }) => value === null);
  return missing === undefined ? known(and, from) : open(missing.reason ?? '', from);
}

function equals(argument: Raw, context: Context): Tri {
  const sides = Array.isArray(argument) ? (argument as readonly Raw[]).map(context.evaluate) : [];
  const [left, right] = sides;
  if (left === undefined || right === undefined || sides.length > 2) return open('Fn::Equals takes two values');
  const from = union(allUses(left), allUses(right));
  const result = sameValue(left, right);
  return typeof result === 'boolean' ? known(result, from) : open(result, from);
}

/** Whether two values are the same text; else why that is not known. */
function sameValue(left: Value, right: Value): boolean | string {
  const choices = [choicesOf(left), choicesOf(right)] as const;
  if (choices[0] !== null && choices[1] !== null) {
    const [ours, theirs] = choices as readonly [readonly string[], readonly string[]];
    if (ours.length === 1 && theirs.length === 1) return ours[0] === theirs[0];
    return ours.some((text) => theirs.includes(text)) ? (reasonOf(left) ?? reasonOf(right) ?? '') : false;
  }
  const [a, b] = [encode(left), encode(right)];
  if (a === undefined || b === undefined) return 'AWS::NoValue cannot be compared';
  const unsure = unknownIn(a) ?? unknownIn(b) ?? ambiguous(left) ?? ambiguous(right);
  if (unsure !== null) return unsure;
  if (JSON.stringify(a) === JSON.stringify(b)) return true;
  return reasonOf(left) ?? reasonOf(right) ?? (left.kind === right.kind ? false : 'a list is compared with a text');
}

/** The texts that a value may be, or null when they cannot be listed. */
function choicesOf(value: Value): readonly string[] | null {
  if (value.kind === 'hole' && 'oneOf' in value.hole) return value.hole.oneOf.map(String);
  const text = literalText(value);
  return text === null ? null : [text];
}

function ambiguous(value: Value): string | null {
  const holes = holesOf(value);
  const odd = holes.find((hole) => 'oneOf' in hole);
  return odd !== undefined && 'oneOf' in odd ? odd.reason : null;
}

/** Why the text of a value is not known, or null when it is. */
function reasonOf(value: Value): string | null {
  const [first] = holesOf(value);
  if (first === undefined) return null;
  if ('unknown' in first) return first.unknown;
  if ('oneOf' in first) return first.reason;
  if ('parameter' in first) return `the value of parameter ${first.parameter} is masked`;
  if ('dynamic' in first) return 'a dynamic reference is known to AWS only';
  if ('pseudo' in first) return `${first.pseudo} is not known`;
  if ('import' in first) return 'an imported value is not known';
  return 'it depends on what is known after deployment';
}

function holesOf(value: Value): readonly Hole[] {
  if (value.kind === 'hole') return [value.hole];
  if (value.kind === 'text') return value.parts.filter((part): part is Hole => typeof part !== 'string');
  if (value.kind === 'list') return value.items.flatMap(holesOf);
  if (value.kind !== 'map') return [];
  return [...value.entries.values()].flatMap(holesOf);
}
