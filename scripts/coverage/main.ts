/**
 * Prints how much of the resources of a list of templates would be compared, and how: live, as declared, or by presence only.
 *
 * Usage: npm run coverage [-- FILE]
 *   FILE  `{types: [TYPE …], templates: {SOURCE: [[[TYPE INDEX, COUNT] …] …]}}`; default ../shared/type-frequency.json;
 *         `Custom` stands for all custom resources
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { rungOf } from '../../src/collectors/generic/rungs.ts';
import { loadTypeKnowledge } from '../../src/collectors/generic/type-knowledge.ts';
import { collectors } from '../../src/collectors/index.ts';
import { coverageOf, type Frequency, told } from './coverage.ts';

const file = resolve(process.argv[2] ?? '../shared/type-frequency.json');
if (!existsSync(file)) {
  process.stderr.write(`coverage: ${file}: no such file; give one: npm run coverage -- FILE\n`);
  process.exit(2);
}
const knowledge = await loadTypeKnowledge();
const frequency = JSON.parse(readFileSync(file, 'utf8')) as Frequency;
process.stdout.write(
  told(coverageOf(frequency, (type) => rungOf(type === 'Custom' ? 'Custom::Any' : type, knowledge, collectors))),
);
