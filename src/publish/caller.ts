/** Who sends: asked once, by the first publisher that needs to know. */
import type { Clients } from '../collectors/aws/clients.ts';

/** The account whose credentials publish; it need not be one that was audited. */
export type Caller = { readonly account: string; readonly partition: string };

/** Asks STS on the first use and never again, a failure included: it needs no permission, only credentials. */
export function callerOf(clients: Clients, region: string): () => Promise<Caller> {
  let known: Promise<Caller> | undefined;
  return () => {
    known ??= ask(clients, region);
    return known;
  };
}

async function ask(clients: Clients, region: string): Promise<Caller> {
  const { STSClient, GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
  const { Account = '', Arn = '' } = await clients.get(STSClient, region).send(new GetCallerIdentityCommand({}));
  return { account: Account, partition: Arn.split(':')[1] ?? 'aws' };
}
