/** Variables of programs that hold a name which a stack's row made: that name is no secret, and says whom the program uses. */
import { listIn } from '../common/lists.ts';
import { isMadeByRow, piecesOfId } from '../normalise/made-by-row.ts';
import { GLOBAL, type Json, type JsonObject, type Resource } from '../snapshot/snapshot.ts';
import type { RegionDiscovery } from './discovery/discover.ts';
import type { Member } from './discovery/member.ts';

/** What the variables of a region say, by their digests. */
export type Variables = {
  put(region: string, digest: string, text: string): void;
  /** What was digested; undefined where that is not one text. */
  textOf(region: string, digest: string): string | undefined;
  readonly size: number;
};

/** Remembers what the variables say until the rows of all stacks are known; nothing of it leaves the process but made names. */
export function makeVariables(): Variables {
  const texts = new Map<string, string[]>();
  return {
    put(region, digest, text) {
      const all = listIn(texts, `${region} ${digest}`);
      if (!all.includes(text)) all.push(text);
    },
    textOf(region, digest) {
      const [text, ...others] = texts.get(`${region} ${digest}`) ?? [];
      return others.length === 0 ? text : undefined;
    },
    get size() {
      return texts.size;
    },
  };
}

/**
 * What goes by an id that its maker thought out: a provider's random text may be a password, the UUID of a stack is used as
 * one, and the handle of a condition is signed.
 */
const GOES_BY_ANYTHING = /^(?!AWS::)|^AWS::CloudFormation::/;

/** An address, and nothing that only a password has. */
const ADDRESS = /^[\w.:/-]+$/;

/** What a name may stand in: a URL, a host of AWS's, the path of a log group. Whatever else stands there may be a secret. */
const AROUND =
  /^(?:|https?|s3|s3n|s3a|wss?|aws|lambda|logs|codebuild|apigateway|execute-api|sqs|dualstack|s3-website|amazonaws|amazoncognito|com|cn|fifo)$/;

type From = {
  readonly variables: Variables;
  readonly rows: readonly Member[];
  readonly regions: readonly string[];
  /** Regions of which nothing is known. */
  readonly lost: ReadonlyMap<string, unknown>;
  readonly caller: { readonly account: string };
  readonly discovered: ReadonlyMap<string, Pick<RegionDiscovery, 'stackErrors'>>;
};

/** A resource in the variables of which names are shown that the rows of stacks made, instead of their digests. */
export function withNamesShown(from: From): (resource: Resource) => Resource {
  const { variables, rows, regions, caller, lost, discovered } = from;
  // Shown in one place and a digest in another they would differ.
  const areRowsKnown = regions.every((region) => lost.has(region) || discovered.get(region)?.stackErrors.length === 0);
  if (variables.size === 0 || !areRowsKnown) return (resource) => resource;
  const made = madeNames(rows);
  const isShown = (text: string) => {
    if (!ADDRESS.test(text)) return false;
    const words = text.split(/[^\w-]+/);
    const others = words.filter((word) => !made.has(word));
    const isKnown = (word: string) => AROUND.test(word) || regions.includes(word) || word === caller.account;
    return others.length < words.length && others.every(isKnown);
  };
  return (resource) => {
    const { properties, region, stackRegion } = resource;
    if (properties === null) return resource;
    const at = region === GLOBAL ? (stackRegion ?? regions[0] ?? '') : region;
    const shown = mapTexts(properties, (digest) => {
      const text = digest.startsWith('digest:') ? variables.textOf(at, digest) : undefined;
      return text !== undefined && isShown(text) ? text : digest;
    });
    return shown === properties ? resource : { ...resource, properties: shown as JsonObject };
  };
}

/** By name, whatever the region: who leads into another one says so. */
function madeNames(rows: readonly Member[]): ReadonlySet<string> {
  const made = new Set<string>();
  for (const row of rows) {
    if (row.says === 'excluded' || GOES_BY_ANYTHING.test(row.type)) continue;
    for (const word of piecesOfId(row.id))
      if (word.length >= LEAST && isMadeByRow(word, row)) made.add(word.replace(/\.fifo$/, ''));
  }
  return made;
}

/** A shorter word may be anybody's. */
const LEAST = 8;

/** The value with every text mapped; the same object where none changed. */
function mapTexts(value: Json, map: (text: string) => string): Json {
  if (typeof value === 'string') return map(value);
  if (value === null || typeof value !== 'object') return value;
  let changed = false;
  const mapped = (one: Json): Json => {
    const made = mapTexts(one, map);
    changed ||= made !== one;
    return made;
  };
  const all: Json = Array.isArray(value)
    ? value.map(mapped)
    : Object.fromEntries(Object.entries(value).map(([name, one]) => [name, mapped(one as Json)]));
  return changed ? all : value;
}
