/** The command rules. */
import { z } from 'zod';
import { didYouMean } from '../common/did-you-mean.ts';
import { UsageError } from '../common/usage-error.ts';
import { toJson } from '../report/json.ts';
import { rules } from '../rules/index.ts';
import type { Example, Rule } from '../rules/rule.ts';
import type { Io } from './io.ts';
import { type Page, page } from './page.ts';

function example({ name, regions, baseline, reports }: Example, out: Page): void {
  const outcome = reports.length === 0 ? 'no finding' : `reports ${reports.join(', ')}`;
  out.say(`${name}: ${outcome}`, '- ');
  for (const [region, resources] of Object.entries(regions)) {
    const what =
      resources === 'denied' ? 'could not be read' : resources.map(({ type, name }) => `${type} ${name}`).join(', ');
    out.say(`${region}: ${what === '' ? 'nothing' : what}`, '    ');
  }
  if (baseline !== undefined) out.say(`baseline: ${baseline}`, '    ');
}

/** What `explain` shows of a rule too. */
export function ruleReasons({ meta }: Rule, out: Page): void {
  out.title('Why it matters');
  out.say(meta.why);
  out.title('What to do');
  out.say(meta.fix);
  out.title('What it cannot see');
  out.say(meta.cannotSee);
}

function onePage(rule: Rule, out: Page): void {
  const { meta } = rule;
  out.title(meta.id);
  out.say(`${meta.summary}. Severity ${meta.severity}, unless a finding says otherwise.`);
  out.say(
    meta.family === 'parity'
      ? 'Holds the regions against each other.'
      : meta.builtIn
        ? 'Holds each region against the built-in expectations (off with --no-default-expectations).'
        : 'Holds each region against the baseline.',
  );
  out.say(`Judges ${meta.types === undefined ? 'every type' : meta.types.join(', ')}.`);
  ruleReasons(rule, out);
  out.title('Messages');
  out.list(Object.values(meta.messages));
  out.title('Examples');
  for (const one of meta.examples) example(one, out);
  out.title('In the baseline');
  out.raw(`rules:\n  ${meta.id}: off          # or low, medium, high, critical`);
}

export type RulesFlags = { readonly json?: boolean };

/** All that is declared of a rule, with the JSON Schema of its options. */
function ruleJson({ meta, options }: Rule): object {
  return { ...meta, builtIn: meta.builtIn === true, options: z.toJSONSchema(options, { io: 'input' }) };
}

/** `rules` lists them, `rules ID` is the page of one. */
export function rulesCommand(id: string | undefined, io: Io, { json = false }: RulesFlags = {}): number {
  const out = page({}, io);
  if (id === undefined && json) {
    io.stdout.write(toJson(rules.map(ruleJson)));
    return 0;
  }
  if (id === undefined) {
    const wide = Math.max(...rules.map(({ meta }) => meta.id.length));
    for (const { meta } of rules) {
      out.say(meta.summary, `${meta.id.padEnd(wide)}  ${meta.severity.padEnd(8)}  ${meta.family.padEnd(8)}  `);
    }
    out.print();
    return 0;
  }
  const rule = rules.find(({ meta }) => meta.id === id);
  if (rule === undefined) {
    const hint = didYouMean(
      id,
      rules.map(({ meta }) => meta.id),
    );
    throw new UsageError(`rules ${id}`, `there is no such rule${hint || '; infra-parity rules lists them'}`);
  }
  if (json) {
    io.stdout.write(toJson(ruleJson(rule)));
    return 0;
  }
  onePage(rule, out);
  out.print();
  return 0;
}
