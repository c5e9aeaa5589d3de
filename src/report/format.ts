/** What a format is. */
import type { Reporter } from './report.ts';

/** A format of `--report`: one file in `formats/`, named as the format. */
export type Format = {
  /** Of the file that it is usually written to, without the dot. */
  readonly extension: string;
  /** What it is for, one sentence. */
  readonly summary: string;
  /** What a reader or a machine must know of it, a paragraph each; Markdown, for docs/reports.md. */
  readonly notes: readonly string[];
  /** Set where its lines are commands to a CI runner; it has then made its values harmless itself. */
  readonly commands?: true;
  /** Read by people: shows what they ask to see of the findings (`--severity`, `--top` …). The others have all, always. */
  readonly forPeople?: true;
  readonly render: Reporter;
};
