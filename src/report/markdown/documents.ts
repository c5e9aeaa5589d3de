/** Documents that differ, line by line, in Markdown. */
import type { Finding } from '../../rules/rule.ts';
import { contrast } from '../contrast.ts';
import { plain } from '../facts.ts';
import { type LineDiff, lineDiff } from '../line-diff.ts';
import { directed } from '../text/values.ts';
import { code, sentence } from './cell.ts';

/** Lines of one document; the JSON report has all. */
const LINES = 60;
const LONG = 300;

/** The finding's documents as blocks that GitHub colours; [] where a line says it all. */
export function documentBlocks(finding: Finding): readonly string[] {
  const values = Object.entries(finding.values).map(([place, value]) => [place, directed(finding, value)] as const);
  return contrast(new Map(values)).flatMap(({ path, documents }) => {
    const diff = documents === undefined ? null : lineDiff(documents, finding.regions);
    return diff === null ? [] : [block(finding, `${path}${diff.title}`, diff)];
  });
}

function block(finding: Finding, path: string, { sides: [first, second], lines }: LineDiff): string {
  const fence = '`'.repeat(
    Math.max(3, ...lines.flatMap(({ text }) => [...text.matchAll(/`+/g)].map((run) => run[0].length + 1))),
  );
  const shown = lines.slice(0, LINES).map(({ sign, text }) => `${sign} ${plain(text, LONG)}`);
  const more = lines.length - shown.length;
  return [
    `${sentence(finding.message)}${path === '' ? '' : `, at ${code(path, 200)}`}: \`-\` ${code(first.join(', '), 200)}, \`+\` ${code(second.join(', '), 200)}`,
    '',
    `${fence}diff`,
    ...shown,
    ...(more > 0 ? [`… ${more} more lines`] : []),
    fence,
    '',
  ].join('\n');
}
