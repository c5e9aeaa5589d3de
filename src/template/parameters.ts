/** What `Ref` of a parameter gives: the value given, the template's default, or the hole that stands for it. */
import type { Environment, Given } from './environment.ts';
import { member, Odd, type Raw } from './raw.ts';
import { hole, list, literal, type Uses, unknown, uses, type Value } from './values.ts';

const SSM_VALUE = 'AWS::SSM::Parameter::Value<';

/** The value of the parameter `name`, whose declaration is `declared`. */
export function parameterValue(name: string, declared: Raw, environment: Environment): Value {
  const from = uses(`parameter ${name}`);
  const type = typeOf(declared);
  const given = environment.parameters !== undefined && Object.hasOwn(environment.parameters, name);
  const raw: Raw | undefined = given ? plainOf(environment.parameters?.[name] as Given) : member(declared, 'Default');
  if (isNoEcho(declared) || (given && raw === null)) return hole({ parameter: name }, from);
  if (type === null) return unknown(`parameter ${name} has no type`, from);
  if (raw === undefined || raw === null) return unknown(`parameter ${name} has no value`, from);
  if (!type.startsWith(SSM_VALUE)) return typed(name, type, raw, from);
  const resolved = given ? resolvedOf(environment.parameters?.[name] as Given) : undefined;
  if (resolved !== undefined) return typed(name, type.slice(SSM_VALUE.length, -1), resolved, from);
  return typeof raw === 'string'
    ? hole({ dynamic: `ssm:${raw}` }, from)
    : unknown(`parameter ${name} names no SSM parameter`, from);
}

/** Whether its value is kept from readers. Anything but a clear no is a yes: a secret that is shown cannot be taken back. */
export function isNoEcho(declared: Raw): boolean {
  const said = member(declared, 'NoEcho');
  return said !== undefined && said !== null && String(said).toLowerCase() !== 'false';
}

function typeOf(declared: Raw): string | null {
  const type = member(declared, 'Type');
  return typeof type === 'string' ? type : null;
}

function plainOf(given: Given): Raw {
  if (given === null || typeof given !== 'object') return given;
  if (Array.isArray(given)) return given as readonly string[];
  return (given as { value?: string | null }).value ?? null;
}

function resolvedOf(given: Given): string | undefined {
  return typeof given === 'object' && given !== null && !Array.isArray(given)
    ? (given as { resolved?: string }).resolved
    : undefined;
}

/** A value as `Ref` gives it: a list for the list types, text for all others, numbers too. */
function typed(name: string, type: string, raw: Raw, from: Uses): Value {
  if (raw instanceof Odd) return isList(type) ? oddList(name, raw, from) : odd(raw, from);
  if (Array.isArray(raw)) {
    const items = (raw as readonly Raw[]).map((item) =>
      item instanceof Odd ? odd(item, from) : literal(String(item), from),
    );
    if (isList(type)) return list(items, from);
    return unknown(`parameter ${name} is a list, and its type is ${type}`, from);
  }
  if (typeof raw === 'object') return unknown(`parameter ${name} is neither text nor a list`, from);
  const text = String(raw);
  // An empty list is one empty item: `!Select [0, !Ref Subnets]` of none is ''.
  return isList(type)
    ? list(
        text.split(',').map((item) => literal(item.trim(), from)),
        from,
      )
    : literal(text, from);
}

function isList(type: string): boolean {
  return type === 'CommaDelimitedList' || type.startsWith('List<');
}

function oddList(name: string, raw: Odd, from: Uses): Value {
  return raw.choices.length === 0 ? unknown(`parameter ${name}: ${raw.reason}`, from) : list([odd(raw, from)], from);
}

function odd(raw: Odd, from: Uses): Value {
  if (raw.choices.length === 0) return unknown(raw.reason, from);
  return hole({ oneOf: [...new Set(raw.choices.map(String))], reason: raw.reason }, from);
}
