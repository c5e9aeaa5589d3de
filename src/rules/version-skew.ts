/** The rule `version-skew`: regions run another image under the same name, or one of them does not have it. */
import { z } from 'zod';
import type { Alignment, Row } from '../alignment/alignment.ts';
import { liveGaps } from '../findings/gaps.ts';
import { liveOf, objectOf } from '../findings/live-facts.ts';
import { LIVE_STATE } from '../snapshot/live-state.ts';
import type { Json, JsonObject } from '../snapshot/snapshot.ts';
import { defineRule, type Violation } from './rule.ts';

type Message = 'image' | 'absent' | 'ami';
const LAUNCHING = ['AWS::AutoScaling::LaunchConfiguration', 'AWS::EC2::Instance', 'AWS::EC2::LaunchTemplate'];
const TASK = 'AWS::ECS::TaskDefinition';
const TYPES = [...LAUNCHING, TASK].sort();

/** One image of a row, by place. */
type Images = { readonly property: string; readonly byPlace: ReadonlyMap<string, JsonObject> };

const task = (digit: string, State = 'there') => [
  {
    type: TASK,
    name: 'web',
    logicalId: 'Task',
    stack: 'app',
    properties: {
      [LIVE_STATE]: {
        Images: { web: State === 'there' ? { Digest: `sha256:${digit.repeat(64)}`, State } : { State } },
      },
    },
  },
];
const template = (Name: string, CreationDate: string, State = 'available') => [
  {
    type: 'AWS::EC2::LaunchTemplate',
    name: 'web',
    logicalId: 'Template',
    stack: 'app',
    properties: { [LIVE_STATE]: { Image: State === 'missing' ? { State } : { Name, CreationDate, State } } },
  },
];

/** The images that the resources of a row run, each with what every place has of it. */
function imagesOf(row: Row): readonly Images[] {
  const found = new Map<string, Map<string, JsonObject>>();
  for (const [place, cell] of row.cells) {
    if (cell.state !== 'present') continue;
    const { Image, Images } = liveOf(cell.resource);
    const all = [
      ...(Image === undefined ? [] : [[`${LIVE_STATE}.Image`, objectOf(Image)] as const]),
      ...Object.entries(objectOf(Images)).map(
        ([name, one]) => [`${LIVE_STATE}.Images.${name}`, objectOf(one as Json)] as const,
      ),
    ];
    for (const [property, image] of all) {
      const byPlace = found.get(property) ?? new Map<string, JsonObject>();
      found.set(property, byPlace.set(place, image));
    }
  }
  return [...found].map(([property, byPlace]) => ({ property, byPlace }));
}

/** What tells one image from another: its digest, or the name of an AMI, whose id is another one everywhere. */
function identityOf({ Digest, Name }: JsonObject): string | undefined {
  const identity = Digest ?? Name;
  return typeof identity === 'string' ? identity : undefined;
}

function* skews(row: Row): Iterable<Violation<Message>> {
  for (const { property, byPlace } of imagesOf(row)) {
    const { type, counterpart } = row;
    const said = { type, counterpart, row, property };
    const missing = [...byPlace].filter(([, { State }]) => State === 'missing');
    // What runs goes on without its image; only what is to be launched needs it.
    if (missing.length > 0 && type !== 'AWS::EC2::Instance') {
      const values = Object.fromEntries(missing.map(([place]) => [place, 'missing']));
      yield { ...said, message: 'absent', regions: missing.map(([place]) => place), values };
    }
    const told = [...byPlace].flatMap(([place, image]) => {
      const identity = identityOf(image);
      return identity === undefined
        ? []
        : [{ place, identity, since: String(image.PushedAt ?? image.CreationDate ?? '') }];
    });
    if (new Set(told.map(({ identity }) => identity)).size < 2) continue;
    const newest = told.reduce((best, one) => (one.since > best.since ? one : best));
    const older = told.filter(({ identity, since }) => identity !== newest.identity && since < newest.since);
    const regions = (older.length > 0 ? older : told).map(({ place }) => place);
    const values = Object.fromEntries(told.map(({ place, identity }) => [place, identity]));
    yield { ...said, message: type === TASK ? 'image' : 'ami', regions, values };
  }
}

function check(seen: Alignment): readonly Violation<Message>[] {
  return seen.rows.filter(({ type }) => TYPES.includes(type)).flatMap((row) => [...skews(row)]);
}

export default defineRule({
  meta: {
    id: 'version-skew',
    family: 'readiness',
    severity: 'medium',
    answers: ['REL13-BP04', 'NIST 800-53 CP-7', 'NIST 800-53 CP-10'],
    summary: 'Regions run another image under the same name, or one of them does not have it',
    why: 'The same tag stands for another build in a registry that was not pushed to, and an AMI that was never copied cannot be launched: the second region runs last month’s version, or none.',
    fix: 'Push or copy the image to every region, and name it by digest. Engine and runtime versions are told by `property-drift`, under one cause.',
    cannotSee:
      'Images of registries other than the account’s own in the region; which image a task runs that was started before the tag moved. A copied AMI is told by its name: two builds of one name are one.',
    types: TYPES,
    messages: {
      image: '{property} of {counterpart} is another build in {regions}, by its digest',
      absent: '{property} of {counterpart} is not there in {regions}',
      ami: '{property} of {counterpart} is another one in {regions}, by its name',
    },
    examples: [
      {
        name: 'The tag stands for another build in the second region',
        regions: { 'us-east-1': task('a'), 'eu-central-1': task('b') },
        reports: ['image'],
      },
      {
        name: 'The image was never pushed to the registry of the second region',
        regions: { 'us-east-1': task('a'), 'eu-central-1': task('a', 'missing') },
        reports: ['absent'],
      },
      {
        name: 'The second region launches an older image',
        regions: {
          'us-east-1': template('shop-2026-01', '2026-01-05T00:00:00.000Z'),
          'eu-central-1': template('shop-2025-10', '2025-10-05T00:00:00.000Z'),
        },
        reports: ['ami'],
      },
      {
        name: 'The same build and the same image, copied a day later',
        regions: {
          'us-east-1': [...task('a'), ...template('shop-2026-01', '2026-01-05T00:00:00.000Z')],
          'eu-central-1': [...task('a'), ...template('shop-2026-01', '2026-01-06T00:00:00.000Z')],
        },
        reports: [],
      },
    ],
  },
  options: z.strictObject({}),
  check,
  gaps: (seen) => liveGaps(seen, TYPES, [LIVE_STATE]),
});
