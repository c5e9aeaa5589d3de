/** What is known of every CloudFormation type, from a generated file that is loaded when it is first needed. */
import { readFile } from 'node:fs/promises';
import { OVERRIDES, type Override } from './type-overrides.ts';

/** Paths are of names, with `*` for a list's items and a map's values: `Origins.*.Id`. */
export type TypeFacts = {
  /** Properties of the primary identifier, in the order in which Cloud Control wants their values. */
  readonly id: readonly string[];
  /** What `Ref` gives where that is not the whole identifier; absent when nobody says. */
  readonly ref?: readonly string[];
  /** Documented: `Ref` gives the identifier. */
  readonly refIsId?: true;
  /** `lambda:${Region}:${Account}:function:${FunctionName}`. */
  readonly arn?: string;
  /** The property that holds the tags. */
  readonly tags?: string;
  readonly readOnly: readonly string[];
  /** Can be declared, and is never returned. */
  readonly writeOnly: readonly string[];
  /** What `GetAtt` gives beside the read-only properties. */
  readonly attributes: readonly string[];
  /** Lists that the schema calls unordered. */
  readonly unordered: readonly string[];
  /** Lists of plain values that the schema calls ordered. */
  readonly ordered: readonly string[];
  /** Texts that a service keeps in its own case, whatever was declared. */
  readonly folded: readonly string[];
  /** Properties that hold policy documents. */
  readonly policies: readonly string[];
  /** Path to `TYPE.PROPERTY`, several separated by spaces. */
  readonly references: { readonly [path: string]: string };
  /** Whether Cloud Control can read it. */
  readonly handlers: boolean;
  /** The read handler asks for a secret, or for an action that is no read. */
  readonly secretRead: boolean;
  /** "Not found" is said of things that are there. */
  readonly notFoundIsUnknown: boolean;
};

export type TypeKnowledge = {
  /** When AWS published the schemas, `2026-05-20`. */
  readonly date: string;
  readonly sources: readonly string[];
  /** Regions of which it is known what they offer. */
  readonly regions: readonly string[];
  readonly types: readonly string[];
  /** null = a type that this release does not know. */
  facts(type: string): TypeFacts | null;
  /** Why the facts of a type are not the generated ones. */
  overrides(type: string): readonly Override[];
  /**
   * Whether CloudFormation offers a type in a region; null when that is not known. `false` says that a stack cannot make it
   * there, not that the service is absent.
   */
  offered(type: string, region: string): boolean | null;
};

type Row = Partial<Omit<TypeFacts, 'secretRead' | 'notFoundIsUnknown'>> & { readonly offered?: string };
type File = {
  readonly sources: readonly string[];
  readonly date: string;
  readonly regions: readonly string[];
  readonly types: { readonly [type: string]: Row };
};

let loading: Promise<TypeKnowledge> | null = null;

/** Reads the file once, whoever asks. */
export function loadTypeKnowledge(): Promise<TypeKnowledge> {
  loading ??= readFile(new URL('./type-knowledge.json', import.meta.url), 'utf8').then((text) =>
    makeTypeKnowledge(JSON.parse(text) as File),
  );
  return loading;
}

/** @param file what scripts/type-knowledge.mjs wrote */
export function makeTypeKnowledge(file: File): TypeKnowledge {
  const { sources, date, regions, types } = file;
  const memo = new Map<string, TypeFacts>();
  return {
    date,
    sources,
    regions,
    types: Object.keys(types),
    facts(type) {
      const row = Object.hasOwn(types, type) ? types[type] : undefined;
      if (row === undefined) return null;
      const known = memo.get(type) ?? withOverrides(row, OVERRIDES.get(type) ?? []);
      memo.set(type, known);
      return known;
    },
    overrides: (type) => OVERRIDES.get(type) ?? [],
    offered(type, region) {
      const row = Object.hasOwn(types, type) ? types[type] : undefined;
      const at = regions.indexOf(region);
      if (row?.offered === undefined || at < 0) return null;
      const digit = Number.parseInt(row.offered[Math.floor(at / 4)] ?? '0', 16);
      return ((digit >> (3 - (at % 4))) & 1) === 1;
    },
  };
}

const LISTS = ['readOnly', 'writeOnly', 'attributes', 'unordered', 'ordered', 'folded', 'policies'] as const;

function withOverrides(row: Row, overrides: readonly Override[]): TypeFacts {
  const lists = Object.fromEntries(
    LISTS.map((name) => [name, [...(row[name] ?? []), ...overrides.flatMap(({ facts }) => facts[name] ?? [])]]),
  ) as unknown as Pick<TypeFacts, (typeof LISTS)[number]>;
  const { offered: _, ...rest } = row;
  const flags = Object.assign({}, ...overrides.map(({ facts }) => facts)) as Partial<TypeFacts>;
  return {
    ...rest,
    handlers: true,
    secretRead: false,
    notFoundIsUnknown: false,
    id: [],
    ...(row.id && { id: row.id }),
    ...(row.handlers !== undefined && { handlers: row.handlers }),
    ...flags,
    ...lists,
    references: { ...row.references, ...flags.references },
  };
}
