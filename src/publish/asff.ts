/** Security Hub findings (ASFF) of a result. */
import { findingText, gapText, waiverText } from '../report/facts.ts';
import type { AuditResult } from '../report/report.ts';
import { rules } from '../rules/index.ts';
import type { Finding, Severity } from '../rules/rule.ts';
import type { Gap } from '../snapshot/snapshot.ts';
import { type AsffResource, accountResource, asffResources } from './asff-resources.ts';
import { designKey, designText, digest } from './audit-scope.ts';
import { memoryOf, memoryOfGap, PREFIX } from './finding-record.ts';
import { bounded } from './one-line.ts';

/** Who sends: findings of one's own belong to the product `ACCOUNT/default` of the account that sends them. */
export type Sender = {
  readonly account: string;
  readonly partition: string;
  readonly region: string;
};

/** The ARN under which an account's own findings are imported. */
export function productArn({ account, partition, region }: Sender): string {
  return `arn:${partition}:securityhub:${region}:${account}:product/${account}/default`;
}

/** A finding in the AWS Security Finding Format, without what is told when it is sent: whether it is new. */
export type Asff = {
  readonly SchemaVersion: '2018-10-08';
  readonly Id: string;
  readonly ProductArn: string;
  readonly ProductName: string;
  readonly CompanyName: string;
  readonly GeneratorId: string;
  readonly AwsAccountId: string;
  readonly Types: string[];
  readonly CreatedAt: string;
  readonly UpdatedAt: string;
  readonly Severity: { readonly Label: Label; readonly Original: string };
  readonly FindingProviderFields: {
    readonly Severity: { readonly Label: Label; readonly Original: string };
    readonly Types: string[];
  };
  readonly Title: string;
  readonly Description: string;
  readonly Remediation?: { readonly Recommendation: { readonly Text: string } };
  readonly ProductFields: { readonly [name: string]: string };
  readonly Resources: AsffResource[];
  readonly Compliance: { readonly Status: 'FAILED' | 'WARNING' | 'NOT_AVAILABLE' | 'PASSED' };
  readonly RecordState: 'ACTIVE' | 'ARCHIVED';
  readonly Workflow?: { readonly Status: 'NEW' | 'SUPPRESSED' };
};

type Label = 'INFORMATIONAL' | 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL';

/** What is known of a finding before it is sent. `waived`: the words that say by whom and until when. */
export type Outgoing = { readonly asff: Asff; readonly waived: string | null };

const LABELS: { readonly [severity in Severity]: Label } = {
  low: 'LOW',
  medium: 'MEDIUM',
  high: 'HIGH',
  critical: 'CRITICAL',
};

/** Lengths that ASFF allows ("Required top-level ASFF attributes", "Optional top-level ASFF attributes"). */
const MAX = { title: 256, description: 1024, text: 512, generator: 512 } as const;

/** All that the result says, as findings: one for each finding, and one for each thing that could not be read. */
export function outgoing(result: AuditResult, sender: Sender, now: Date): readonly Outgoing[] {
  return [
    ...result.findings.map((finding) => ofFinding(result, finding, sender, now)),
    ...unique(result.gaps.map((gap) => ofGap(result, gap, sender, now))),
  ];
}

/** Two gaps of one call differ in nothing but their detail. */
function unique(all: readonly Outgoing[]): readonly Outgoing[] {
  return [...new Map(all.map((one) => [one.asff.Id, one])).values()];
}

function ofFinding(result: AuditResult, finding: Finding, sender: Sender, now: Date): Outgoing {
  const fix = rules.find(({ meta }) => meta.id === finding.rule)?.meta.fix;
  const asff = frame(result, sender, now, {
    id: finding.fingerprint,
    generator: finding.rule,
    label: LABELS[finding.severity],
    original: finding.severity,
    title: finding.message,
    description: findingText(finding),
    remedy: fix,
    status: 'FAILED',
    resources: asffResources(result, finding),
    memory: memoryOf(result, finding),
  });
  return { asff, waived: finding.status === 'waived' ? bounded(waiverText(finding, MAX.text), MAX.text) : null };
}

/** ASFF: WARNING is "some information is missing", NOT_AVAILABLE "a service outage or API error". Neither is a pass. */
function ofGap(result: AuditResult, gap: Gap, sender: Sender, now: Date): Outgoing {
  const parts = [gap.region, gap.type, gap.cause, gap.operation ?? '', ...(gap.properties ?? [])];
  const asff = frame(result, sender, now, {
    id: `gap-${digest(JSON.stringify(parts), 16)}`,
    generator: 'could-not-be-seen',
    label: 'INFORMATIONAL',
    original: 'unknown',
    title: gapText(gap),
    description: gap.detail === '' ? gapText(gap) : gap.detail,
    remedy: gap.remedy === '' ? undefined : gap.remedy,
    status: gap.cause === 'denied' || gap.cause === 'disabled' ? 'WARNING' : 'NOT_AVAILABLE',
    resources: [accountResource(result, gap.region, gap.type, '')],
    memory: memoryOfGap(result, gap),
  });
  return { asff, waived: null };
}

type Told = {
  readonly id: string;
  readonly generator: string;
  readonly label: Label;
  readonly original: string;
  readonly title: string;
  readonly description: string;
  readonly remedy: string | undefined;
  readonly status: Asff['Compliance']['Status'];
  readonly resources: readonly AsffResource[];
  readonly memory: { readonly [name: string]: string };
};

function frame(result: AuditResult, sender: Sender, now: Date, told: Told): Asff {
  const types = [
    `Software and Configuration Checks/Multi-Region Parity/${bounded(told.generator, 100).replaceAll('/', '-')}`,
  ];
  const severity = { Label: told.label, Original: told.original };
  const at = now.toISOString();
  const title = bounded(told.title, MAX.title);
  return {
    SchemaVersion: '2018-10-08',
    Id: `infra-parity/${designKey(result)}/${told.id}`,
    ProductArn: productArn(sender),
    ProductName: 'infra-parity',
    CompanyName: 'infra-parity',
    GeneratorId: bounded(`infra-parity/${told.generator}`, MAX.generator),
    AwsAccountId: sender.account,
    Types: types,
    CreatedAt: at,
    UpdatedAt: at,
    Severity: severity,
    FindingProviderFields: { Severity: severity, Types: types },
    Title: title,
    Description: bounded(told.description, MAX.description),
    ...(told.remedy !== undefined && { Remediation: { Recommendation: { Text: bounded(told.remedy, MAX.text) } } }),
    ProductFields: {
      [`${PREFIX}Design`]: designKey(result),
      [`${PREFIX}Audited`]: designText(result),
      [`${PREFIX}Version`]: result.tool.version,
      ...told.memory,
    },
    Resources: [...told.resources],
    Compliance: { Status: told.status },
    RecordState: 'ACTIVE',
  };
}
