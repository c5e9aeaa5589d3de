/** A template as it was read: JSON, and in it what its text leaves open. */

/**
 * A scalar whose text AWS may read in more than one way (`012345670123`, `1.10`, `yes`), or that cannot be told at all (a key
 * that is written twice). No choice: unknown.
 */
export class Odd {
  constructor(
    readonly choices: readonly (string | number | boolean)[],
    /** Why it is not certain, for the reader. */
    readonly reason: string,
  ) {}
}

export type Raw = null | boolean | number | string | Odd | readonly Raw[] | RawMap;
export type RawMap = { readonly [key: string]: Raw };

/** Names and indices from the top of the template down: `['Resources', 'Key', 'Properties', 'Tags', 0]`. */
export type Path = readonly (string | number)[];

/** Whether it is a map: neither a scalar nor a list. */
export function isMap(raw: Raw | undefined): raw is RawMap {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw) && !(raw instanceof Odd);
}

/** Whether it is a list. */
export function isList(raw: Raw | undefined): raw is readonly Raw[] {
  return Array.isArray(raw);
}

/** A member by its own name; `__proto__` and `constructor` are names as any other. */
export function member(raw: Raw | undefined, key: string): Raw | undefined {
  return isMap(raw) && Object.hasOwn(raw, key) ? raw[key] : undefined;
}

/** The members of a map in their order; of anything else none. */
export function members(raw: Raw | undefined): readonly (readonly [string, Raw])[] {
  return isMap(raw) ? Object.entries(raw) : [];
}

/** The one member of a map that has only one, which is how functions are written; else null. */
export function single(raw: Raw | undefined): readonly [string, Raw] | null {
  if (!isMap(raw)) return null;
  const keys = Object.keys(raw);
  const [key] = keys;
  return keys.length === 1 && key !== undefined ? [key, raw[key] as Raw] : null;
}

/** A path in the words of a reader: `Resources.Key.Properties.Tags[0]`. */
export function pathText(path: Path): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`),
    '',
  );
}
