/** What is known of every CloudFormation type, from a generated file that is loaded when it is first needed. */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Override, TypeFacts } from './type-facts.ts';
import { OVERRIDES } from './type-overrides.ts';

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

const FILE = new URL('./type-knowledge.json', import.meta.url);
let loaded: TypeKnowledge | null = null;

/** Reads the file once, whoever asks. */
export async function loadTypeKnowledge(): Promise<TypeKnowledge> {
  loaded ??= makeTypeKnowledge(JSON.parse(await readFile(FILE, 'utf8')) as File);
  return loaded;
}

/** The same for who cannot wait: what judges a snapshot does not. */
export function typeKnowledge(): TypeKnowledge {
  loaded ??= makeTypeKnowledge(JSON.parse(readFileSync(FILE, 'utf8')) as File);
  return loaded;
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
