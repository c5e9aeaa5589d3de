/** The accounts that the bench reads, each with the ways to ask for it. */
import type { World } from '../../test/simulator/simulator.ts';
import type { Template } from '../../test/simulator/stacks.ts';
import { BY_HAND, buildByHand } from './by-hand.ts';
import { buildService, SERVICES, templateOf } from './services.ts';
import { SCENARIOS, type Scenario } from './targets.ts';
import { buildWorld, core } from './world.ts';

export type FaultWorld = {
  readonly name: string;
  readonly scenarios: readonly Scenario[];
  /** What its stacks are made of. */
  readonly templates: readonly Template[];
  /** What is made without a stack. */
  readonly types: readonly string[];
  build(endpoint: string): Promise<World>;
};

/** The shop, where discovery and what most applications have are tried in every way; then a field of services each. */
export const WORLDS: readonly FaultWorld[] = [
  { name: 'shop', scenarios: SCENARIOS, templates: [core], types: [], build: buildWorld },
  ...SERVICES.map((name) => ({
    name,
    scenarios: [{ name, selection: name }] as const,
    templates: [templateOf(name)],
    types: [],
    build: (endpoint: string) => buildService(name, endpoint),
  })),
  {
    name: 'by hand',
    scenarios: [{ name: 'by hand', selection: 'by hand' }],
    templates: [],
    types: BY_HAND,
    build: buildByHand,
  },
];
