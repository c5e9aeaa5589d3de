/** Starts the run's simulator. */
import type { TestProject } from 'vitest/node';
import { launch } from './launch.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the run's simulator answers; empty when the run was started with SIMULATOR=off. */
    simulatorEndpoint: string;
  }
}

/** Starts one simulator for the whole run; `SIMULATOR=off` leaves it out. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (process.env.SIMULATOR === 'off') {
    project.provide('simulatorEndpoint', '');
    return undefined;
  }
  const simulator = await launch();
  project.provide('simulatorEndpoint', simulator.endpoint);
  return simulator.stop;
}
