/** The command line of the detection bench. */
import { parseArgs } from 'node:util';
import { launch } from '../../test/simulator/launch.ts';
import { stable } from '../../test/worlds/stable.ts';
import { beforeDeploy, isTemplates } from './before/run.ts';
import { type Design, deploy } from './design.ts';
import { designs } from './designs/index.ts';
import { type DrawnCount, drawnTable, drawWorlds } from './drawn/run.ts';
import { knownCause } from './known.ts';
import { type Lived, live } from './live/run.ts';
import { type Mutated, mutate } from './mutate.ts';
import { random, shuffled } from './random.ts';
import { audit } from './run.ts';
import { mismatches, sceneOf } from './scene.ts';
import { failed, failure, table } from './table.ts';
import { type Departed, vary } from './varied.ts';

/** What a bounded run takes: small designs of every sort. */
const QUICK = [
  ...['static-site', 'three-tier', 'multi-region-key', 'terraform-tagged', 'peers'],
  ...['routed', 'messages', 'generic-types', 'parameters', 'conditions', 'mappings'],
];
const LIMIT = { full: 700, quick: 30 };
/** Changes made by SDK calls, of each course. */
const LIVE = { full: 100, quick: 3 };
/** Drawn worlds of each kind. */
const DRAWN = { full: 300, quick: 15 };
/** Changes of templates that are not deployed, of each design. */
const BEFORE = { full: 60, quick: 4 };

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    /** Mutations of each design. */
    limit: { type: 'string' },
    design: { type: 'string', multiple: true },
    /** Mutations of the templates of each design before they are deployed, and nothing else. */
    before: { type: 'string' },
    /** Drawn worlds of each kind, and nothing else. */
    drawn: { type: 'string' },
  },
});

type Precision = { readonly design: string; readonly resources: number; readonly wrong: readonly string[] };

async function one(endpoint: string, design: Design, limit: number, next: () => number): Promise<[Precision, Mutated]> {
  const started = performance.now();
  const deployed = await deploy(endpoint, design);
  // Ids that last, so that the same seed tries the same mutations.
  const scene = sceneOf({ design, snapshot: stable(deployed.snapshot, design.name) });
  const untouched = audit(scene, scene.snapshot, null);
  const wrong = [
    ...untouched.findings.map(
      (one) => `${one.severity} ${one.rule} ${one.type} ${one.counterpart} ${one.property ?? ''}`,
    ),
    ...untouched.broken,
    ...mismatches(scene),
  ];
  const taken = performance.now();
  const mutated = await mutate(scene, limit, next);
  const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(1);
  process.stderr.write(
    `${design.name}: ${scene.targets.length} resources, deployed and read in ${seconds(started, taken)} s; ` +
      `${mutated.tried.length} of ${mutated.possible} mutations in ${seconds(taken, performance.now())} s\n`,
  );
  return [{ design: design.name, resources: scene.targets.length, wrong }, mutated];
}

/** The drawn worlds in a table, and each that came out wrong. */
function reportDrawn(drawn: readonly DrawnCount[]): boolean {
  const wrong = drawn.flatMap(({ failures }) => failures);
  const tried = drawn.reduce((sum, one) => sum + one.tried, 0);
  const first = `${tried} drawn worlds of ${drawn.length} kinds: ${wrong.length} came out otherwise than they must`;
  process.stdout.write(`${[first, '', drawnTable(drawn), '', ...wrong].join('\n')}\n`);
  return wrong.length === 0;
}

/** All designs that are templates, before they are deployed: each untouched, and with one thing changed at a time. */
function reportBefore(limit: number, seed: number): boolean {
  const next = random(seed);
  const done = designs
    .filter((each) => isTemplates(each) && (values.design ?? [each.name]).includes(each.name))
    .map((each) => beforeDeploy(each, limit, next));
  const wrong = done.flatMap(({ design, wrong: lines }) => lines.map((line) => `${design}: ${line}`));
  const total = (of: 'tried' | 'stacks') => done.reduce((sum, each) => sum + each[of], 0);
  const first = `${done.length} designs of ${total('stacks')} templates, ${total('tried')} changes before a deploy: ${wrong.length} missed or false`;
  process.stdout.write(`${[first, ...wrong].join('\n')}\n`);
  return wrong.length === 0;
}

