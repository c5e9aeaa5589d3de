/** Parts of the selection that selected nothing. */
import { own } from '../../common/own-member.ts';
import { GLOBAL, type Unmatched } from '../../snapshot/snapshot.ts';
import type { Collection } from '../collection.ts';

/** The prefixes and tag values that selected nothing in a region; none where not all of it could be asked. */
export function unmatchedIn(collection: Collection, region: string): readonly Unmatched[] {
  const { options, discovered } = collection;
  const found = discovered.get(region);
  if (found === undefined) return [];
  const { stackPrefixes, tags } = options.selection;
  const names = found.stacks.map(({ name }) => name);
  const idle = stackPrefixes.filter((prefix) => !names.some((name) => name.startsWith(prefix)));
  const prefixes = found.stackErrors.length > 0 ? [] : idle.map((stackPrefix) => ({ region, stackPrefix }));
  if (Object.keys(tags).length === 0 || found.tagErrors.length > 0) return prefixes;
  const carried = tagsIn(collection, region);
  const isCarried = (key: string, value: string | null) =>
    carried.some((one) => {
      const held = own(one, key);
      return held !== undefined && (value === null || held === value);
    });
  const asked = Object.entries(tags).flatMap(([key, values]) =>
    (values.length === 0 ? [null] : values).map((value) => ({ key, value })),
  );
  return [...prefixes, ...asked.filter(({ key, value }) => !isCarried(key, value)).map((tag) => ({ region, tag }))];
}

/** The tags of everything that they selected in a region, and of what is global. */
function tagsIn({ runs, presence }: Collection, region: string): readonly { readonly [key: string]: string }[] {
  const isHere = (place: string) => place === region || place === GLOBAL;
  const ofRuns = [...runs.values()].filter((run) => isHere(run.region));
  const members = [...ofRuns.flatMap((run) => run.members), ...presence.filter((member) => isHere(member.region))];
  const entries = ofRuns.flatMap((run) => run.entries.filter(({ byTags }) => byTags));
  return [
    ...members.filter(({ says }) => says === 'tag').map(({ tags }) => tags ?? {}),
    ...entries.map(({ tags }) => tags ?? {}),
  ];
}
