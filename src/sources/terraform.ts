/** A plan or a state of Terraform, OpenTofu or CDKTF: each resource where it says that it is, under its address. */
import { tagsWithoutSecrets, withoutSecrets } from '../collectors/generic/secrets.ts';
import { own } from '../common/own-member.ts';
import { UsageError } from '../common/usage-error.ts';
import { isGlobal } from '../normalise/arn-types.ts';
import { addressToken } from '../normalise/design-token.ts';
import { GLOBAL, type Json, type JsonObject, type Resource } from '../snapshot/snapshot.ts';
import { nameProperty } from './identity-attribute.ts';
import { isObject, textIn } from './read-json.ts';
import { NO_ACCOUNT, placeName, type Source, type SourceOptions, type SourcePlace } from './source.ts';
import { placesOf, sourceSnapshot } from './stack-snapshot.ts';
import { type TerraformFile, type TerraformResource, terraformFile, withoutIndices } from './terraform-file.ts';
import { gapsOf, notesOf, unfinishedGaps } from './terraform-gaps.ts';
import { type TerraformDraft, withParts } from './terraform-parts.ts';
import { accountOf, regionOf } from './terraform-region.ts';
import { terraformType } from './terraform-types.ts';
import { attributesOf, habitsOf } from './terraform-values.ts';
import { withShadows } from './trail-shadows.ts';
import { unknownGap } from './unknown-gap.ts';

/** @throws UsageError for a file that is none of the three, and one of which no resource says where it is */
export function readTerraform(value: JsonObject, shown: string, options: SourceOptions): Source {
  const file = terraformFile(value, shown);
  return sourceOf(file, shown, options, 'terraform');
}

/** @param word what the reader calls the tool */
export function sourceOf(file: TerraformFile, shown: string, options: SourceOptions, word: string): Source {
  const ours = file.resources.filter(({ type }) => /^(?:aws_|awscc_|AWS::)/.test(type));
  const [given, ...more] = options.places;
  const only = more.length === 0 ? (given?.region ?? null) : null;
  const regions = new Map(ours.map((one) => [one, regionOf(one, file) ?? only]));
  const places = placesIn(ours, regions, file, options);
  if (places.length === 0)
    throw new UsageError(
      shown,
      `no AWS resource of it says in which region it is${ours.length === 0 ? ': it holds none' : '; say it: --place us-east-1'}`,
    );
  const drafts = draftsOf(ours, regions, places, options);
  const unplaced = ours.filter(
    (one) => regions.get(one) === null && !isGlobal(terraformType(one.type)?.type ?? one.type, null),
  );
  const resources = withParts(drafts, attributeOf).map((draft) => resourceOf(draft, places));
  const snapshot = sourceSnapshot({
    places,
    resources: withShadows(resources, places),
    gaps: [...unplaced.flatMap((one) => gapsOf(one, places)), ...unfinishedGaps(file, places)],
    notes: notesOf(file, ours.length, unplaced, shown, word),
    now: options.now,
    digestKeyId: options.digester.keyId,
  });
  return {
    kind: file.kind,
    path: shown,
    snapshot,
    tookPlaces: only !== null && ours.some((one) => !regionOf(one, file)),
  };
}

type Draft = TerraformDraft & {
  readonly resource: TerraformResource;
  readonly place: SourcePlace | null;
  readonly token: string;
  readonly tags: { readonly [key: string]: string };
};

/** The region and the account of each resource; an account that the file does not tell is what its ARNs agree on. */
function placesIn(
  resources: readonly TerraformResource[],
  regions: ReadonlyMap<TerraformResource, string | null>,
  { account }: TerraformFile,
  options: SourceOptions,
): readonly SourcePlace[] {
  const told = new Set(resources.flatMap((one) => accountOf(one) ?? []));
  const [one, ...others] = told;
  const agreed = others.length === 0 ? (one ?? account) : null;
  const all = resources.flatMap((resource): SourcePlace[] => {
    const region = regions.get(resource);
    if (region === null || region === undefined) return [];
    return [{ region, account: accountOf(resource) ?? agreed ?? account ?? options.accountOf(region) }];
  });
  const known = placesOf(all);
  // What tells no account belongs to the one of its region that does.
  return known.filter(
    ({ region, account: own }) => own !== null || !known.some((two) => two.region === region && two.account !== null),
  );
}

function placeOf(
  resource: TerraformResource,
  region: string | null,
  places: readonly SourcePlace[],
): SourcePlace | null {
  const here = places.filter((one) => one.region === region);
  const account = accountOf(resource);
  return here.find((one) => one.account === account) ?? here[0] ?? null;
}

