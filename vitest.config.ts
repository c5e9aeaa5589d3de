/** How the tests are run. */
import { defineConfig } from 'vitest/config';
import SlowFirst from './test/sequencer.ts';

/** `SIMULATOR=off` runs without the AWS simulator; tests that need it then fail and say so. */
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['test/simulator/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Processes, not threads: the tests of the command line change directory and environment.
    pool: 'forks',
    maxWorkers: 2,
    // Starting a process and reading the sources anew for each file took more than half of the suite's time.
    isolate: false,
    sequence: { sequencer: SlowFirst },
    setupFiles: ['test/leave-no-trace.ts'],
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    coverage: {
      provider: 'v8',
      reporter: ['text-summary', 'json-summary'],
      include: ['src/**/*.ts'],
      exclude: ['src/**/*.test.ts'],
    },
  },
});
