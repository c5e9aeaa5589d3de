/** Asks stacks and tags who belongs to the selection, and hands over the evidence as it comes in. */

import type { Selection } from '../../snapshot/snapshot.ts';
import type { CollectorContext } from '../collector.ts';
import type { EmitMember, Member, StackFact } from './member.ts';
import { attribute, discoverStacks } from './stacks.ts';
import { discoverTags } from './tags.ts';
import type { Witness } from './witness.ts';

/** What stacks and tags said of one region. */
export type RegionDiscovery = {
  /** How many resources they named. */
  readonly members: number;
  readonly stacks: readonly StackFact[];
  readonly nested: ReadonlyMap<string, Member>;
  readonly notes: readonly string[];
  readonly stackErrors: readonly unknown[];
  readonly tagErrors: readonly unknown[];
  /** Every tagged resource of the region was seen: what was not seen has no tags. */
  readonly allTagsSeen: boolean;
};

export type Asked = {
  readonly selection: Selection;
  /** Nothing is selected by stack or tag: every stack is read, and every tagged resource. */
  readonly everything: boolean;
  /** Whether types without a collector can be in scope: without a selection their tags alone tell of them. */
  readonly presence: boolean;
};

/** Reads the stacks and tags of one region, page by page. Never throws: what failed is in what it returns. */
export async function discover(
  ctx: CollectorContext,
  asked: Asked,
  emit: EmitMember,
  witness: Witness | null,
): Promise<RegionDiscovery> {
  const { everything, presence } = asked;
  const { stackPrefixes, tags } = asked.selection;
  let members = 0;
  const count: EmitMember = (member) => {
    members += 1;
    emit(member);
  };
  // Without a selection, what the tagging API adds is the presence of types without a collector.
  const asksTags = everything ? presence : Object.keys(tags).length > 0;
  const asksStacks = everything || stackPrefixes.length > 0;
  const none = { stacks: [], nested: new Map(), notes: [], errors: [] };
  const [found, tagged] = await Promise.all([
    asksStacks ? discoverStacks(ctx, everything ? null : stackPrefixes, count, witness) : none,
    asksTags ? discoverTags(ctx, tags, count) : { stacks: new Set<string>(), notes: [], errors: [] },
  ]);
  const read = new Set(found.stacks.flatMap(({ name, arn }) => [name, arn]));
  const unread = everything ? [] : [...tagged.stacks].filter((stack) => !read.has(stack)).sort();
  const attributed = await attribute(ctx, unread, count, witness);
  return {
    members,
    stacks: found.stacks,
    nested: found.nested,
    notes: [...found.notes, ...tagged.notes, ...attributed.notes],
    stackErrors: [...found.errors, ...attributed.errors],
    tagErrors: tagged.errors,
    allTagsSeen: everything && asksTags && tagged.errors.length === 0,
  };
}
