/** Mutations that change nothing, of which nothing may be said. */
import { createHash } from 'node:crypto';
import type { Json, Resource } from '../../src/snapshot/snapshot.ts';
import { isObject } from './comparing.ts';
import type { Change, Mutation } from './mutation.ts';
import { withValue } from './mutation.ts';
import type { Scene, Target } from './scene.ts';

/** What changes nothing: another order, another spelling, other ids. Any finding on account of it is false. */
export function harmlessMutations(scene: Scene, target: Target): readonly Mutation[] {
  return [...otherOrders(target), ...policySpellings(target), ...newId(scene, target)];
}

function silent(target: Target, kind: string, property: string | null, change: Change): Mutation {
  return { kind, target, property, what: kind, change, expect: () => [] };
}

function otherOrders(target: Target): readonly Mutation[] {
  const { resource, collector } = target;
  return (collector?.sets ?? []).flatMap((name) => {
    const path = name.split('.');
    const list = path.reduce<Json | undefined>(
      (value, step) => (isObject(value) ? value[step] : undefined),
      resource.properties ?? undefined,
    );
    if (!Array.isArray(list) || list.length < 2) return [];
    const turned = withValue(resource, path, [...list].reverse());
    return [silent(target, 'another order (harmless)', name, { replace: new Map([[resource, turned]]) })];
  });
}

/** Statements and lists the other way round, a list of one as a value, the account's root as its number, actions in capitals. */
function policySpellings(target: Target): readonly Mutation[] {
  const { resource, collector } = target;
  return (collector?.policies ?? []).flatMap((name) => {
    const value = resource.properties?.[name];
    if (value === undefined) return [];
    const respelled = withValue(resource, [name], respell(value, ''));
    return [
      silent(target, 'another spelling of a policy (harmless)', name, { replace: new Map([[resource, respelled]]) }),
    ];
  });
}

function respell(value: Json, name: string): Json {
  if (Array.isArray(value)) {
    const items = value.map((one: Json) => respell(one, name)).reverse();
    return items.length === 1 && /^(Action|Resource|AWS|Service|Statement)$/.test(name) ? (items[0] as Json) : items;
  }
  if (isObject(value))
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, one]) => [key, respell(one, key)]),
    );
  if (typeof value !== 'string') return value;
  if (name === 'Action') return value.toUpperCase();
  return name === 'AWS' ? value.replace(/^arn:[^:]*:iam::(\d+):root$/, '$1') : value;
}

/** Made again: a new id, and everything that refers to it says so. */
function newId(scene: Scene, target: Target): readonly Mutation[] {
  const { id } = target.resource;
  const hex = /[0-9a-f]{17}$|[0-9a-f]{12}$|(?<=-)[0-9A-Z]{12,13}$/.exec(id)?.[0];
  // A name that ends in the account's number keeps it.
  if (hex === undefined || /^\d{12}$/.test(hex) || id.startsWith('mrk-')) return [];
  const digest = createHash('sha256')
    .update(id)
    .digest('hex')
    .slice(0, hex.length - 2);
  const fresh = `${id.slice(0, -hex.length)}${/[A-Z]/.test(hex) ? `${digest.toUpperCase()}7A` : `${digest}7a`}`;
  const touched = scene.snapshot.resources.filter((one) => JSON.stringify(one).includes(id));
  const remade = (one: Resource) => JSON.parse(JSON.stringify(one).replaceAll(id, fresh)) as Resource;
  return [
    silent(target, 'made again with a new id (harmless)', null, {
      replace: new Map(touched.map((one) => [one, remade(one)])),
    }),
  ];
}
