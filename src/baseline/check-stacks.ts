// What the schema cannot say of `stacks` and `words`: that nothing has two counterparts, and no word two regions.
import type { Baseline } from './baseline.ts';
import type { Issue } from './issues.ts';

const bare = (region: string) => region.replace(/^\d{12}\//, '');

/** Pairs of stacks: two regions or more in each, each region once, and no stack in two pairs. */
export function* checkStacks({ stacks = [] }: Baseline): Iterable<Issue> {
  const taken = new Map<string, number>();
  for (const [index, pair] of stacks.entries()) {
    const regions = Object.keys(pair);
    const path = ['stacks', index];
    if (regions.length < 2) yield { path, problem: 'a pair names a stack in two regions or more' };
    for (const region of regions) {
      if (region !== bare(region) && regions.includes(bare(region))) {
        yield { path: [...path, region], problem: `${bare(region)} is named twice, with and without its account` };
      }
      const key = JSON.stringify([region, pair[region]]);
      const other = taken.get(key);
      if (other !== undefined)
        yield { path: [...path, region], problem: `${pair[region]} is already paired in stacks.${other}` };
      taken.set(key, index);
    }
  }
}

/** Words for regions: one that two regions share tells neither, nor does one that is the role of another. */
export function* checkWords({ words = {}, roles = {} }: Baseline): Iterable<Issue> {
  const roleOf = new Map(Object.entries(roles).map(([region, role]) => [role.toLowerCase(), region]));
  const taken = new Map<string, string>();
  for (const [region, own] of Object.entries(words)) {
    const path = ['words', region];
    for (const word of (typeof own === 'string' ? [own] : own).map((one) => one.toLowerCase())) {
      const other = taken.get(word);
      if (other === region) yield { path, problem: `${word} stands twice` };
      else if (other !== undefined && bare(other) !== bare(region))
        yield { path, problem: `${word} is the word of ${other} already: it would tell neither` };
      taken.set(word, region);
      const acting = roleOf.get(word);
      if (acting !== undefined && bare(acting) !== bare(region))
        yield { path, problem: `${word} is the role of ${acting}: it would tell neither` };
    }
  }
}
