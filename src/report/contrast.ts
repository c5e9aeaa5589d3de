/** What to show of values that differ. */
import type { Json } from '../snapshot/snapshot.ts';
import { around } from './difference-window.ts';
import { visible } from './escape.ts';
import { canonical, isList, isMembers, line, SHOWN, securityGroupRule } from './value.ts';

/** One thing in which values differ: where, and what each region has, ready to print. */
export type Contrast = {
  /** Path below the property, '' for the property itself. */
  readonly path: string;
  readonly values: ReadonlyMap<string, string>;
};

export type Values = ReadonlyMap<string, Json | undefined>;

/** Names of the region inside a value are no difference: `app-us-east-1` beside `app-eu-central-1`. */
function told(region: string, value: Json | undefined): string {
  const name = region.slice(region.indexOf('/') + 1);
  return canonical(value).replaceAll(name, '{region}').replaceAll(name.replaceAll('-', ''), '{region}');
}

function alike(values: Values): boolean {
  const texts = [...values].map(([region, value]) => told(region, value));
  return texts.every((text) => text === texts[0]);
}

/** Lists are contrasted as sets: what every region has is left out, what is left is listed. */
function lists(path: string, values: Values): Contrast {
  const sets = new Map(
    [...values].map(([region, value]) => [
      region,
      new Map((isList(value) ? value : []).map((item) => [told(region, item), item])),
    ]),
  );
  const shared = (key: string) => [...sets.values()].every((items) => items.has(key));
  const own = new Map(
    [...sets].map(([region, items]) => [region, [...items].filter(([key]) => !shared(key)).map(([, item]) => item)]),
  );
  const shownOf = beside(own);
  const lines = [...sets].map(([region, items]): [string, string] => {
    const shown = shownOf.get(region) ?? [];
    return [region, shown.length > 0 ? shown.join('; ') : items.size > 0 ? 'nothing more' : 'nothing'];
  });
  return { path, values: new Map(lines) };
}

/** The items that each region has for itself, ready to print: the first cut beside the first of the others, and so on. */
function beside(own: ReadonlyMap<string, readonly Json[]>): ReadonlyMap<string, readonly string[]> {
  const most = Math.max(0, ...[...own.values()].map((items) => items.length));
  const rounds = Array.from({ length: most }, (_, index) =>
    around(
      new Map([...own].flatMap(([region, items]) => (index < items.length ? [[region, line(items[index])]] : []))),
      SHOWN,
    ),
  );
  return new Map(
    [...own].map(([region, items]) => [region, items.map((_, index) => visible(rounds[index]?.get(region) ?? ''))]),
  );
}

/**
 * Where the values differ, at the deepest member that tells. A long policy of which one statement differs shows that
 * statement, not the policy. When nothing but names of regions differs, the whole values are shown as they are.
 */
export function contrast(values: Values, path = ''): readonly Contrast[] {
  const given = [...values.values()].filter((value) => value !== undefined && value !== null);
  const every = given.length > 0 && given.length === values.size;
  const rules = given.some((value) => securityGroupRule(value) !== null);
  if (every && !rules && given.every(isMembers)) {
    const members = [...new Set(given.flatMap((value) => Object.keys(value)))].sort();
    const parts = members.flatMap((member) => {
      const below = new Map(
        [...values].map(([region, value]) => [region, isMembers(value) ? value[member] : undefined]),
      );
      return alike(below) ? [] : contrast(below, path === '' ? member : `${path}.${member}`);
    });
    if (parts.length > 0) return parts;
  }
  if (every && given.every(isList) && !alike(values)) return [lists(path, values)];
  const leaf = (value: Json | undefined) =>
    rules && (value === undefined || value === null) ? 'no such rule' : line(value);
  const shown = around(new Map([...values].map(([region, value]) => [region, leaf(value)])), SHOWN);
  return [{ path, values: new Map([...shown].map(([region, value]) => [region, visible(value)])) }];
}
