/** Who changed the resources of a finding: asked from CloudTrail for `explain --who`. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { LookupEventsCommandOutput } from '@aws-sdk/client-cloudtrail';
import { makeClients } from '../collectors/aws/clients.ts';
import { checkEndpoints } from '../collectors/aws/endpoints.ts';
import { detailOf, gapOf } from '../collectors/aws/errors.ts';
import type { AccessOptions } from '../collectors/collect-options.ts';
import { own } from '../common/own-member.ts';
import type { AuditResult } from '../report/report.ts';
import type { Finding } from '../rules/rule.ts';
import { GLOBAL } from '../snapshot/snapshot.ts';

/** A change as CloudTrail tells it. `who` is the user or the session of a role. */
export type Change = {
  readonly at: string;
  readonly who: string;
  readonly call: string;
  readonly error: string | null;
  /** The service that called for them: `cloudformation.amazonaws.com` */
  readonly by: string | null;
};

/** What was found in one place; `why` says why nothing can be told. */
export type Changes = {
  readonly place: string;
  readonly asked: string;
  readonly changes: readonly Change[];
  readonly why: string | null;
};

/** "Quotas in AWS CloudTrail": LookupEvents 2/s. */
const PAUSE_MS = 500;
/** The last changes that are told. */
const TOLD = 5;
/** IAM, CloudFront and Route 53 record there ("Global service events", CloudTrail User Guide). */
const GLOBAL_REGION = 'us-east-1';

type Question = { readonly place: string; readonly region: string; readonly names: readonly string[] };

/** In which region each deviating resource is asked for, by which names: CloudTrail knows some by ARN, some by id, some by name. */
export function questionsOf(result: AuditResult, finding: Finding): readonly Question[] {
  const there = Object.entries(finding.resources);
  return finding.regions.map((place) => {
    const region = result.snapshot.regions.find(({ name }) => name === place)?.region ?? place;
    // What is not there may have been: under the same name as elsewhere, if it has one.
    const found = own(finding.resources, place);
    const known = found === undefined ? there.flatMap(([, { name }]) => [name]) : [found.arn, found.id, found.name];
    const names = [...new Set(known.filter((name) => name !== null && name !== ''))] as string[];
    return { place, region: region === GLOBAL ? GLOBAL_REGION : region, names };
  });
}

/** Asks one name after the other until one is known. Failures are told in the answer. */
export async function whoChanged(
  result: AuditResult,
  finding: Finding,
  access: AccessOptions & { readonly signal: AbortSignal },
): Promise<readonly Changes[]> {
  checkEndpoints(process.env);
  const questions = questionsOf(result, finding);
  const homeRegions = questions.map(({ region }) => region);
  const clients = makeClients({ ...access, homeRegions, ready: Promise.resolve() });
  const { CloudTrailClient, LookupEventsCommand } = await import('@aws-sdk/client-cloudtrail');
  try {
    const all: Changes[] = [];
    let calls = 0;
    for (const { place, region, names } of questions) {
      const ask = async (name: string) => {
        if (calls++ > 0) await sleep(PAUSE_MS, undefined, { signal: access.signal });
        return clients.get(CloudTrailClient, region).send(
          new LookupEventsCommand({
            LookupAttributes: [{ AttributeKey: 'ResourceName', AttributeValue: name }],
            MaxResults: 50,
          }),
        );
      };
      all.push(await answer(place, region, names, ask, access.signal));
    }
    return all;
  } finally {
    clients.destroy();
  }
}

async function answer(
  place: string,
  region: string,
  names: readonly string[],
  ask: (name: string) => Promise<LookupEventsCommandOutput>,
  signal: AbortSignal,
): Promise<Changes> {
  const asked = names.join(', ');
  if (names.length === 0) return { place, asked, changes: [], why: 'it has no name to ask for' };
  try {
    for (const name of names) {
      const changes = changesIn(await ask(name));
      if (changes.length > 0) return { place, asked: name, changes, why: null };
    }
    return { place, asked, changes: [], why: 'CloudTrail tells of no change in the last 90 days' };
  } catch (error) {
    signal.throwIfAborted();
    const { remedy } = gapOf(error, { region, type: '', principal: '' });
    return { place, asked, changes: [], why: `not known: ${detailOf(error)}${remedy === '' ? '' : `; ${remedy}`}` };
  }
}

/** The latest first, as CloudTrail gives them. Reads change nothing. */
export function changesIn({ Events }: Pick<LookupEventsCommandOutput, 'Events'>): readonly Change[] {
  if (Events === undefined) throw new Error('the answer carries no Events');
  return Events.filter(({ ReadOnly }) => ReadOnly !== 'true')
    .slice(0, TOLD)
    .map((event) => {
      const detail = detailIn(event.CloudTrailEvent);
      return {
        at: event.EventTime?.toISOString() ?? 'at an unknown time',
        who: whoIn(detail) ?? event.Username ?? 'somebody unknown',
        call: `${event.EventSource?.replace(/\.amazonaws\.com$/, '') ?? '?'}:${event.EventName ?? '?'}`,
        error: textIn(detail.errorCode),
        by: textIn(detail.userIdentity?.invokedBy),
      };
    });
}

type Detail = {
  readonly errorCode?: unknown;
  readonly userIdentity?: { readonly arn?: unknown; readonly invokedBy?: unknown };
};

function detailIn(text: string | undefined): Detail {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

function whoIn({ userIdentity }: Detail): string | null {
  return textIn(userIdentity?.arn);
}

function textIn(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
