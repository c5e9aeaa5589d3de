/** The shape of an OCSF event. */
import type { Finding } from '../../rules/rule.ts';
import { plain } from '../facts.ts';
import type { AuditResult } from '../report.ts';
import { yardstick } from '../text/tail.ts';

/** The frame of an OCSF 1.5.0 Compliance Finding (class 2003, profile cloud), the same for all that is told. */

const VERSION = '1.5.0';
const CATEGORY = 2;
const CLASS = 2003;
const ACTIVITIES = { Create: 1, Update: 2, Close: 3 } as const;

/** A number of an OCSF enumeration with its caption. */
type Numbered = readonly [number, string];

export type Told = {
  readonly activity?: keyof typeof ACTIVITIES;
  /** Stable from run to run: what a lake tells findings apart by. */
  readonly uid: string;
  readonly title: string;
  readonly desc?: string;
  /** The rule, or what stands for one. */
  readonly control: string;
  /** Items of frameworks that the rule answers. */
  readonly answers?: readonly string[];
  readonly severity: Numbered;
  /** Where the finding is in its life. */
  readonly status: Numbered;
  readonly statusDetail?: string;
  /** What the check said. */
  readonly compliance: Numbered;
  readonly code?: string;
  readonly details?: readonly string[];
  readonly remedy?: string;
  readonly cloud: object;
  readonly resources?: readonly object[];
  /** What OCSF has no member for. */
  readonly more: object;
};

/** A compliance finding of OCSF. */
export function event(result: AuditResult, told: Told): object {
  const { activity = 'Create', severity, status, compliance, details = [] } = told;
  const control = plain(told.control, 200);
  return {
    activity_id: ACTIVITIES[activity],
    activity_name: activity,
    category_uid: CATEGORY,
    category_name: 'Findings',
    class_uid: CLASS,
    class_name: 'Compliance Finding',
    type_uid: CLASS * 100 + ACTIVITIES[activity],
    type_name: `Compliance Finding: ${activity}`,
    time: timeOf(result),
    severity_id: severity[0],
    severity: severity[1],
    status_id: status[0],
    status: status[1],
    ...(told.statusDetail !== undefined && { status_detail: told.statusDetail }),
    message: told.title,
    metadata: metadata(result, control),
    cloud: told.cloud,
    compliance: {
      control,
      standards: ['infra-parity', ...standardsOf(told.answers ?? [])],
      requirements: [yardstick(result), ...(told.answers ?? [])],
      status_id: compliance[0],
      status: compliance[1],
      ...(told.code !== undefined && { status_code: told.code }),
      ...(details.length > 0 && { status_details: details }),
    },
    finding_info: {
      uid: plain(told.uid, 400),
      title: told.title,
      ...(told.desc !== undefined && { desc: told.desc }),
      types: [control],
    },
    ...(told.remedy !== undefined && { remediation: { desc: told.remedy } }),
    ...(told.resources !== undefined && told.resources.length > 0 && { resources: told.resources }),
    unmapped: told.more,
  };
}

/** The frameworks, each once. */
function standardsOf(answers: readonly string[]): readonly string[] {
  return [...new Set(answers.map((one) => FRAMEWORKS.find(([start]) => one.startsWith(start))?.[1] ?? one))];
}

const FRAMEWORKS: readonly (readonly [start: string, name: string])[] = [
  ['REL', 'AWS Well-Architected Reliability Pillar'],
  ['ARC', 'Amazon Application Recovery Controller readiness rules'],
  ['NIST 800-53', 'NIST SP 800-53 Rev. 5'],
  ['CIS AWS Foundations 3.0', 'CIS AWS Foundations Benchmark 3.0'],
];

/** Milliseconds since 1970 of the snapshot: the finding is as old as what was read. */
function timeOf({ snapshot }: AuditResult): number {
  const time = Date.parse(snapshot.takenAt);
  return Number.isNaN(time) ? 0 : time;
}

function metadata({ tool }: AuditResult, control: string): object {
  const product = { name: tool.name, vendor_name: tool.name, version: tool.version };
  return { version: VERSION, profiles: ['cloud'], product, event_code: control };
}

/** One region and account where all that is meant is there; else what is common. */
export function cloudOf({ snapshot }: AuditResult, names: readonly string[]): object {
  const places = names.map((name) => snapshot.regions.find((place) => place.name === name));
  const accounts = new Set(places.map((place) => place?.account ?? snapshot.caller.account));
  const [name] = names;
  const region = names.length === 1 ? (places[0]?.region ?? name) : undefined;
  return {
    provider: 'AWS',
    account: {
      uid: accounts.size === 1 ? [...accounts][0] : snapshot.caller.account,
      type_id: 10,
      type: 'AWS Account',
    },
    ...(region !== undefined && { region: plain(region, 80) }),
  };
}

/** The resource in each region where it is; `data.deviates` says which side the finding speaks against. */
export function resourcesOf({ snapshot }: AuditResult, finding: Finding): readonly object[] {
  return Object.entries(finding.resources).map(([name, { id, arn, name: called, stack }]) => {
    const place = snapshot.regions.find((one) => one.name === name);
    return {
      uid: plain(arn ?? id, 400),
      name: plain(called ?? id, 400),
      type: plain(finding.type, 200),
      region: plain(place?.region ?? name, 80),
      cloud_partition: plain(place?.partition ?? snapshot.caller.partition, 80),
      ...(stack !== null && { group: { name: plain(stack, 200) } }),
      data: { id: plain(id, 400), deviates: finding.regions.includes(name) },
    };
  });
}
