/** What a policy must grant so that resources of any type can be read by Cloud Control. */
import type { IamAction } from '../collector.ts';

/** Of one type: the actions that its read handler uses, and those of them that no reader may have. */
export type ReadActions = { readonly granted: readonly IamAction[]; readonly refused: readonly string[] };

const READS = /^(?:BatchDescribe|BatchGet|Describe|Get|List|Lookup|Query|Search|View)/;
/** Reads by name that give away what nobody who compares needs, or that are no reads at all. */
const SECRET =
  /^(?:secretsmanager:(?:Batch)?GetSecretValue|ssm:GetParameters?(?:ByPath|History)?|iam:GetLoginProfile|kms:(?:Decrypt|GetParametersForImport)|sts:.*|ec2:GetPasswordData|s3:GetObject.*|dynamodb:(?:Get|BatchGet)Item|dynamodb:Query|cognito-identity:GetId|ecr:GetAuthorizationToken|codeartifact:GetAuthorizationToken|redshift:GetClusterCredentials.*|rds-data:.*|sqs:Receive.*|kinesis:GetRecords|kinesis:GetShardIterator|logs:GetLogEvents|logs:GetQueryResults|athena:GetQueryResults)$/;

/**
 * The read handler's actions as a schema of the CloudFormation registry declares them, `handlers.read.permissions`.
 * @returns null when the schema declares no read handler
 */
export function readActionsOf(schema: string): ReadActions | null {
  const { handlers } = JSON.parse(schema) as {
    readonly handlers?: { readonly read?: { readonly permissions?: readonly string[] } };
  };
  const permissions = handlers?.read?.permissions;
  if (permissions === undefined) return null;
  const actions = [...new Set(permissions.map(spelt))].filter((action) => action !== null).sort();
  return { granted: actions.filter(isRead), refused: actions.filter((action) => !isRead(action)) };
}

/** `EC2:describeVpcs` as IAM writes it; null for what is no action. */
function spelt(permission: string): IamAction | null {
  const [service = '', action = ''] = permission.trim().split(':');
  if (!/^[A-Za-z0-9-]+$/.test(service) || !/^[A-Za-z*][A-Za-z0-9*]*$/.test(action)) return null;
  return `${service.toLowerCase()}:${action.charAt(0).toUpperCase()}${action.slice(1)}`;
}

/** Whether an action only reads, and reads no secret. A wildcard that is more than reads is none. */
export function isRead(action: string): action is IamAction {
  const name = action.slice(action.indexOf(':') + 1);
  if (!READS.test(name)) return false;
  // `Get*` of a service with secrets would grant these too.
  if (name.includes('*')) return /^(?:Describe|List)/.test(name);
  return !SECRET.test(action);
}

export type GenericNeeds = {
  /** `cloudformation:GetResource` and what the handlers call; empty when no type is read so. */
  readonly actions: readonly { readonly action: IamAction; readonly types: readonly string[] }[];
  /** Types whose handler wants more than reads: they are compared as their templates declare them. */
  readonly declared: readonly { readonly type: string; readonly refused: readonly string[] }[];
  /** Types of which the registry was not asked: their handlers need further read actions. */
  readonly unasked: readonly string[];
};

/** @param schemas the registry's schema of each generic type that was asked for; null = not asked, or it would not tell */
export function genericNeeds(schemas: ReadonlyMap<string, string | null>): GenericNeeds {
  const byAction = new Map<IamAction, string[]>();
  const declared: { type: string; refused: readonly string[] }[] = [];
  const unasked: string[] = [];
  for (const [type, schema] of [...schemas].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (schema === null) {
      unasked.push(type);
      continue;
    }
    const actions = readActionsOf(schema);
    if (actions === null || actions.refused.length > 0) {
      declared.push({ type, refused: actions?.refused ?? [] });
      continue;
    }
    for (const action of actions.granted) byAction.set(action, [...(byAction.get(action) ?? []), type]);
  }
  const read = [...schemas.keys()].filter((type) => !declared.some((one) => one.type === type)).sort();
  const first = read.length > 0 ? [{ action: 'cloudformation:GetResource' as IamAction, types: read }] : [];
  const others = [...byAction].sort(([a], [b]) => (a < b ? -1 : 1)).map(([action, types]) => ({ action, types }));
  return { actions: [...first, ...others], declared, unasked };
}
