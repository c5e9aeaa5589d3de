/** Mutations of tags. */
import { deviators } from './expectation.ts';
import type { Mutation } from './mutation.ts';
import type { Target } from './scene.ts';

/** Tags of a resource: changed, taken away, and one more. */
export function tagMutations(target: Target): readonly Mutation[] {
  const { resource, peers } = target;
  if (resource.tags === null || target.collector?.tags === 'none') return [];
  if ([...peers.values()].some((peer) => peer.tags === null)) return [];
  const named = resource.stack === null || resource.logicalId === null;
  const keys = Object.keys(resource.tags).filter((key) => !(key === 'Name' && named) && !key.startsWith('aws:'));
  // By these tags people say which region a global resource serves: another value is another place.
  const own = keys.filter((key) => !(resource.region === 'global' && /^(aws[-_:]?)?region(name)?$/i.test(key)));
  return [
    ...own.flatMap((key) => [
      tagged(target, 'change a tag', key, `${resource.tags?.[key]}-changed`),
      tagged(target, 'take its tag', key, undefined),
    ]),
    tagged(target, 'add a tag', 'bench', 'added'),
    tagged(target, "change AWS's own tag", 'aws:bench', 'x'),
  ];
}

function tagged(target: Target, kind: string, key: string, value: string | undefined): Mutation {
  const { resource, row, place, peers } = target;
  const { [key]: before, ...others } = resource.tags ?? {};
  const tags = value === undefined ? others : { ...others, [key]: value };
  const worse = value === undefined ? 'changed' : before === undefined ? 'others' : null;
  const silent = key.startsWith('aws:') || peers.size === 0;
  return {
    kind,
    target,
    property: key.startsWith('aws:') ? null : `Tags.${key}`,
    what: `tag ${key}: ${before} becomes ${value}`,
    change: { replace: new Map([[resource, { ...resource, tags }]]) },
    expect: (reference) =>
      silent
        ? []
        : [
            {
              rule: 'tag-drift',
              type: row.type,
              counterpart: row.counterpart,
              regions: deviators(place, [...peers.keys()], reference, worse),
              property: (name) => name === `Tags.${key}`,
              severity: 'low',
              need: true,
            },
          ],
  };
}
