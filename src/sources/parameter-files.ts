/** Files with the values of parameters: the list of the AWS CLI, the configuration of CodePipeline, and `Name=value` lines. */
import { jsonLine } from '../common/json-problem.ts';
import { UsageError } from '../common/usage-error.ts';
import type { Json, JsonObject } from '../snapshot/snapshot.ts';
import type { Given } from '../template/environment.ts';
import { onePair, pairsIn } from './parameter-pairs.ts';
import { isObject, objectIn, readSource, type SourceFile } from './read-json.ts';

export type GivenParameters = {
  readonly parameters: { readonly [name: string]: Given };
  /** Tags of the stack, which CodePipeline's form holds too. */
  readonly tags: { readonly [key: string]: string };
};

/** @throws UsageError with file and line where it is none of the forms */
export function parametersOf(file: SourceFile): GivenParameters {
  const text = readSource(file);
  if (!/^\s*[[{]/.test(text)) return { parameters: lines(text, file.shown), tags: {} };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(
      `${file.shown}${jsonLine(text, error)}`,
      'is no JSON; a list of {ParameterKey, ParameterValue} is expected',
    );
  }
  if (Array.isArray(value)) return { parameters: list(value as readonly Json[], file.shown), tags: {} };
  if (!isObject(value)) throw new UsageError(file.shown, 'holds neither a list nor an object');
  return object(value, file.shown);
}

/** `[{"ParameterKey": …, "ParameterValue": …}]`, or `["Name=value"]` as `sam deploy` and `aws cloudformation deploy` take it. */
function list(items: readonly Json[], shown: string): { readonly [name: string]: Given } {
  const pairs = items.map((item, at): readonly [string, Given] => {
    if (typeof item === 'string') return onePair(item, `${shown} [${at}]`);
    const {
      ParameterKey: key,
      ParameterValue: value,
      ResolvedValue: resolved,
      UsePreviousValue,
    } = isObject(item) ? item : {};
    if (typeof key !== 'string') throw new UsageError(`${shown} [${at}]`, 'has no ParameterKey');
    if (value === undefined && UsePreviousValue === true) return [key, null];
    if (value === undefined) throw new UsageError(`${shown} [${at}]`, `${key} has no ParameterValue`);
    return [key, typeof resolved === 'string' ? { value: String(value), resolved } : scalar(value, `${shown} ${key}`)];
  });
  return Object.fromEntries(pairs);
}

/** `{"Parameters": {…}, "Tags": {…}}` of CodePipeline, or the parameters alone. */
function object(value: JsonObject, shown: string): GivenParameters {
  const inside = Object.hasOwn(value, 'Parameters') ? value.Parameters : value;
  const tags = Object.entries(objectIn(value, 'Tags')).map(([key, one]) => [key, String(one)] as const);
  if (Array.isArray(inside))
    return { parameters: list(inside as readonly Json[], shown), tags: Object.fromEntries(tags) };
  if (!isObject(inside)) throw new UsageError(`${shown} Parameters`, 'is no object');
  const given = Object.entries(inside).map(([name, one]) => [name, scalar(one as Json, `${shown} ${name}`)] as const);
  return {
    parameters: Object.fromEntries(given),
    tags: Object.hasOwn(value, 'Parameters') ? Object.fromEntries(tags) : {},
  };
}

function scalar(value: Json, place: string): Given {
  if (Array.isArray(value) && value.every((one: Json) => typeof one !== 'object')) return value.map(String);
  if (value === null || typeof value === 'object')
    throw new UsageError(place, 'is no text, number, switch or list of such');
  return value as Given;
}

/** `Name=value`, one or several a line; empty lines and those that begin with # say nothing. */
function lines(text: string, shown: string): { readonly [name: string]: Given } {
  const given = text.split(/\r?\n/).flatMap((line, at) => {
    const trimmed = line.trim();
    return trimmed === '' || trimmed.startsWith('#') ? [] : pairsIn(trimmed, `${shown}:${at + 1}`);
  });
  return Object.fromEntries(given);
}
