// Snapshots and reports that hold a text in all places that somebody else may fill.
import { resourcesOf, snapshot } from '../src/commands/sample-snapshot.ts';
import type { AuditResult } from '../src/report/report.ts';
import type { Resource, Snapshot } from '../src/snapshot/snapshot.ts';

function hostileResource(resource: Resource, text: string, differs: boolean): Resource {
  return {
    ...resource,
    name: text,
    stack: text,
    tags: { [text]: differs ? `${text}2` : text, Name: text },
    properties: { ...resource.properties, [text]: differs ? text : `${text} other`, Description: `${text}${differs}` },
  };
}

/** `text` in all places that somebody else may fill. */
export function hostile(text: string): Snapshot {
  const regions = ['us-east-1', 'eu-central-1'];
  const resources = regions.flatMap((region, index) =>
    resourcesOf(region).flatMap((one, at) => {
      if (at === 0 && index === 1) return [];
      const id = `${text}${index}`;
      return [
        {
          ...hostileResource(one, text, index === 0),
          id,
          arn: `arn:aws:x:${region}:1:${text}`,
          logicalId: `${text}${at}`,
        },
      ];
    }),
  );
  const own: Resource = { ...(resources[0] as Resource), type: `AWS::X::${text}`, properties: null };
  const gaps = [
    {
      region: 'us-east-1',
      type: 'AWS::RDS::DBInstance',
      cause: 'denied' as const,
      operation: 'rds:DescribeDBInstances' as const,
      detail: text,
      remedy: text,
    },
  ];
  const made = snapshot([...resources, own], regions, gaps);
  const more = regions.map((region) => ({ region, type: own.type, state: 'observed' as const, gaps: [] }));
  return {
    ...made,
    observations: [...made.observations, ...more],
    header: { ...made.header, notes: [text], caller: { ...made.header.caller, arn: text } },
  };
}

/** The same report with every text of it, names of members too, made hostile: a report may come from anywhere. */
export function foreign(result: AuditResult, text: string): AuditResult {
  const own =
    /^(?:parity|deviation|incomplete|error|open|waived|low|medium|high|critical|never|same|drifted|missing|exempt|unknown|present|absent|denied|[0-9a-f]{16}|\d{4}-.*)$/;
  const change = (value: unknown, key: string): unknown => {
    if (typeof value === 'string')
      return own.test(value) || ['by', 'state', 'cause', 'scope'].includes(key) ? value : text;
    if (Array.isArray(value)) return value.map((one) => change(one, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, change(member, name)]));
  };
  const regions = result.regions.map((region) => `${region} ${text}`);
  const rename = (json: string) =>
    result.regions.reduce(
      (all, region, index) => all.replaceAll(JSON.stringify(region), JSON.stringify(regions[index])),
      json,
    );
  const { findings, rows, gaps, rules } = result;
  const changed = { ...result, findings: change(findings, ''), rows: change(rows, ''), gaps: change(gaps, ''), rules };
  return JSON.parse(rename(JSON.stringify(changed))) as AuditResult;
}
