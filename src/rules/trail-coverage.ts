/** The rule `trail-coverage`: a trail does not log, or a region is covered by no trail. */
import { z } from 'zod';
import type { Alignment } from '../alignment/alignment.ts';
import { propertyGaps, unique, unreadGap } from '../findings/gaps.ts';
import { type Fault, judge } from '../findings/judge-resources.ts';
import { REQUIRED } from '../findings/required.ts';
import { TRAIL, TRAIL_EXAMPLES } from '../findings/trail-examples.ts';
import type { Gap, JsonObject, Resource } from '../snapshot/snapshot.ts';
import { defineRule } from './rule.ts';

type Options = { readonly required: boolean; readonly managementEvents: boolean };

function faultsOf(trail: Resource): Fault<'stopped' | 'undelivered'>[] {
  if (unreadGap(trail, 'IsLogging')) return [];
  const { IsLogging, LatestDeliveryError } = trail.properties ?? {};
  if (IsLogging !== true) return [{ message: 'stopped', property: 'IsLogging', value: IsLogging ?? null }];
  if (typeof LatestDeliveryError !== 'string' || LatestDeliveryError === '') return [];
  const data = { error: LatestDeliveryError };
  return [{ message: 'undelivered', property: 'LatestDeliveryError', value: LatestDeliveryError, data }];
}

/** Selectors are read where the trail is at home; its shadow elsewhere has none of its own. */
function atHome(seen: Alignment, trail: Resource): Resource {
  const home = trail.properties?.HomeRegion;
  const places = seen.places.filter((place) => place.region === home).map((place) => place.name);
  const trails = places.flatMap((place) => [...seen.visible(place, TRAIL)]);
  return trails.find((one) => one.arn !== null && one.arn === trail.arn) ?? trail;
}

/** Whether read and write management events are selected; undefined = the selectors were not read. */
function selectsManagement(trail: Resource): boolean | undefined {
  const { EventSelectors, AdvancedEventSelectors } = trail.properties ?? {};
  const list = (value: unknown): readonly JsonObject[] => (Array.isArray(value) ? value : []);
  const advanced = list(AdvancedEventSelectors).map((one) => list(one.FieldSelectors));
  const basic = list(EventSelectors);
  if (advanced.length === 0 && basic.length === 0) return undefined;
  const isManagement = (fields: readonly JsonObject[]) =>
    fields.some((one) => one.Field === 'eventCategory' && list(one.Equals).includes('Management' as never)) &&
    !fields.some((one) => one.Field === 'readOnly');
  const isAll = (one: JsonObject) => one.IncludeManagementEvents !== false && (one.ReadWriteType ?? 'All') === 'All';
  return advanced.some(isManagement) || basic.some(isAll);
}

/** Whether a trail covers the region that it is visible in; a gap = that cannot be told. */
function covers(seen: Alignment, trail: Resource, { managementEvents }: Options): boolean | Gap {
  const unread = unreadGap(trail, 'IsLogging');
  if (unread) return unread;
  if (faultsOf(trail).length > 0) return false;
  if (!managementEvents) return true;
  const home = atHome(seen, trail);
  return selectsManagement(home) ?? unreadGap(home, 'EventSelectors') ?? untold(seen, home);
}

/** Why there are no selectors: they are read at home only, and there of what is in the selection; else AWS told of none. */
function untold(seen: Alignment, trail: Resource): Gap {
  const { HomeRegion } = trail.properties ?? {};
  const owner = trail.arn?.split(':')[4];
  const isHome = seen.places.some(
    ({ name, region, account }) => name === trail.region && region === HomeRegion && (owner ?? account) === account,
  );
  const called = `the selectors of trail ${trail.name ?? trail.id}`;
  const gap = {
    region: trail.region,
    type: TRAIL,
    cause: 'failed',
    operation: 'cloudtrail:GetEventSelectors',
  } as const;
  const or = 'or set managementEvents: false.';
  if (!isHome) {
    const detail = `${called} are read in its home region and by its owner only`;
    return { ...gap, detail, remedy: `Audit its home region ${HomeRegion ?? ''} too, ${or}` };
  }
  if (!trail.selected) {
    const detail = `${called} were not read: it is not in the selection`;
    return { ...gap, detail, remedy: `Select the trail too, by its stack or tag, ${or}` };
  }
  const detail = `${called} were asked for, and AWS told of none: whether it logs management events is not known`;
  return { ...gap, detail, remedy: `Give the trail event selectors, ${or}` };
}

/** Each region with what its trails say: covered, or what cannot be told, or neither. */
function coverage(seen: Alignment, options: Options) {
  if (seen.isLeftOut(TRAIL)) return [];
  return seen.regions.map((region) => {
    const answers = seen.visible(region, TRAIL).map((trail) => covers(seen, trail, options));
    const listing = seen.gapsOf(region, TRAIL).filter((gap) => !gap.properties);
    const gaps = [...listing, ...answers.filter((one) => typeof one === 'object')];
    return { region, covered: answers.includes(true), gaps };
  });
}

export default defineRule({
  meta: {
    id: 'trail-coverage',
    family: 'baseline',
    severity: 'high',
    builtIn: true,
    answers: ['CIS AWS Foundations 3.0 3.1', 'CIS AWS Foundations 3.0 3.2'],
    summary: 'A trail does not log, or a region is covered by no trail',
    why: 'A trail that exists and was stopped records nothing, and nobody notices until the record is asked for. A region without a trail is where an intruder works unseen.',
    fix: 'Start logging in the home region of the trail (StartLogging is refused for its shadows), mend the bucket or key that it cannot write to, or make one trail multi-region.',
    cannotSee:
      'Whether the log files are still in the bucket. Management event sources that a selector excludes (KMS, the RDS Data API). CloudTrail Lake.',
    types: [TRAIL],
    messages: {
      stopped: 'Trail {counterpart} does not log in {regions}',
      undelivered: 'Trail {counterpart} cannot deliver its log ({error}) in {regions}',
      uncovered: 'No trail that logs management events covers {regions}',
    },
    examples: TRAIL_EXAMPLES,
  },
  options: z.strictObject({
    required: REQUIRED.describe(
      'Each region must be covered: by its own trail, a multi-region one or the organisation’s.',
    ),
    managementEvents: z
      .boolean()
      .default(true)
      .describe('Only a trail that selects read and write management events covers a region (with `required`).'),
  }),
  *check(seen, options) {
    yield* judge(seen, [TRAIL], faultsOf);
    if (!options.required) return;
    const bare = coverage(seen, options).filter((one) => !one.covered && one.gaps.length === 0);
    const regions = bare.map((one) => one.region);
    if (regions.length > 0) yield { message: 'uncovered', type: TRAIL, counterpart: 'trail', regions };
  },
  gaps(seen, options) {
    const own = propertyGaps(seen, [TRAIL], ['IsLogging', 'LatestDeliveryError']);
    if (!options.required) return own;
    const open = coverage(seen, options).filter((one) => !one.covered);
    return unique([...own, ...open.flatMap((one) => one.gaps)]);
  },
});
