/** The quotas of the services in use: what was granted to the account, else the default. */
import type { ServiceQuota } from '@aws-sdk/client-service-quotas';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { allOf, given, unlessNotSet } from '../aws/answer.ts';
import { type CollectorContext, compact } from '../collector.ts';

export const QUOTAS = 'AWS::ServiceQuotas::Quotas';
export const QUOTA_ACTIONS = ['servicequotas:ListServiceQuotas', 'servicequotas:ListAWSDefaultServiceQuotas'] as const;

/**
 * The quotas of one service in a place by their code: name, value, unit. Those of a single resource and those of the account in
 * all regions are left out. A service that Service Quotas does not know has none.
 */
export async function quotasOf(ctx: CollectorContext, ServiceCode: string): Promise<JsonObject> {
  const sdk = await import('@aws-sdk/client-service-quotas');
  const config = { client: ctx.client(sdk.ServiceQuotasClient), pageSize: 100 };
  const [defaults, applied] = await Promise.all([
    listed(
      allOf(sdk.paginateListAWSDefaultServiceQuotas(config, { ServiceCode }), (page) =>
        given(page.Quotas, 'Quotas', QUOTA_ACTIONS[1]),
      ),
    ),
    listed(
      allOf(sdk.paginateListServiceQuotas(config, { ServiceCode }), (page) =>
        given(page.Quotas, 'Quotas', QUOTA_ACTIONS[0]),
      ),
    ),
  ]);
  const merged = new Map([...defaults, ...applied].map((quota) => [quota.QuotaCode ?? '', quota]));
  const own = [...merged].filter(([code, quota]) => code !== '' && !quota.GlobalQuota && isOfAccount(quota));
  return Object.fromEntries(
    own
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, { QuotaName, Value, Unit }]) => [code, compact({ Name: QuotaName, Value, Unit })]),
  );
}

function isOfAccount({ QuotaContext, QuotaAppliedAtLevel }: ServiceQuota): boolean {
  return QuotaAppliedAtLevel !== 'RESOURCE' && QuotaContext?.ContextScope !== 'RESOURCE';
}

async function listed(list: Promise<readonly ServiceQuota[]>): Promise<readonly ServiceQuota[]> {
  return (await unlessNotSet(list, 'NoSuchResourceException')) ?? [];
}
