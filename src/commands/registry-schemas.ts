/** Asks the registry of CloudFormation for the schemas of types: which actions the reader of each needs is said only there. */
import type { CloudFormationClientConfig } from '@aws-sdk/client-cloudformation';

export type RegistryOptions = { readonly region: string; readonly profile?: string; readonly signal: AbortSignal };

/**
 * The schema of each type as a JSON text; null where the registry does not tell, or nobody may ask. One at a time: two calls a
 * second are granted. After a refusal that will be the same for all, none is sent any more.
 */
export async function registrySchemas(
  types: readonly string[],
  { region, profile, signal }: RegistryOptions,
): Promise<ReadonlyMap<string, string | null>> {
  const found = new Map<string, string | null>(types.map((type) => [type, null]));
  if (types.length === 0) return found;
  const sdk = await import('@aws-sdk/client-cloudformation');
  const config: CloudFormationClientConfig = { region, maxAttempts: 6, ...(profile !== undefined && { profile }) };
  const client = new sdk.CloudFormationClient(config);
  try {
    for (const TypeName of types) {
      try {
        const input = { Type: 'RESOURCE', TypeName } as const;
        const { Schema } = await client.send(new sdk.DescribeTypeCommand(input), { abortSignal: signal });
        found.set(TypeName, Schema ?? null);
      } catch (error) {
        signal.throwIfAborted();
        // Only this one is not in the registry; with anything else, the next would end the same.
        if (!(error instanceof sdk.TypeNotFoundException)) return found;
      }
    }
    return found;
  } finally {
    client.destroy();
  }
}
