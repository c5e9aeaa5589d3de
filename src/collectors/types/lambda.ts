/** What the Lambda collectors share. */
import type { AliasConfiguration, FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { allOf, given, unlessNotSet } from '../aws/answer.ts';
import { type CollectorContext, compact } from '../collector.ts';
import type { Comparators } from '../comparator.ts';
import { opened } from '../mapping.ts';

/** A Lambda answer that says that nothing is set. */
const NOT_SET = ['ResourceNotFoundException', 'ProvisionedConcurrencyConfigNotFoundException'];

/**
 * What code a package holds. Packers write times of files into it, CloudFormation for inline code among them, so that one code has
 * many hashes; its size tells other code. An image has a digest of its own, which no packer moves.
 */
export const codeComparators: Comparators = {
  CodeSha256: {
    compare: 'advisory',
    why: 'Of one size it is mostly one code, packed at another time: times are packed too. Package once, deploy everywhere.',
  },
  CodeSize: { compare: 'same', severity: 'high', why: 'A package of another size holds other code.' },
  ImageDigest: { compare: 'same', severity: 'high', why: 'Another image runs there.' },
};

/** What code a function or version has. */
export function codeOf({ CodeSha256, CodeSize, PackageType }: FunctionConfiguration): JsonObject {
  return compact(PackageType === 'Image' ? { ImageDigest: CodeSha256 } : { CodeSha256, CodeSize });
}

/** Every function of the region, once. */
export function functions(ctx: CollectorContext): Promise<readonly FunctionConfiguration[]> {
  return ctx.once('lambda:ListFunctions', async () => {
    const { LambdaClient, paginateListFunctions } = await import('@aws-sdk/client-lambda');
    const pages = paginateListFunctions({ client: ctx.client(LambdaClient), pageSize: 50 }, {});
    return allOf(pages, ({ Functions }) => given(Functions, 'Functions', 'lambda:ListFunctions'));
  });
}

/** The names of the region's functions, which what hangs on them is asked by. */
export async function functionNames(ctx: CollectorContext): Promise<readonly string[]> {
  return (await functions(ctx)).flatMap(({ FunctionName }) => FunctionName ?? []);
}

/** The resource policy of a function or alias; empty where it has none. */
export async function policyOf(ctx: CollectorContext, FunctionName: string, Qualifier?: string): Promise<JsonObject> {
  const { GetPolicyCommand, LambdaClient } = await import('@aws-sdk/client-lambda');
  const command = new GetPolicyCommand(compact({ FunctionName, Qualifier }) as { FunctionName: string });
  const answer = await unlessNotSet(ctx.client(LambdaClient).send(command), ...NOT_SET);
  return compact({ Policy: statementsOf(ctx, opened(answer?.Policy)) });
}

/**
 * The policy without the ids of its statements, which CloudFormation makes up; `lambda:EventSourceToken` is a secret of Alexa's
 * and this function's.
 */
function statementsOf(ctx: CollectorContext, policy: ReturnType<typeof opened>): ReturnType<typeof opened> {
  if (policy === undefined) return undefined;
  return JSON.parse(JSON.stringify(policy), (key, value) => {
    if (key === 'Sid' || key === 'Id') return undefined;
    return key === 'lambda:EventSourceToken' ? ctx.digest(String(value)) : value;
  });
}

/** Provisioned concurrency of an alias or a version; empty where there is none. */
export async function provisionedOf(
  ctx: CollectorContext,
  FunctionName: string,
  Qualifier: string,
): Promise<JsonObject> {
  const { GetProvisionedConcurrencyConfigCommand, LambdaClient } = await import('@aws-sdk/client-lambda');
  const command = new GetProvisionedConcurrencyConfigCommand({ FunctionName, Qualifier });
  const answer = await unlessNotSet(ctx.client(LambdaClient).send(command), ...NOT_SET);
  const requested = answer?.RequestedProvisionedConcurrentExecutions;
  if (requested === undefined) return {};
  return { ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: requested } };
}

/** The aliases of every function of the region. */
export async function aliases(
  ctx: CollectorContext,
): Promise<readonly (AliasConfiguration & { readonly FunctionName: string })[]> {
  const { LambdaClient, paginateListAliases } = await import('@aws-sdk/client-lambda');
  const config = { client: ctx.client(LambdaClient), pageSize: 50 };
  const found = await Promise.all(
    (await functionNames(ctx)).map(async (FunctionName) => {
      const pages = paginateListAliases(config, { FunctionName });
      const list = await allOf(pages, ({ Aliases }) => given(Aliases, 'Aliases', 'lambda:ListAliases'));
      return list.map((alias) => ({ ...alias, FunctionName }));
    }),
  );
  return found.flat();
}
