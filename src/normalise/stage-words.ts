/** Words for the stages of a design, as names spell them. */

/** Spellings of one stage; a place that is called by one of them may be meant by all. */
const STAGES: readonly (readonly string[])[] = [
  ['production', 'prod', 'prd', 'live'],
  ['preproduction', 'preprod', 'pre'],
  ['staging', 'stage', 'stg'],
  ['development', 'develop', 'dev'],
  ['testing', 'test', 'tst'],
  ['integration', 'int'],
  ['acceptance', 'acc'],
  ['uat'],
  ['qa'],
  ['sandbox', 'sbx'],
  ['demo'],
];

const BY_WORD = new Map(STAGES.flatMap((spellings) => spellings.map((word) => [word, spellings] as const)));

/**
 * The words that names may say for each place: its whole name, and for every part that is a stage, the spellings of it. A word of two
 * places tells neither: of `prod-us` and `prod-eu` nothing is left but the whole names.
 *
 * @param names the places by name
 */
export function wordsOfNames(names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const all = new Map(names.map((name) => [name, new Set([name.toLowerCase(), ...stagesIn(name)])]));
  const owners = new Map<string, number>();
  for (const words of all.values()) for (const word of words) owners.set(word, (owners.get(word) ?? 0) + 1);
  return new Map([...all].map(([name, words]) => [name, [...words].filter((word) => owners.get(word) === 1)]));
}

function stagesIn(name: string): readonly string[] {
  return name
    .toLowerCase()
    .split(/[-_./]/)
    .flatMap((part) => BY_WORD.get(part) ?? []);
}
