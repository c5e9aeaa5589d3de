/** The order of the test files: what opens a world, a browser or a process first, so that no worker ends with a long one alone. */
import { readFileSync } from 'node:fs';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const SLOW = /openWorld|describeInChromium|installPackage|node:child_process|fast-check/;

export default class SlowFirst extends BaseSequencer {
  /** Within each of the two groups as vitest does it: by what it remembers of the last run, else by size. */
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const slow = new Set(sorted.filter((file) => SLOW.test(readFileSync(file.moduleId, 'utf8'))));
    return [...slow, ...sorted.filter((file) => !slow.has(file))];
  }
}
