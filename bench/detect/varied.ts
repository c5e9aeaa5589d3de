/** Deploys a design otherwise to one place: another parameter, another map. */
import type { Finding } from '../../src/rules/rule.ts';
import { stable } from '../../test/worlds/stable.ts';
import { type Design, deploy, type Varied } from './design.ts';
import { audit } from './run.ts';
import { sceneOf } from './scene.ts';

/** A design deployed otherwise to one place, and what an audit said wrongly of it, or left out. */
export type Departed = { readonly design: string; readonly what: string; readonly faults: readonly string[] };

/** Deploys the design anew with what each of its variations gives to one place: a parameter, a map. */
export async function vary(endpoint: string, design: Design): Promise<readonly Departed[]> {
  const departed: Departed[] = [];
  for (const one of design.varied ?? []) {
    const deployed = await deploy(endpoint, departing(design, one));
    const scene = sceneOf({ design, snapshot: stable(deployed.snapshot, design.name) });
    const { findings, broken } = audit(scene, scene.snapshot, null);
    departed.push({ design: design.name, what: one.what, faults: [...faultsOf(findings, one), ...broken] });
  }
  return departed;
}

function departing(design: Design, { parameters, beside }: Varied): Design {
  return {
    ...design,
    stacks: (at) =>
      (design.stacks?.(at) ?? []).map((stack) => ({
        ...stack,
        template: { ...(stack.template as object), ...beside?.(at) },
        parameters: { ...stack.parameters, ...parameters?.(at) },
      })),
  };
}

function faultsOf(findings: readonly Finding[], { finds, cause }: Varied): readonly string[] {
  const textOf = (one: Varied['finds'][number]) =>
    [one.rule, one.type, one.counterpart, one.property ?? ''].join(' ').trim();
  const wanted = finds.map(textOf);
  const found = findings.map((one) => textOf({ ...one, property: one.property ?? null }));
  return [
    ...wanted.filter((one) => !found.includes(one)).map((one) => `missed: ${one}`),
    ...found.filter((one) => !wanted.includes(one)).map((one) => `false: ${one}`),
    ...findings.flatMap((one, at) =>
      one.because?.kind === cause.kind && one.because.name === cause.name
        ? []
        : [`${found[at]}: the cause is ${cause.kind} ${cause.name}, not ${one.because?.kind} ${one.because?.name}`],
    ),
  ];
}
