/** Deploys the templates of an assembly to the simulator as `cdk deploy` would, in the order of the manifest. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { World } from '../simulator/simulator.ts';

export async function deployAssembly(world: World, assembly: string): Promise<void> {
  const { artifacts } = JSON.parse(readFileSync(join(assembly, 'manifest.json'), 'utf8'));
  for (const [id, { type, environment, properties }] of Object.entries<Record<string, unknown>>(artifacts)) {
    if (type !== 'aws:cloudformation:stack') continue;
    const { templateFile, stackName = id } = properties as { templateFile: string; stackName?: string };
    const template = JSON.parse(readFileSync(join(assembly, templateFile), 'utf8'));
    // What CDK's own bootstrap holds is not deployed here, and nothing refers to it.
    const { Parameters: _, Rules: __, ...rest } = template;
    await world.deploy(String(environment).split('/').at(-1) as string, stackName, rest);
  }
}
