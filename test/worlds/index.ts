import { blueGreenHalf, blueGreenTwice } from './stories/blue-green.ts';
import * as denied from './stories/denied.ts';
import { everyRuleFires } from './stories/every-rule.ts';
import { generatedNames } from './stories/generated-names.ts';
import { hostile } from './stories/hostile.ts';
import * as regions from './stories/many-regions.ts';
import { nineVersusFour, nineVersusNine } from './stories/nine.ts';
import * as ports from './stories/open-port.ts';
import { siblings, siblingsBroken } from './stories/siblings.ts';
import { standbyNotReady } from './stories/standby.ts';
import { tagsOnlyNineVersusFour, tagsOnlyNineVersusNine } from './stories/tags-only.ts';
import { trailMultiRegionCovers, trailOrganisationUnreadable, trailStopped } from './stories/trails.ts';
import type { Story } from './story.ts';

/** Every world, in the order in which they are best read. */
export const stories: readonly Story[] = [
  nineVersusFour,
  nineVersusNine,
  generatedNames,
  siblings,
  siblingsBroken,
  tagsOnlyNineVersusFour,
  tagsOnlyNineVersusNine,
  ports.wideOpenSecond,
  ports.wideOpenFirst,
  ports.otherPrefixLength,
  denied.deniedCall,
  denied.deniedService,
  denied.deniedRegion,
  denied.deniedPageTwo,
  denied.throttledForEver,
  denied.endpointHangs,
  denied.regionDisabled,
  denied.deniedAmongDeviations,
  trailMultiRegionCovers,
  trailStopped,
  trailOrganisationUnreadable,
  regions.threeRegionsOneDeviates,
  regions.fourRegionsOneDeviates,
  regions.fourRegionsTie,
  blueGreenTwice,
  blueGreenHalf,
  standbyNotReady,
  hostile,
  everyRuleFires,
];
