/** The format `markdown`. */
import type { Format } from '../format.ts';
import { markdown } from '../markdown/markdown.ts';
import type { AuditResult, ReportOptions } from '../report.ts';

/** GitHub refuses a comment of more than 65,536 characters; the rest is for the name of a job in the first line. */
const CHARACTERS = 65_536 - 64;

export default {
  extension: 'md',
  summary: 'For a comment on a pull request: verdict, split, findings folded by severity, cut to what GitHub takes.',
  notes: [
    'At most 65,536 characters. When not all rows fit, the worst are kept, and the text says how many were left out, above and in each section. The number of a section is always the whole number.',
    'The first line is `<!-- infra-parity -->`: a bot finds its own comment by it and updates it in place. What AWS resources are called stands in code spans, where it can be no HTML, link, mention or issue number; a `|` in it is shown as `│`.',
  ],
  forPeople: true,
  render: (result: AuditResult, options?: ReportOptions) =>
    markdown(result, (text) => text.length <= CHARACTERS, options?.view),
} satisfies Format;
