/** Measures the commands that need nothing. */
import { CLI, EMPTY, interleaved, run } from './process.mjs';

/** Wall, CPU and peak of the commands that need nothing, beside those of an empty Node. */
export async function startup(rounds) {
  const results = await interleaved(rounds, {
    empty: () => run(EMPTY),
    version: () => run([CLI, '--version']),
    help: () => run([CLI, '--help']),
    demo: () => run([CLI, 'demo']),
  });
  const ratio = (name) => results[name].wall / results.empty.wall;
  return { ...results, ratios: { version: ratio('version'), help: ratio('help'), demo: ratio('demo') } };
}
