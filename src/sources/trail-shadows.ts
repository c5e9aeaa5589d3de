/** Trails that are to cover all regions show in each of them, as they do where they are deployed. */
import type { JsonObject, Resource } from '../snapshot/snapshot.ts';
import { NO_ACCOUNT, placeName, type SourcePlace } from './source.ts';

const TRAIL = 'AWS::CloudTrail::Trail';

/** The resources with what CloudTrail would tell of trails: where each is at home, and in which other places it shows. */
export function withShadows(resources: readonly Resource[], places: readonly SourcePlace[]): readonly Resource[] {
  return resources.flatMap((one) => {
    const home = one.type === TRAIL && places.find((place) => placeName(place, places) === one.region);
    if (!home || one.properties === null) return [one];
    const { account, region } = home;
    const properties: JsonObject = { ...one.properties, HomeRegion: region };
    const arn = one.arn ?? `arn:aws:cloudtrail:${region}:${account ?? NO_ACCOUNT}:trail/${one.id}`;
    const trail = { ...one, properties, arn };
    if (String(properties.IsMultiRegionTrail) !== 'true') return [trail];
    const others = places.filter((place) => place !== home && place.account === account);
    const shadows = others.map(
      (place): Resource => ({
        ...trail,
        region: placeName(place, places),
        stack: null,
        logicalId: null,
        selected: false,
        evidence: [],
        tags: null,
      }),
    );
    return [trail, ...shadows];
  });
}
