/** SARIF results: the findings. */
import type { Finding } from '../../rules/rule.ts';
import { findingText, type Place, placeOfFinding, plain, waiverText } from '../facts.ts';
import type { AuditResult } from '../report.ts';
import { matched } from '../words.ts';
import { LEVEL } from './rules.ts';

/** Regions named in one result; more are counted. Code scanning shows 100 locations a result and refuses 1,000. */
const PLACES = 50;

/** A finding as a SARIF result. */
export function sarifResult(result: AuditResult, finding: Finding): object {
  const text = `${findingText(finding)}. ${plain(finding.type, 200)} ${matched(finding.match)}.`;
  return {
    ruleId: finding.rule,
    level: LEVEL[finding.severity],
    message: { text: messageText(text) },
    locations: [
      {
        physicalLocation: physicalLocation(placeOfFinding(result, finding)),
        logicalLocations: finding.regions.slice(0, PLACES).map((region) => logicalLocation(region, finding)),
      },
    ],
    // Code scanning tells alerts apart by the first alone; many findings stand on one line of the baseline.
    partialFingerprints: { primaryLocationLineHash: finding.fingerprint, 'infraParity/v1': finding.fingerprint },
    // Given for every result or for none: an empty list says that the finding is not suppressed.
    suppressions: finding.status === 'waived' ? [suppression(finding)] : [],
    ...(finding.since !== undefined && { baselineState: finding.since === 'new' ? 'new' : 'unchanged' }),
    properties: {
      severity: finding.severity,
      status: finding.status,
      type: plain(finding.type, 200),
      counterpart: plain(finding.counterpart, 200),
      regions: finding.regions.slice(0, PLACES).map((region) => plain(region, 80)),
      ...(finding.property !== null && { property: plain(finding.property, 400) }),
    },
  };
}

function suppression(finding: Finding): object {
  return { kind: 'external', status: 'accepted', justification: waiverText(finding) };
}

/** A part of a design in a region: `eu-central-1/AWS::RDS::DBInstance/Database`. */
function logicalLocation(region: string, { type, counterpart }: Finding): object {
  const [place, kind, name] = [plain(region, 80), plain(type, 200), plain(counterpart, 200)];
  return { name, fullyQualifiedName: `${place}/${kind}/${name}`, kind: 'resource' };
}

/** A place in a file of the repository. */
export function physicalLocation({ file, line }: Place): object {
  return { artifactLocation: { uri: uriOf(file) }, region: { startLine: line } };
}

/** A relative path stays relative (code scanning takes it from the root of the repository); an absolute one is a file URI. */
export function uriOf(path: string): string {
  const forward = plain(path)
    .replaceAll('\\', '/')
    .replace(/^(\.\/+)+/, '');
  const encoded = forward.split('/').map(encodeURIComponent).join('/');
  if (forward.startsWith('/')) return `file://${encoded}`;
  return /^[A-Za-z]:\//.test(forward) ? `file:///${encoded.replace('%3A', ':')}` : encoded;
}

/** SARIF 3.11.5: braces are doubled. 3.11.6: `[text](target)` is a link; none of AWS's words may become one. */
export function messageText(text: string): string {
  return text.replace(/[{}]/g, '$&$&').replaceAll('](', '] (');
}
