/** What is only designed has no id yet: a reader is told who is meant, and that the deploy will make it. */

const TOKEN = /\{design:[\w-]*\/\d*\/([\w-]+)\/(\w+)(?:\.([^{}"'\s]+))?\}/g;

/** The same value with names in the place of tokens; what holds none is the same object. */
export function withDesignedNames<T>(value: T): T {
  if (typeof value === 'string') return (value.includes('{design:') ? named(value) : value) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return changedList(value) as T;
  const entries = Object.entries(value);
  const changed = entries.map(([name, one]) => [withDesignedNames(name), withDesignedNames(one)] as const);
  const isSame = changed.every(([name, one], at) => name === entries[at]?.[0] && one === entries[at]?.[1]);
  return isSame ? value : (Object.fromEntries(changed) as T);
}

function changedList(list: readonly unknown[]): readonly unknown[] {
  const changed = list.map(withDesignedNames);
  return changed.every((one, at) => one === list[at]) ? list : changed;
}

/** `app/Database, made by the deploy`; of what has an address and no stack the address. */
function named(text: string): string {
  return text.replaceAll(TOKEN, (_, stack: string, logicalId: string, attribute: string | undefined) => {
    const who = stack === 'address' ? logicalId : `${stack}/${logicalId}`;
    return `${attribute === undefined ? '' : `${attribute} of `}${who}, made by the deploy`;
  });
}
