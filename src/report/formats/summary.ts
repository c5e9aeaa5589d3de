/** The format `summary`. */
import type { Format } from '../format.ts';
import { markdown } from '../markdown/markdown.ts';
import type { AuditResult, ReportOptions } from '../report.ts';

/** GitHub drops the summary of a step that is larger than 1024 KiB; the rest is for what else the step writes. */
const BYTES = 1000 * 1024;

export default {
  extension: 'md',
  summary: 'For the summary of a GitHub Actions step (`$GITHUB_STEP_SUMMARY`): as markdown, with room for more.',
  notes: [
    'At most 1,000 KiB in UTF-8: GitHub drops a step summary of more than 1,024 KiB as a whole. Otherwise the same text as `markdown`.',
  ],
  forPeople: true,
  render: (result: AuditResult, options?: ReportOptions) =>
    markdown(result, (text) => Buffer.byteLength(text) <= BYTES, options?.view),
} satisfies Format;
