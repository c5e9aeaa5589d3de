/** A snapshot narrowed to a selection. */

import { makeScope } from '../collectors/discovery/scope.ts';
import { collectors } from '../collectors/index.ts';
import { own } from '../common/own-member.ts';
import { UsageError } from '../common/usage-error.ts';
import type { Resource, Selection, Snapshot } from '../snapshot/snapshot.ts';
import type { ScopeFlags } from './options.ts';
import type { Tags } from './parse.ts';

/**
 * A snapshot as a collection with these flags would have had it: what falls out of the selection is context, and what is out of
 * scope is gone. `file` is what messages call it.
 *
 * @throws UsageError where the snapshot holds less than the flags ask for, and where nothing fits them
 */
export function narrowed(snapshot: Snapshot, flags: ScopeFlags, file: string): Snapshot {
  const own = snapshot.header.selection;
  const { stackPrefix, tag, type, excludeType } = flags;
  if ([stackPrefix, tag, type, excludeType].every((flag) => flag === undefined)) return snapshot;
  for (const prefix of stackPrefix ?? []) needHeldStacks(prefix, own, file);
  for (const [key, values] of Object.entries(tag ?? {})) needHeldTags(key, values, tag ?? {}, own, file);
  const membership = stackPrefix !== undefined || tag !== undefined;
  const selection: Selection = {
    stackPrefixes: (membership ? stackPrefix : own.stackPrefixes) ?? [],
    tags: (membership ? tag : own.tags) ?? {},
    types: type ?? own.types,
    excludeTypes: [...new Set([...own.excludeTypes, ...(excludeType ?? [])])],
  };
  const scope = makeScope(selection, collectors);
  const read = new Set(scope.collectors.map((collector) => collector.type));
  const isMember = membership ? memberOf(selection, file) : () => true;
  const resources = snapshot.resources
    .filter(({ type }) => scope.has(type) || read.has(type))
    .map((one) => (!one.selected || (scope.has(one.type) && isMember(one)) ? one : outside(one)));
  if (!resources.some((one) => one.selected)) {
    const given = Object.entries({ '--stack-prefix': stackPrefix, '--tag': tag, '--type': type });
    const flag = given.find(([, value]) => value !== undefined)?.[0] ?? '--exclude-type';
    throw new UsageError(flag, `nothing that is selected in ${file} fits it`);
  }
  const observations = snapshot.observations.filter(
    ({ type }) => read.has(type) || scope.has(type) || (type === '*' && scope.presence),
  );
  const { designs } = snapshot;
  return { header: { ...snapshot.header, selection }, observations, ...(designs && { designs }), resources };
}

function outside(resource: Resource): Resource {
  return { ...resource, selected: false, evidence: [] };
}

const isWhole = ({ stackPrefixes, tags }: Selection) => stackPrefixes.length === 0 && Object.keys(tags).length === 0;

function needHeldStacks(prefix: string, own: Selection, file: string): void {
  if (isWhole(own) || own.stackPrefixes.some((held) => prefix.startsWith(held))) return;
  throw new UsageError(`--stack-prefix ${prefix}`, `${file} holds ${described(own)} only; collect it anew`);
}

/** With more keys, or fewer values, than the snapshot was read with, all that fits is in it. */
function needHeldTags(key: string, values: readonly string[], asked: Tags, had: Selection, file: string): void {
  const held = Object.entries(had.tags);
  const isWithin = held.every(
    ([name, accepted]) => own(asked, name)?.every((value) => accepted.includes(value)) === true,
  );
  if (isWhole(had) || (held.length > 0 && isWithin)) return;
  throw new UsageError(`--tag ${key}=${values.join('|')}`, `${file} holds ${described(had)} only; collect it anew`);
}

function described({ stackPrefixes, tags }: Selection): string {
  const tagged = Object.entries(tags).map(([key, values]) => `--tag ${key}=${values.join('|')}`);
  return [...stackPrefixes.map((prefix) => `--stack-prefix ${prefix}`), ...tagged].join(' ');
}

/** By stack or by tags, as in a collection. What no stack selects and whose tags are not known could belong: it is refused. */
function memberOf({ stackPrefixes, tags }: Selection, file: string): (resource: Resource) => boolean {
  const wanted = Object.entries(tags);
  return ({ stack, tags: own, type, id }) => {
    if (stackPrefixes.some((prefix) => stack?.startsWith(prefix))) return true;
    if (wanted.length === 0) return false;
    if (own === null) {
      const problem = `${file} does not hold the tags of ${type} ${id}; leave its type out, or collect with --tag`;
      throw new UsageError('--tag', problem);
    }
    return wanted.every(([key, values]) => Object.hasOwn(own, key) && values.includes(own[key] ?? ''));
  };
}
