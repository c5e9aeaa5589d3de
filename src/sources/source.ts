/** What every source is read with and gives: places that are not deployed yet, or are written down elsewhere, as a snapshot. */
import type { Digester } from '../snapshot/digest.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

/** `designed`: what is to be. `recorded`: what a tool wrote down when it last looked. */
export type SourceKind = 'designed' | 'recorded';

/** One place of one source: its account is null where the source does not say it. */
export type SourcePlace = { readonly region: string; readonly account: string | null };

/** What a source says, before it is known beside what it stands. Its places are named `REGION`, or `ACCOUNT/REGION`. */
export type Source = {
  readonly kind: SourceKind;
  /** As the command line has it. */
  readonly path: string;
  readonly snapshot: Snapshot;
  /** Some of it named no region and was given those of `--place`. */
  readonly tookPlaces?: boolean;
  /** It is of templates, which `--parameter` is for. */
  readonly takesParameters?: true;
};

export type SourceOptions = {
  /** Where what names no region of its own is to be: `--place`. */
  readonly places: readonly SourcePlace[];
  /** Values of parameters, over those of files: `--parameter`. */
  readonly parameters: readonly ParameterOverride[];
  readonly digester: Digester;
  /** The account that is known of a region from elsewhere (a live snapshot); null = none, or several. */
  accountOf(region: string): string | null;
  readonly now: Date;
  /** Files are named as seen from here. */
  readonly cwd: string;
};

/** `[REGION:][STACK:]Name=value`; null = any. */
export type ParameterOverride = {
  readonly region: string | null;
  readonly stack: string | null;
  readonly name: string;
  readonly value: string;
};

/** Stands for an account that nobody told. */
export const NO_ACCOUNT = '000000000000';

/** How a place is called: its account too, where the source has several of one region. */
export function placeName({ region, account }: SourcePlace, all: readonly SourcePlace[]): string {
  const accounts = new Set(all.filter((one) => one.region === region).map((one) => one.account));
  return accounts.size > 1 && account !== null ? `${account}/${region}` : region;
}
