/** Finds, reads and checks a baseline file. */
import { z } from 'zod';
import type { Collector } from '../collectors/collector.ts';
import { type Path, parseYaml, readText } from '../common/yaml-file.ts';
import { type Baseline, Baseline as BaselineSchema, type BaselineSettings } from './baseline.ts';
import { checkBaseline } from './check-baseline.ts';
import { checkProperties } from './check-properties.ts';
import { checkWaivers } from './check-waivers.ts';
import { issuesOf } from './issues.ts';
import { type DeclaredRule, readSettings, unknownRules, usageError } from './rule-settings.ts';
import { type Note, search, type Wanted } from './search.ts';
import { placed } from './waiver-file.ts';

const WANTED: Wanted = {
  names: ['infra-parity.yaml', 'infra-parity.yml', 'infra-parity.json'],
  flag: '--baseline',
  several: 'there are several baselines; keep one, or name it with --baseline',
};

/** What a baseline may speak of. */
export type Known = { readonly collectors: readonly Collector[]; readonly rules: readonly DeclaredRule[] };

/** The baseline of the working directory or of the nearest one above it; null when there is none that is to be obeyed. */
export function findBaseline(cwd: string, note?: Note): string | null {
  return search(cwd, cwd, true, WANTED, note);
}

/**
 * Reads and checks a baseline.
 *
 * @param shown what every place says: the path as the user gave it, so that a report is the same on every machine
 * @param known what is read of which type and which rules there are, for checking the names in it
 * @throws UsageError with one line for each thing that is wrong, and its place
 */
export function readBaseline(path: string, known: Known, shown = path): Baseline {
  return parseBaseline(readText(path, 'the baseline', shown), shown, known);
}

/** The same from its text. */
export function parseBaseline(text: string, file: string, known: Known): Baseline {
  const { value, place } = parseYaml(text, file);
  return checked(value, { file, place }, known);
}

function checked(value: unknown, where: Pick<Baseline, 'file' | 'place'>, { collectors, rules }: Known): Baseline {
  const parsed = BaselineSchema.safeParse(value);
  if (!parsed.success) throw usageError(issuesOf(parsed.error, value, keysAt), where);
  const { waivers, ...settings } = parsed.data as BaselineSettings;
  const place = (path: Path) => where.place(['waivers', ...path]);
  const baseline: Baseline = { ...settings, ...where, ...(waivers && { waivers: placed(waivers, place) }) };
  const options = rules.flatMap((rule) => readSettings(rule, baseline).issues);
  const issues = [
    ...unknownRules(baseline, rules),
    ...options,
    ...checkBaseline(baseline, collectors),
    ...checkProperties(baseline, collectors),
    ...checkWaivers(baseline.waivers ?? [], rules),
  ];
  if (issues.length > 0) throw usageError(issues, baseline);
  return baseline;
}

type JsonSchema = {
  readonly properties?: { readonly [name: string]: JsonSchema };
  readonly items?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly anyOf?: readonly JsonSchema[];
};

/** The keys that may stand at a path, for guessing what a misspelt one meant. */
function keysAt(path: readonly (string | number)[]): readonly string[] {
  let schemas: readonly JsonSchema[] = [z.toJSONSchema(BaselineSchema, { io: 'input' }) as JsonSchema];
  const spread = (schema: JsonSchema): readonly JsonSchema[] => [schema, ...(schema.anyOf ?? []).flatMap(spread)];
  for (const part of path) {
    schemas = schemas.flatMap(spread).flatMap(({ properties, items, additionalProperties }) => {
      const inside = typeof part === 'number' ? items : (properties?.[part] ?? additionalProperties);
      return typeof inside === 'object' ? [inside] : [];
    });
  }
  return schemas.flatMap(spread).flatMap((schema) => Object.keys(schema.properties ?? {}));
}
