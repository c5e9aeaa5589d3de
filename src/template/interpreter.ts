/** Evaluates the values of one template in one environment: functions, references, conditions, loops. */
import { evaluateCondition, open } from './conditions.ts';
import type { Context, Tri } from './context.ts';
import { type Environment, PSEUDO, pseudoValue } from './environment.ts';
import { functions } from './functions/index.ts';
import { unknownIn } from './holes.ts';
import { oddValue } from './literal-values.ts';
import { type Entries, entriesOf } from './loops.ts';
import { parameterValue } from './parameters.ts';
import { isMap, member, Odd, type Raw, type RawMap, single } from './raw.ts';
import { costOf } from './size.ts';
import {
  allUses,
  argumentOf,
  hole,
  list,
  literal,
  NOTHING,
  union,
  unionOf,
  unknown,
  uses,
  using,
  type Value,
} from './values.ts';

/** Values that are worked out for one template at most. */
const WORK = 3_000_000;
const NO_ENTRIES: Entries = { entries: [], byName: new Map(), open: null };

/** A context with what is made of the sections as a whole. */
export type Interpreter = Context & {
  /** Names of the Conditions section, in their order. */
  readonly conditionNames: () => readonly string[];
  /** The Resources section, loops unrolled. */
  readonly resources: () => Entries;
};

/** An interpreter of a template's content. */
export function interpreter(content: RawMap, environment: Environment): Interpreter {
  let work = 0;
  const section = sections(content, () => context);
  const condition = conditions(section, () => context);
  const parameter = parameters(content, environment);
  const context: Interpreter = {
    environment,
    mappings: member(content, 'Mappings') ?? {},
    spend: (values) => {
      work += values;
      return work <= WORK;
    },
    evaluate: (raw) => evaluate(raw, context),
    condition,
    reference: (name) => pseudo(name, environment) ?? parameter(name) ?? resource(name, undefined, context),
    attribute: (name, attribute) => resource(name, attribute, context),
    conditionNames: () => section('Conditions').entries.map((entry) => entry.name),
    resources: () => section('Resources'),
  };
  return context;
}

/** Sections with their loops unrolled, each once; while that is going on a section is open. */
function sections(content: RawMap, context: () => Context): (name: string) => Entries {
  const made = new Map<string, Entries>();
  return (name) => {
    const known = made.get(name);
    if (known !== undefined) return known;
    made.set(name, { ...NO_ENTRIES, open: { reason: `a loop in ${name} asks for ${name}`, uses: NOTHING } });
    const raw = member(content, name);
    const found = isMap(raw) ? entriesOf(raw, context(), [name]) : NO_ENTRIES;
    made.set(name, found);
    return found;
  };
}

/** Conditions that ask for each other: no template has as many in a row, and each takes some of the stack. */
const MOST_CONDITIONS = 200;

/** Conditions by name, each worked out once; one that asks for itself is not known. */
function conditions(section: (name: string) => Entries, context: () => Context): (name: string) => Tri {
  const made = new Map<string, Tri>();
  let depth = 0;
  const workedOut = (name: string): Tri => {
    const { byName, open: more } = section('Conditions');
    const entry = byName.get(name);
    if (entry === undefined) return open(more?.reason ?? `there is no condition ${name} in the template`, more?.uses);
    const tri = evaluateCondition(entry.raw, context());
    return { ...tri, uses: union(tri.uses, entry.uses) };
  };
  return (name) => {
    const known = made.get(name);
    if (known !== undefined) return known;
    if (depth === MOST_CONDITIONS) return open(`more than ${MOST_CONDITIONS} conditions depend on each other`);
    made.set(name, open(`condition ${name} depends on itself`));
    depth += 1;
    const found = workedOut(name);
    depth -= 1;
    const tri = context().spend(found.uses.size) ? found : open(TOO_MUCH);
    made.set(name, tri);
    return tri;
  };
}

