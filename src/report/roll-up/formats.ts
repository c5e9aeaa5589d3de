/** The formats of a roll-up. */
import { safeJson } from '../../common/json-text.ts';
import { withoutCommands } from '../escape.ts';
import { toJson } from '../json.ts';
import { exposition, type Sample } from '../openmetrics-text.ts';
import type { ReportOptions, Verdict } from '../report.ts';
import { SEVERITIES } from '../words.ts';
import { rollUpPage } from './html.ts';
import type { ROLL_UP_NAMES } from './names.ts';
import type { GroupLine, RollUp } from './roll-up.ts';
import { rollUpText } from './text.ts';

const VERDICTS: readonly Verdict[] = ['parity', 'deviation', 'incomplete', 'error'];

type Write = (result: RollUp, options: ReportOptions) => string;

/** Format name to what writes it: `--report` takes these where there are groups. */
export const ROLL_UP_FORMATS: { readonly [name in (typeof ROLL_UP_NAMES)[number]]: Write } = {
  text: harmless(rollUpText),
  json: harmless((result) => toJson(result)),
  jsonl: harmless(jsonl),
  html: harmless(rollUpPage),
  openmetrics: harmless(openmetrics),
};

/** Looked at once it is laid out: a wrapped line may begin with what a runner obeys. */
function harmless(write: Write): Write {
  return (result, options) => withoutCommands(write(result, options));
}

/** For the lake: a line a group, then a line for each thing found, each by itself. */
function jsonl({ groups, causes, takenAt }: RollUp): string {
  const lines = [
    ...groups.map((group) => ({ kind: 'group', ...group })),
    ...causes.map((cause) => ({ kind: 'cause', takenAt, ...cause })),
  ];
  return lines.map((line) => `${safeJson(JSON.stringify(line))}\n`).join('');
}

function openmetrics(result: RollUp): string {
  const { groups } = result;
  const each = (samples: (group: GroupLine) => readonly Sample[]): readonly Sample[] =>
    groups.flatMap((group) =>
      samples(group).map(({ labels, value }) => ({ labels: { group: group.name, ...labels }, value })),
    );
  return exposition([
    {
      name: 'infra_parity_groups',
      help: 'Groups by verdict.',
      samples: VERDICTS.map((verdict) => ({ labels: { verdict }, value: result.verdicts[verdict] })),
    },
    {
      name: 'infra_parity_group_verdict',
      help: '1 for the verdict of the group, 0 for the others.',
      samples: each(({ verdict: own }) =>
        VERDICTS.map((verdict) => ({ labels: { verdict }, value: Number(verdict === own) })),
      ),
    },
    {
      name: 'infra_parity_group_gate_passes',
      help: '1 when the group passes its gate, whatever the verdict.',
      samples: each(({ gate }) => [{ value: Number(gate.passes) }]),
    },
    {
      name: 'infra_parity_group_findings',
      help: 'Open findings by group and severity.',
      samples: each(({ severities }) =>
        SEVERITIES.map((severity) => ({ labels: { severity }, value: severities[severity] })),
      ),
    },
    {
      name: 'infra_parity_group_gaps',
      help: 'Things that could not be read, by group.',
      samples: each(({ gaps }) => [{ value: gaps }]),
    },
    {
      name: 'infra_parity_group_score_ratio',
      help: 'Share of the compared resources that are the same everywhere; NaN when nothing was compared.',
      unit: 'ratio',
      samples: each(({ score }) => [{ value: score ?? Number.NaN }]),
    },
    {
      name: 'infra_parity_group_places',
      help: '1 for each place of a group; the labels name its region and account.',
      samples: each(({ places }) =>
        places.map(({ name, region, account }) => ({ labels: { place: name, region, account }, value: 1 })),
      ),
    },
    {
      name: 'infra_parity_group_snapshot_timestamp_seconds',
      help: 'When the group was read, seconds since 1970; NaN when nothing of it was.',
      unit: 'seconds',
      samples: each(({ takenAt }) => [{ value: takenAt === null ? Number.NaN : Date.parse(takenAt) / 1000 }]),
    },
  ]);
}
