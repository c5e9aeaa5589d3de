/** Makes changes by SDK calls one after the other, and reads anew after each. */
import type { Finding } from '../../../src/rules/rule.ts';
import type { Resource, Snapshot } from '../../../src/snapshot/snapshot.ts';
import { type Deployed, deploy, snapshotOf } from '../design.ts';
import { designs } from '../designs/index.ts';
import { audit } from '../run.ts';
import { type Scene, sceneOf, type Target } from '../scene.ts';
import { dataSteps } from './data-steps.ts';
import { loggingSteps } from './logging-steps.ts';
import { networkSteps } from './network-steps.ts';
import type { Course, Step, Wanted } from './step.ts';
import { tagSteps } from './tag-steps.ts';

const COURSES: readonly Course[] = [
  { design: 'three-tier', steps: [...networkSteps, ...dataSteps] },
  { design: 'landing-zone', steps: loggingSteps },
  { design: 'terraform-tagged', steps: tagSteps },
];

/** What became of a change that was made by SDK calls. */
export type Lived = { readonly step: Step; readonly design: string; readonly faults: readonly string[] };

/** The changes one after the other, each read anew: what it brings is what was not there before it. */
export async function live(endpoint: string, most: number): Promise<readonly Lived[]> {
  const lived: Lived[] = [];
  for (const course of COURSES) {
    const design = designs.find(({ name }) => name === course.design);
    if (!design) throw new Error(`there is no design ${course.design}`);
    const deployed = await deploy(endpoint, design);
    let before = deployed.snapshot;
    for (const step of course.steps.slice(0, most)) {
      const { after, faults } = await take(deployed, before, step);
      lived.push({ step, design: design.name, faults });
      before = after;
    }
  }
  return lived;
}

async function take(
  { design, world }: Deployed,
  before: Snapshot,
  step: Step,
): Promise<{ after: Snapshot; faults: readonly string[] }> {
  const [reference, region] = design.regions as readonly [string, string];
  const scene = sceneOf({ design, snapshot: before });
  const find = (counterpart: string, type?: string): Target => {
    const found = scene.targets.find(
      ({ row, place }) =>
        isCalled(row.counterpart, counterpart) && place === region && (type === undefined || row.type === type),
    );
    if (!found) {
      const known = scene.targets.map(({ row }) => `${row.type} ${row.counterpart}`).join(', ');
      throw new Error(`${design.name} has no ${type ?? ''} ${counterpart} in ${region}, but ${known}`);
    }
    return found;
  };
  const target = find(step.counterpart, step.type);
  const other = (counterpart: string) => find(counterpart, 'AWS::EC2::SecurityGroup').resource;
  await step.run({ world, region, resource: target.resource, other });
  const after = await snapshotOf(design, world);
  const [old, now] = [audit(scene, before, reference), audit(scene, after, reference)];
  const known = new Set(old.findings.map((one) => one.fingerprint));
  const fresh = now.findings.filter((one) => !known.has(one.fingerprint));
  return {
    after,
    faults: [
      ...wrongs(fresh, step, target, region),
      ...now.broken.filter((text) => !old.broken.includes(text)),
      ...disagreement(scene, { before, after, target, reference, live: now.findings }),
    ],
  };
}

/** A counterpart goes by its stack too: `app/Servers`. */
function isCalled(counterpart: string, name: string): boolean {
  return counterpart === name || counterpart.endsWith(`/${name}`);
}

/** What is missing of the wanted findings, and what is there beside them. */
function wrongs(fresh: readonly Finding[], { finds, type }: Step, target: Target, region: string): readonly string[] {
  const text = (one: Required<Wanted>, regions: readonly string[]) =>
    `${one.rule} ${one.type} ${one.counterpart} ${one.property} in ${regions.join(', ')}`;
  const wanted = finds.map((one) =>
    text({ property: '', type, counterpart: target.row.counterpart, ...one }, [region]),
  );
  const found = fresh.map((one) => text({ ...one, property: one.property ?? '' }, one.regions));
  const echo = (one: Finding) => one.type !== target.row.type && refersTo(one, target.resource);
  const surplus = fresh.filter((one, at) => !wanted.includes(found[at] as string) && !echo(one));
  return [
    ...wanted.filter((one) => !found.includes(one)).map((one) => `missed: ${one}`),
    ...surplus.map((one) => `false: ${text({ ...one, property: one.property ?? '' }, one.regions)}`),
  ];
}

/** A finding on what named the resource that is gone: true, as it names nothing now. */
function refersTo(finding: Finding, { id, arn, name }: Resource): boolean {
  const said = JSON.stringify(finding.values);
  return [id, arn, name].some((text) => text !== null && text.length > 3 && said.includes(text));
}

type Pair = {
  readonly before: Snapshot;
  readonly after: Snapshot;
  readonly target: Target;
  readonly reference: string;
  readonly live: readonly Finding[];
};

/** Whether the same change, made in the snapshot alone, brings the same findings as the one made by SDK calls. */
function disagreement(scene: Scene, { before, after, target, reference, live: found }: Pair): readonly string[] {
  const same = (a: Resource, b: Resource) => a.type === b.type && a.region === b.region && a.id === b.id;
  const now = after.resources.filter((one) => same(one, target.resource));
  const kept = before.resources.filter((one) => !same(one, target.resource));
  const fresh = after.resources.filter(
    (one) => one.type === target.resource.type && !before.resources.some((old) => same(one, old)),
  );
  const twin = audit(scene, { ...before, resources: [...kept, ...now, ...fresh] }, reference).findings;
  const prints = (findings: readonly Finding[]) =>
    findings
      .map((one) => one.fingerprint)
      .sort()
      .join(' ');
  return prints(twin) === prints(found)
    ? []
    : [`the snapshot changed alike says otherwise: ${twin.length} findings, not ${found.length}`];
}