/** Parameters by name; null for what is none. */
function parameters(content: RawMap, environment: Environment): (name: string) => Value | null {
  const made = new Map<string, Value>();
  return (name) => {
    const declared = member(member(content, 'Parameters'), name);
    if (declared === undefined) return null;
    const value = made.get(name) ?? parameterValue(name, declared, environment);
    made.set(name, value);
    return value;
  };
}

function pseudo(name: string, environment: Environment): Value | null {
  if (name === 'AWS::NoValue') return { kind: 'none', uses: NOTHING };
  if (!PSEUDO.has(name)) return null;
  const from = uses(`pseudo ${name}`);
  const value = pseudoValue(name, environment);
  if (value === undefined) return hole({ pseudo: name }, from);
  return typeof value === 'string'
    ? literal(value, from)
    : list(
        value.map((item) => literal(item)),
        from,
      );
}

/** The hole of a resource: one that the template declares, and that is not left out by its condition. */
function resource(name: string, attribute: string | undefined, context: Interpreter): Value {
  const { byName, open: more } = context.resources();
  const entry = byName.get(name);
  if (entry === undefined) return unknown(more?.reason ?? `there is no ${name} in the template`, more?.uses);
  const condition = member(entry.raw, 'Condition');
  if (typeof condition === 'string' && context.condition(condition).value === false)
    return unknown(`${name} is not made: condition ${condition} is false`, uses(`condition ${condition}`));
  return hole(attribute === undefined ? { resource: name } : { resource: name, attribute });
}

const TOO_MUCH = 'the template asks for more work than any template does';

function evaluate(raw: Raw, context: Interpreter): Value {
  if (!context.spend(1)) return unknown(TOO_MUCH);
  if (raw instanceof Odd) return oddValue(raw);
  if (Array.isArray(raw)) return listOf(raw as readonly Raw[], context);
  if (!isMap(raw)) return literal(raw as string | number | boolean | null);
  const [name, argument] = single(raw) ?? ['', null];
  if (name !== 'Ref' && (!name.startsWith('Fn::') || name.startsWith('Fn::ForEach::'))) return mapOf(raw, context);
  const made = call(name, argument, context);
  // A list of a mapping, or a text that was put together, is as much work as it is long.
  return context.spend(costOf(made)) ? made : unknown(TOO_MUCH, made.uses);
}

/** What `AWS::NoValue` takes out of a list has still shaped it. */
function listOf(raw: readonly Raw[], context: Interpreter): Value {
  const items = raw.map((item) => evaluate(item, context));
  const gone = items.filter((item) => item.kind === 'none');
  return list(
    gone.length === 0 ? items : items.filter((item) => item.kind !== 'none'),
    unionOf(gone.map((item) => item.uses)),
  );
}

function mapOf(raw: RawMap, context: Interpreter): Value {
  const stray = Object.keys(raw).find((key) => key.startsWith('Fn::') && !key.startsWith('Fn::ForEach::'));
  if (stray === 'Fn::Transform') return call(stray, raw[stray] as Raw, context);
  if (stray !== undefined) return unknown(`${stray} stands beside other members`);
  const { entries, open: more } = entriesOf(raw, context);
  if (more !== null) return unknown(more.reason, more.uses);
  const found = entries.map((entry) => [entry.name, using(evaluate(entry.raw, context), entry.uses)] as const);
  return { kind: 'map', entries: new Map(found), uses: unionOf(entries.map((entry) => entry.uses)) };
}

function call(name: string, argument: Raw, context: Interpreter): Value {
  const found = functions.get(name);
  if (found === undefined) return unknown(`${name} is no function that is known`);
  if (found.takes === 'raw') return found.run(argument, context);
  const given = evaluate(argument, context);
  const result = found.run(given, context);
  if (result !== null) return result;
  const design = argumentOf(given);
  const reason = unknownIn(design);
  return reason === null ? hole({ function: name, argument: design }, allUses(given)) : unknown(reason, allUses(given));
}
