/** Who may reach a bucket and who hears of it: S3's answers in the shapes of the CloudFormation schema of `AWS::S3::Bucket`. */
import type {
  CORSRule,
  GetBucketAclCommandOutput,
  GetBucketNotificationConfigurationCommandOutput,
  GetBucketWebsiteCommandOutput,
  NotificationConfigurationFilter,
} from '@aws-sdk/client-s3';
import type { Json, JsonObject } from '../../snapshot/snapshot.ts';
import { plain, plainList, sorted } from '../aws/answer.ts';
import { compact } from '../collector.ts';

/**
 * The grants of an access list beside the owner's own, by whom they let in: `{Grantee, Permission}`. undefined where only the
 * owner is let in, as it is for every bucket that enforces its owner.
 */
export function accessControl({
  Grants,
  Owner,
}: Pick<GetBucketAclCommandOutput, 'Grants' | 'Owner'>): Json | undefined {
  if (Grants === undefined) throw new Error('the answer carries no configuration: no Grants');
  const others = Grants.filter(({ Grantee }) => Grantee?.ID === undefined || Grantee.ID !== Owner?.ID);
  const grants = others.map(({ Grantee, Permission }) =>
    compact({ Grantee: Grantee?.URI ?? Grantee?.ID ?? Grantee?.EmailAddress, Permission }),
  );
  return grants.length > 0 ? plainList(grants) : undefined;
}

/** A CORS rule without its id, which S3 makes up where none is given. */
export function corsRule(rule: CORSRule): JsonObject {
  return compact({
    AllowedHeaders: sorted(rule.AllowedHeaders),
    AllowedMethods: sorted(rule.AllowedMethods),
    AllowedOrigins: sorted(rule.AllowedOrigins),
    ExposedHeaders: sorted(rule.ExposeHeaders),
    MaxAge: rule.MaxAgeSeconds,
  });
}

/** One row for each event and target, as CloudFormation declares them; undefined where nobody is told of anything. */
export function notificationConfiguration(
  answer: Omit<GetBucketNotificationConfigurationCommandOutput, '$metadata'>,
): JsonObject | undefined {
  const rows = <
    T extends { Events?: readonly string[] | undefined; Filter?: NotificationConfigurationFilter | undefined },
  >(
    list: readonly T[] | undefined,
    target: (one: T) => JsonObject,
  ) => {
    const all = (list ?? []).flatMap((one) =>
      (one.Events ?? []).map((Event) => compact({ Event, Filter: filterOf(one.Filter), ...target(one) })),
    );
    return all.length > 0 ? plainList(all) : undefined;
  };
  const configuration = compact({
    EventBridgeConfiguration: answer.EventBridgeConfiguration && { EventBridgeEnabled: true },
    LambdaConfigurations: rows(answer.LambdaFunctionConfigurations, (one) =>
      compact({ Function: one.LambdaFunctionArn }),
    ),
    QueueConfigurations: rows(answer.QueueConfigurations, (one) => compact({ Queue: one.QueueArn })),
    TopicConfigurations: rows(answer.TopicConfigurations, (one) => compact({ Topic: one.TopicArn })),
  });
  return Object.keys(configuration).length > 0 ? configuration : undefined;
}

/** S3 writes `Prefix` and `prefix` as it was given. */
function filterOf(filter: NotificationConfigurationFilter | undefined): JsonObject | undefined {
  const rules = (filter?.Key?.FilterRules ?? []).map(({ Name, Value }) =>
    compact({ Name: Name?.toLowerCase(), Value }),
  );
  return rules.length > 0 ? { S3Key: { Rules: plainList(rules) ?? [] } } : undefined;
}

/** The documents, or the one place that all requests are sent to, and the rules for single paths. */
export function websiteConfiguration(answer: Omit<GetBucketWebsiteCommandOutput, '$metadata'>): JsonObject {
  const rules = (answer.RoutingRules ?? []).map(({ Condition, Redirect }) =>
    compact({ RedirectRule: Redirect && plain(Redirect), RoutingRuleCondition: Condition && plain(Condition) }),
  );
  const website = compact({
    ErrorDocument: answer.ErrorDocument?.Key,
    IndexDocument: answer.IndexDocument?.Suffix,
    RedirectAllRequestsTo: answer.RedirectAllRequestsTo && plain(answer.RedirectAllRequestsTo),
    RoutingRules: rules.length > 0 ? rules : undefined,
  });
  // What is not set is an error of S3's: an answer without a member is somebody else's.
  if (Object.keys(website).length === 0) throw new Error('the answer carries no configuration');
  return website;
}
