/** Whether a live value is what a template declares: all that is declared is there; what AWS fills in beside it is no difference. */
import type { Json } from '../../snapshot/snapshot.ts';
import { isSet, type ListFacts } from './comparable-model.ts';
import { isAt, type Path } from './paths.ts';

/**
 * @param live and declared, both as `comparableModel` gives them
 * @param path where in the model the values stand
 */
export function fits(live: Json, declared: Json, path: Path, facts: ListFacts): boolean {
  if (Array.isArray(declared)) return Array.isArray(live) && listFits(live, declared, path, facts);
  if (declared === null || typeof declared !== 'object') return scalarFits(live, declared, path, facts);
  if (live === null || typeof live !== 'object' || Array.isArray(live)) return false;
  return Object.entries(declared).every(([name, member]) => {
    const there = (live as { readonly [key: string]: Json })[name];
    return there !== undefined && fits(there, member as Json, [...path, name], facts);
  });
}

function listFits(live: readonly Json[], declared: readonly Json[], path: Path, facts: ListFacts): boolean {
  const inside = [...path, '*'];
  // Attributes by key: those that were not declared have AWS's values.
  const keyed = declared.length > 0 && declared.every((item) => isKeyed(item));
  if (keyed) return declared.every((item) => live.some((one) => fits(one, item, inside, facts)));
  if (live.length !== declared.length) return false;
  if (!isSet(declared, path, facts)) return declared.every((item, at) => fits(live[at] as Json, item, inside, facts));
  const left = [...live];
  return declared.every((item) => {
    const at = left.findIndex((one) => fits(one, item, inside, facts));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

/** `{Key, Value}`, `{ParameterName, ParameterValue}`, `{Namespace, OptionName, Value}`. */
function isKeyed(item: Json): boolean {
  if (item === null || typeof item !== 'object') return false;
  const names = Object.keys(item);
  return names.some((name) => /Value$/.test(name)) && names.some((name) => /(?:Key|Name)$/.test(name));
}

function scalarFits(live: Json, declared: Json, path: Path, facts: ListFacts): boolean {
  if (live === declared) return true;
  if (typeof live !== 'string' || typeof declared !== 'string') return false;
  if (isAt(path, facts.folded) && live.toLowerCase() === declared.toLowerCase()) return true;
  // A trailing dot of a domain, a line end of a key.
  if (live.replace(/[.\s]+$/, '') === declared.replace(/[.\s]+$/, '')) return true;
  // A name or an id, told as the ARN of what it names.
  if (live.startsWith('arn:') && !declared.startsWith('arn:') && declared !== '')
    return live.endsWith(`/${declared}`) || live.endsWith(`:${declared}`);
  // 8.0 is declared, and 8.0.45 runs.
  if (/Version$/.test(path.at(-1) ?? '')) return live.startsWith(`${declared}.`);
  return isNumber(live) && isNumber(declared) && Number(live) === Number(declared);
}

function isNumber(text: string): boolean {
  return /^-?\d+(?:\.\d+)?$/.test(text);
}
