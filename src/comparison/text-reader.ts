/** Reads the texts of a value: everything regional in them, and every id, becomes who it is. */

import { typeOfArn } from '../normalise/arn-types.ts';
import { EMBEDDED, type MadeId, madeIdIn, madeIdInText, tailIn } from '../normalise/generated-ids.ts';
import { withoutCertainTail } from '../normalise/generated-tails.ts';
import type { Gap, Resource } from '../snapshot/snapshot.ts';
import type { Crossing } from './comparison.ts';
import { type Reading, UNKNOWN } from './reading.ts';
import type { Target } from './references.ts';
import type { World } from './world.ts';

/** Stands for an id that adds nothing to the name beside it. */
const MADE = '<id>';

/** What was learned while reading. */
export type Learned = {
  readonly gaps: Gap[];
  readonly crossings: Crossing[];
  readonly named: Resource[];
  /** Types of ids that lead to nothing that was read. */
  readonly strangers: string[];
  /** Whether something leads to what is not everywhere. */
  loose: boolean;
};

/** @returns a text as it compares: the same for the counterpart's */
export function makeTextReader(reading: Reading, world: World, learned: Learned): (text: string) => string {
  const { place } = reading;
  const named = reading.loose ? world.loose : world.token;
  const escaped = (text: string) => text.replaceAll('@', '\\@');
  const strict = (text: string) => escaped(world.strict(text, place));
  const told = (text: string, target: Target, made: MadeId | null = null) =>
    tell(text, target, { reading, world, learned, made });

  const arnText = (arn: string): string => {
    const made = madeIdIn(arn);
    const known = told(arn, world.references.resolve(arn, place), made);
    if (known !== null) return known;
    if (made?.named)
      return partitionFree(strict(arn.slice(0, made.at)) + MADE + strict(arn.slice(made.at + made.id.length)));
    const account = arn.split(':')[4] ?? '';
    if (made !== null)
      return partitionFree(around(arn, made, told(made.id, world.references.made(made, place, account)), strict));
    return partitionFree(withTail(arn, account));
  };
  /** The tail of a name that CloudFormation may have made: of a type that was not read it may be anybody's. */
  const withTail = (arn: string, account: string): string => {
    const from = arn.split(':').slice(0, 5).join(':').length;
    // Identity Center puts the region in which it lives into the path of all of its roles: that is no place of theirs.
    const literal = (text: string) => escaped(text);
    const words = madeWords(arn.slice(from), IDENTITY_CENTER.test(arn) ? literal : strict);
    const head = strict(arn.slice(0, from));
    const tail = account === world.accountOf(place) ? tailIn(words) : null;
    const gap = tail === null ? undefined : world.references.nameless(typeOfArn(arn), place);
    if (tail === null || gap === undefined) return head + words;
    learned.gaps.push(gap);
    return head + words.slice(0, tail.at) + UNKNOWN + words.slice(tail.at + tail.tail.length);
  };
  /** Names that CloudFormation made and the snapshot knows, wherever they stand; the rest by `rest`. */
  const madeWords = (text: string, rest: (text: string) => string): string => {
    if (!world.references.hasWords(place)) return rest(text);
    let result = '';
    let at = 0;
    for (const { 0: word, index } of text.matchAll(WORD)) {
      const hit = longest(word, (one) => world.references.word(one, place));
      if (hit === null) continue;
      const known = told(hit.word, { to: 'resource', ...hit.item });
      if (known === null) continue;
      result += rest(text.slice(at, index + hit.at)) + known;
      at = index + hit.at + hit.word.length;
    }
    return result + rest(text.slice(at));
  };
  const plain = (text: string): string => {
    const rest = (part: string) => madeWords(part, (one) => escaped(named(one, place)));
    const made = madeIdInText(text);
    if (made === null) return rest(text);
    if (made.named) return rest(text.slice(0, made.at)) + MADE + rest(text.slice(made.at + made.id.length));
    return around(text, made, told(made.id, world.references.made(made, place, '')), rest);
  };
  const part = (text: string): string =>
    text.startsWith('arn:') ? arnText(text) : (told(text, world.references.resolve(text, place)) ?? strict(text));

  /** Whether a name may lead to what was not read: then Terraform's date and counter in it say nothing. */
  const isUnread = (type: string | undefined, from: string): boolean =>
    type === undefined || world.references.unread(type, from) !== undefined;

  return (text) => {
    if (reading.references !== undefined) {
      const known = told(text, world.references.named(text, reading.references, place));
      if (known !== null) return known;
    }
    const id = text.startsWith('arn:') ? null : told(text, world.references.resolve(text, place));
    if (id !== null) return id;
    const stem = isUnread(reading.references, place) ? withoutCertainTail(text) : text;
    if (stem !== text) return madeWords(stem, strict) + MADE;
    // An ARN may hold blanks, and is one to its end: `user/CloudFront Origin Access Identity E2QWRUHAPOMQZL`.
    if (/^arn:[^:\s]*:[^:\s]*:[^:\s]*:[^:\s]*:[^"',]*$/.test(text)) return arnText(text);
    // A name is spelt as it is spelt; an id inside it is an id all the same, as in the console's `default-vpc-…`.
    const isName = reading.references !== undefined && !text.includes('arn:');
    const rest = isName ? (one: string) => madeWords(one, strict) : plain;
    let result = '';
    let at = 0;
    for (const { 0: match, index } of text.matchAll(EMBEDDED)) {
      result += rest(text.slice(at, index)) + part(match);
      at = index + match.length;
    }
    return result + (at === 0 ? rest(text) : at < text.length ? rest(text.slice(at)) : '');
  };
}

const IDENTITY_CENTER = /:role\/aws-reserved\//;

/** What a name may be made of. */
const WORD = /[A-Za-z0-9][\w.-]{7,}/g;

type Told = {
  readonly reading: Reading;
  readonly world: World;
  readonly learned: Learned;
  readonly made: MadeId | null;
};

/** Who a target is, in words that are the same for the counterpart; null where it says nothing. */
function tell(text: string, target: Target, { reading, world, learned, made }: Told): string | null {
  if (target === null) return null;
  const { place, property } = reading;
  learned.loose ||= target.to !== 'resource' || !world.isEverywhere(target.resource);
  if (target.to === 'unknown') {
    learned.gaps.push(target.gap);
    if (target.gap.operation === null) learned.strangers.push(target.gap.type);
    return UNKNOWN;
  }
  if (target.to === 'elsewhere') {
    const whom = text.replaceAll(target.region, '<region>');
    learned.crossings.push({ region: place, property, to: target.region, value: text, whom });
    return null;
  }
  learned.named.push(target.resource);
  // What is global belongs to no region, whichever region's stack made it.
  const isGlobal = target.resource.region === 'global' || target.place === 'global' || place === 'global';
  const inside = isGlobal || target.place === place;
  if (!inside) {
    const whom = `@${world.labelOf(target.resource)}${target.suffix ?? ''}`;
    learned.crossings.push({ region: place, property, to: target.place, value: text, whom });
  }
  const untold = world.untold(target.resource);
  if (untold) {
    learned.gaps.push(untold);
    return UNKNOWN;
  }
  const suffix = made?.named ? (target.suffix ?? '').replace(made.id, MADE) : (target.suffix ?? '');
  const label = `@${world.labelOf(target.resource)}${world.strict(suffix, place)}`;
  // What is global, or declared to live elsewhere, is the one thing of all places, unless this one has its own.
  const isOne = world.hasCounterpart(target.resource, place)
    ? place === 'global'
    : isGlobal || world.livesElsewhere(target.resource, place);
  const anothers = target.place !== place && !isOne;
  return anothers ? `${label} in ${world.token(target.place, place)}` : label;
}

function around(text: string, made: MadeId, known: string | null, rest: (text: string) => string): string {
  return rest(text.slice(0, made.at)) + (known ?? rest(made.id)) + rest(text.slice(made.at + made.id.length));
}

function partitionFree(arn: string): string {
  return arn.replace(/^arn:aws[\w-]*:/, 'arn:<partition>:');
}

/** The longest part of a word, from one separator to another, that is known. */
function longest<T>(word: string, look: (part: string) => T | undefined): { word: string; at: number; item: T } | null {
  const whole = look(word);
  if (whole !== undefined) return { word, at: 0, item: whole };
  const cuts = [...word.matchAll(/[-_.]/g)].map(({ index }) => index);
  if (cuts.length > MOST_CUTS) return null;
  const begins = [0, ...cuts.map((cut) => cut + 1)];
  const ends = [...cuts, word.length];
  let best: { word: string; at: number; item: T } | null = null;
  for (const at of begins) {
    for (const end of ends) {
      if (end - at <= (best?.word.length ?? 7)) continue;
      const part = word.slice(at, end);
      const item = look(part);
      if (item !== undefined) best = { word: part, at, item };
    }
  }
  return best;
}

const MOST_CUTS = 16;
