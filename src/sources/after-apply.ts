/** What of a planned value only the apply will tell: who it leads to where the configuration says no more than that, else why it is not known. */
import type { Json, JsonObject } from '../snapshot/snapshot.ts';
import { isObject } from './read-json.ts';
import type { Computed } from './terraform-attributes.ts';

/** What a reference leads to (`aws_kms_key.main.arn`), as values name it; null = nothing of this file. */
export type Referred = (reference: string) => readonly string[] | null;

export const LATER = 'it is known after the apply only';

/** Who it will lead to, where the configuration says nothing but that. */
export function afterApply(name: string, expression: Json, referred: Referred): Json | null {
  const references = isObject(expression) && Array.isArray(expression.references) ? expression.references : [];
  const texts = references.filter((one): one is string => typeof one === 'string');
  // `aws_kms_key.main.arn` comes with `aws_kms_key.main`: the longest of each says it all.
  const longest = texts.filter(
    (one) => !texts.some((other) => other !== one && (other.startsWith(`${one}.`) || other.startsWith(`${one}[`))),
  );
  const found = longest.map(referred);
  if (found.length === 0 || found.includes(null)) return null;
  const all = [...new Set(found.flatMap((one) => one ?? []))].sort();
  const isList = /s$/.test(name) && !/(?:status|address|class|alias|cors|dns|tls|kms|policies_?)$/.test(name);
  if (isList) return all;
  return all.length === 1 && all[0] !== undefined ? all[0] : null;
}

/**
 * A value of which a part is open, with who that part leads to; null = a part of it is not known.
 *
 * @param open true at what is open, in the shape of the value
 * @param written what the author wrote of it; null = not told
 */
export function filledLater(
  name: string,
  value: Json,
  open: Json,
  written: Json | null,
  computed: Computed,
  referred: Referred,
): Json | null {
  const walk = (item: Json, mark: Json, source: Json | null, path: readonly string[]): Json | null => {
    if (mark === true) {
      const told = source === null ? null : afterApply(path.at(-1) ?? name, source, referred);
      return told;
    }
    if (Array.isArray(item) && Array.isArray(mark)) {
      // A set may stand in another order than its blocks were written in: one alone is that one.
      const blocks = Array.isArray(source) ? (source as readonly Json[]) : source === null ? [] : [source];
      const only = blocks.length === 1 && item.length === 1 ? (blocks[0] ?? null) : null;
      const items = item.map((one: Json, at) => walk(one, (mark as readonly Json[])[at] ?? null, only, path));
      return items.includes(null) ? null : (items as readonly Json[]);
    }
    if (!isObject(mark)) return item;
    return members(isObject(item) ? item : {}, mark, source, path);
  };
  const members = (item: JsonObject, mark: JsonObject, source: Json | null, path: readonly string[]): Json | null => {
    const made: { [name: string]: Json } = { ...item };
    for (const [member, own] of Object.entries(mark)) {
      const inside = [...path, member];
      // An expression that makes it as a whole, or a loop, does not say what is in it.
      const isTold = isObject(source) && !Object.hasOwn(source, 'references');
      if (!isOpen(own) || computed.isSure(name, inside)) continue;
      const expression = isTold ? (source[member] ?? null) : null;
      // Nobody wrote it: AWS will fill it in, and the design says nothing of it.
      if (isTold && expression === null) continue;
      const told = walk(item[member] ?? null, own, expression, inside);
      if (told === null) return null;
      made[member] = told;
    }
    return made;
  };
  return walk(value, open, written, []);
}

/** Whether a mark, or one in it, is set. */
export function isOpen(mark: Json | undefined): boolean {
  if (mark === true) return true;
  if (Array.isArray(mark)) return (mark as readonly Json[]).some(isOpen);
  return isObject(mark) && Object.values(mark).some(isOpen);
}
