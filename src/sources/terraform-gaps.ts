/** What a file of Terraform leaves open: regions that it does not say, plans that did not come to an end. */
import type { Gap } from '../snapshot/snapshot.ts';
import { placeName, type SourcePlace } from './source.ts';
import type { TerraformFile, TerraformResource } from './terraform-file.ts';
import { terraformType } from './terraform-types.ts';
import { unknownGap } from './unknown-gap.ts';

/** It is in one of the places, or in none: nothing of its type is missing anywhere for that. */
export function gapsOf({ type, address }: TerraformResource, places: readonly SourcePlace[]): readonly Gap[] {
  const detail = `in which region ${address} is, the file does not say`;
  const remedy = 'Give its provider an alias or a constant region, or update the provider to version 6.';
  return places.map((place) => unknownGap(placeName(place, places), terraformType(type)?.type ?? type, detail, remedy));
}

/** What a plan does not hold may be of any type. */
export function unfinishedGaps({ unfinished }: TerraformFile, places: readonly SourcePlace[]): readonly Gap[] {
  if (unfinished === null) return [];
  return places.map((place) => unknownGap(placeName(place, places), '*', unfinished, 'Plan again, without -target.'));
}

/** What the reader should know of how the file was read. */
export function notesOf(
  { resources }: TerraformFile,
  ours: number,
  unplaced: readonly TerraformResource[],
  shown: string,
  word: string,
): readonly string[] {
  const others = resources.length - ours;
  return [
    ...(others > 0 ? [`${shown}: resources of other providers than AWS are not read: ${others}`] : []),
    ...(unplaced.length > 0
      ? [
          `${shown}: ${word} does not say the region of ${unplaced[0]?.address}${unplaced.length > 1 ? ` and ${unplaced.length - 1} more` : ''}`,
        ]
      : []),
  ];
}