function report(
  untouched: readonly Precision[],
  mutated: readonly Mutated[],
  lived: readonly Lived[],
  departed: readonly Departed[],
): boolean {
  const all = mutated.flatMap(({ tried }) => tried);
  const failures = all.flatMap((runs) => runs.filter(failed));
  const unknown = failures.filter((tried) => knownCause(tried) === undefined);
  const wrong = untouched.flatMap((each) => each.wrong.map((line) => `${each.design}, untouched: ${line}`));
  const judged = mutated.reduce((sum, { fromFile }) => sum + fromFile.judged, 0);
  const otherwise = mutated.flatMap(({ fromFile }) =>
    fromFile.otherwise.map((line) => `from a file otherwise: ${line}`),
  );
  const unlike = lived.flatMap(({ step, design, faults }) =>
    faults.map((fault) => `${design}, by SDK calls: ${step.kind}: ${step.type} ${step.counterpart}: ${fault}`),
  );
  const strayed = departed.flatMap(({ design, what, faults }) => faults.map((fault) => `${design}, ${what}: ${fault}`));
  const outcomes = all.flat().map(({ outcome }) => outcome);
  const total = (of: 'tellable' | 'named') => outcomes.reduce((sum, outcome) => sum + outcome[of], 0);
  const resources = untouched.reduce((sum, each) => sum + each.resources, 0);
  const lines = [
    `${untouched.length} designs, ${resources} resources, untouched: ${wrong.length} false findings or wrong matches`,
    `${judged} mutations judged from a file as well: ${otherwise.length} came out otherwise`,
    `${lived.length} changes made by SDK calls and read again: ${unlike.length} missed, false, or otherwise than in the snapshot`,
    `${departed.length} places given another parameter or map: ${strayed.length} missed, false, or without the cause`,
    `of ${total('tellable')} differences beside a template, with no region to hold the others to, ${total('named')} name the one region that was changed`,
    '',
    table('type', all, ({ mutation }) => mutation.target.row.type),
    '',
    table('mutation', all, ({ mutation }) => mutation.kind),
    '',
    ...wrong,
    ...otherwise,
    ...unlike,
    ...strayed,
    ...failures.map((tried) => `${failure(tried)}${knownCause(tried) ? `\n  known: ${knownCause(tried)}` : ''}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return wrong.length + otherwise.length + unlike.length + strayed.length + unknown.length === 0;
}

async function main(): Promise<void> {
  if (values.drawn !== undefined) {
    process.exitCode = reportDrawn(drawWorlds(Number(values.drawn), Number(values.seed))) ? 0 : 1;
    return;
  }
  if (values.before !== undefined) {
    process.exitCode = reportBefore(Number(values.before), Number(values.seed)) ? 0 : 1;
    return;
  }
  const limit = Number(values.limit ?? (values.quick ? LIMIT.quick : LIMIT.full));
  const next = random(Number(values.seed));
  const names = values.design ?? (values.quick ? QUICK : designs.map(({ name }) => name));
  const chosen = shuffled(designs, next).filter(({ name }) => names.includes(name));
  const strangers = names.filter((name) => !designs.some((each) => each.name === name));
  if (strangers.length > 0) {
    const there = designs.map(({ name }) => name).sort();
    process.stderr.write(`there is no design ${strangers.join(', ')}; there are ${there.join(', ')}\n`);
    process.exitCode = 2;
    return;
  }
  const simulator = await launch();
  const untouched: Precision[] = [];
  const mutated: Mutated[] = [];
  const departed: Departed[] = [];
  let lived: readonly Lived[] = [];
  try {
    if (values.design === undefined) lived = await live(simulator.endpoint, values.quick ? LIVE.quick : LIVE.full);
    for (const design of chosen) {
      const [precision, done] = await one(simulator.endpoint, design, limit, next);
      untouched.push(precision);
      mutated.push(done);
      departed.push(...(await vary(simulator.endpoint, design)));
    }
  } finally {
    await simulator.stop();
  }
  const isRight = report(untouched, mutated, lived, departed);
  const drawn =
    values.design === undefined ? drawWorlds(values.quick ? DRAWN.quick : DRAWN.full, Number(values.seed)) : [];
  const isRightBefore = reportBefore(values.quick ? BEFORE.quick : BEFORE.full, Number(values.seed));
  process.exitCode = reportDrawn(drawn) && isRight && isRightBefore ? 0 : 1;
}

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
await main();