function draftsOf(
  resources: readonly TerraformResource[],
  regions: ReadonlyMap<TerraformResource, string | null>,
  places: readonly SourcePlace[],
  { digester }: SourceOptions,
): readonly Draft[] {
  const [single, ...others] = places;
  const providers = new Set(resources.filter((one) => regions.get(one) !== null).map(({ provider }) => provider));
  // What another alias made may be in a region that nothing else of the file is in.
  const isAtHome = ({ provider }: TerraformResource) => !provider?.includes('.') || providers.has(provider);
  const homes = new Map(
    resources.map(
      (one) =>
        [
          one,
          placeOf(one, regions.get(one) ?? null, places) ??
            (others.length === 0 && isAtHome(one) ? (single ?? null) : null),
        ] as const,
    ),
  );
  const habits = habitsOf(resources);
  const tokens = new Map<string, string[]>();
  const tokenOf = (one: TerraformResource) => {
    const place = homes.get(one) ?? null;
    return addressToken({ region: place?.region ?? '', account: place?.account ?? NO_ACCOUNT }, one.address);
  };
  for (const one of resources)
    for (const name of new Set([one.address, withoutIndices(one.address)]))
      tokens.set(name, [...(tokens.get(name) ?? []), tokenOf(one)]);
  return resources.map((resource): Draft => {
    const known = terraformType(resource.type);
    const module = /^((?:module\.[^.]+\.)*)/.exec(withoutQuotedDots(resource.address))?.[1]?.length ?? 0;
    const prefix = resource.address.slice(0, module);
    const referred = (reference: string) => {
      const [, address = ''] = /^((?:data\.)?\w+\.[\w-]+(?:\[(?:"[^"]*"|\d+)\])?)/.exec(reference) ?? [];
      return tokens.get(`${prefix}${address}`) ?? tokens.get(`${withoutIndices(prefix)}${address}`) ?? null;
    };
    const type = known?.type ?? resource.type;
    const { properties, unread } = attributesOf(resource, known, referred, digester.digest, habits);
    const context = { type, digest: digester.digest, token: (text: string) => text, keepsText: true };
    const token = tokenOf(resource);
    const { id, arn, name } = resource.values;
    const keys = [token, id, arn, name].filter((one): one is string => typeof one === 'string' && one !== '');
    const safe = withoutSecrets(properties, context) as JsonObject;
    return {
      type,
      values: resource.values,
      tags: tagsIn(resource, digester.digest),
      keys,
      properties: { ...safe },
      unread: { ...unread },
      resource,
      place: homes.get(resource) ?? null,
      token,
    };
  });
}

/** Keys may hold dots: `module.app["eu.west"].x`. */
function withoutQuotedDots(address: string): string {
  return address.replaceAll(/"(?:[^"\\]|\\.)*"/g, (text) => text.replaceAll('.', '_'));
}

/** A value of the file, or who it will lead to. */
function attributeOf(draft: Draft, attribute: string): Json | undefined {
  const value = draft.values[attribute];
  return value === undefined || value === null ? draft.properties[attribute] : value;
}

/** Its tags; what the file marks as sensitive, or looks it, is a digest. */
function tagsIn({ values, sensitive }: TerraformResource, digest: (secret: string) => string): Draft['tags'] {
  const marked = isObject(sensitive) ? sensitive : {};
  const tags = ['tags', 'tags_all'].flatMap((member) => {
    const marks = marked[member];
    const isMarked = (key: string) => marks === true || (isObject(marks) && own(marks, key) === true);
    return Object.entries(asTags(values[member])).map(([key, value]) => [key, isMarked(key) ? digest(value) : value]);
  });
  return tagsWithoutSecrets(Object.fromEntries(tags), digest);
}

function resourceOf(
  { type, resource, place, properties, unread, token, tags }: Draft,
  places: readonly SourcePlace[],
): Resource {
  const { values, address } = resource;
  const name = place === null ? null : placeName(place, places);
  const global = place === null || isGlobal(type, textIn(values, 'arn'));
  const arn = textIn(values, 'arn');
  return {
    type,
    stack: null,
    logicalId: null,
    name: nameOf(type, properties, values) ?? tags.Name ?? null,
    selected: true,
    evidence: ['listed'],
    // What is known of a value that is not known as a whole is no value.
    properties: Object.fromEntries(Object.entries(properties).filter(([one]) => !Object.hasOwn(unread, one))),
    unread: Object.fromEntries(
      Object.entries(unread).map(([one, why]) => [
        one,
        { ...unknownGap(name ?? GLOBAL, type, why), properties: [one] },
      ]),
    ),
    tags,
    region: global ? GLOBAL : (name ?? GLOBAL),
    // One state, one region: what is global in it was made for that.
    ...(global && name !== null && places.length === 1 && { stackRegion: name }),
    id: textIn(values, 'id') ?? token,
    arn: arn?.startsWith('arn:') ? arn : null,
    address,
    depth: 'declared',
  };
}

function nameOf(type: string, properties: JsonObject, values: JsonObject): string | null {
  const property = nameProperty(type, properties);
  const names = [
    property === undefined ? undefined : properties[property],
    values.name,
    values.identifier,
    values.bucket,
    values.cluster_identifier,
  ];
  return names.find((one): one is string => typeof one === 'string' && one !== '' && !one.includes('{')) ?? null;
}

function asTags(value: Json | undefined): { readonly [key: string]: string } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, String(one ?? '')]));
}
