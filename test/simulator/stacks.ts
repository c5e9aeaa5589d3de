/** Deploys stacks to the simulator. */
import {
  CloudFormationClient,
  type CloudFormationClientConfig,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';

/** A CloudFormation template: an object, or its text in JSON or YAML. */
export type Template = string | Readonly<Record<string, unknown>>;

/** A stack that reached CREATE_COMPLETE or UPDATE_COMPLETE. */
export type Deployed = {
  readonly stackId: string;
  readonly status: string;
  readonly outputs: Readonly<Record<string, string>>;
};

/** Creates or updates a stack and waits for its end. Throws with the failed events' reasons. */
export async function deployStack(
  config: CloudFormationClientConfig,
  stackName: string,
  template: Template,
  parameters: Readonly<Record<string, string>>,
  tags: Readonly<Record<string, string>>,
): Promise<Deployed> {
  const client = new CloudFormationClient(config);
  const input = {
    StackName: stackName,
    TemplateBody: typeof template === 'string' ? template : JSON.stringify(template),
    Parameters: Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })),
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    Capabilities: ['CAPABILITY_NAMED_IAM' as const, 'CAPABILITY_AUTO_EXPAND' as const],
  };
  try {
    const exists = await describe(client, stackName);
    await client.send(exists ? new UpdateStackCommand(input) : new CreateStackCommand(input));
    const stack = await settled(client, stackName);
    if (!/^(CREATE|UPDATE)_COMPLETE$/.test(stack?.StackStatus ?? '')) {
      throw new Error(`stack ${stackName} is ${stack?.StackStatus}: ${await reasons(client, stackName)}`);
    }
    const outputs = Object.fromEntries((stack?.Outputs ?? []).map((o) => [o.OutputKey ?? '', o.OutputValue ?? '']));
    return { stackId: stack?.StackId ?? '', status: stack?.StackStatus ?? '', outputs };
  } finally {
    client.destroy();
  }
}

/** Deletes a stack and waits until it is gone. */
export async function removeStack(config: CloudFormationClientConfig, stackName: string): Promise<void> {
  const client = new CloudFormationClient(config);
  try {
    const stack = await describe(client, stackName);
    if (!stack?.StackId) throw new Error(`there is no stack ${stackName}`);
    await client.send(new DeleteStackCommand({ StackName: stackName }));
    const after = await settled(client, stack.StackId);
    if (after?.StackStatus !== 'DELETE_COMPLETE') {
      throw new Error(`stack ${stackName} is ${after?.StackStatus}: ${await reasons(client, stack.StackId)}`);
    }
  } finally {
    client.destroy();
  }
}

async function describe(client: CloudFormationClient, stackName: string) {
  try {
    return (await client.send(new DescribeStacksCommand({ StackName: stackName }))).Stacks?.[0];
  } catch (error) {
    if (error instanceof Error && error.message.includes('does not exist')) return undefined;
    throw error;
  }
}

async function settled(client: CloudFormationClient, stackName: string) {
  for (;;) {
    const stack = await describe(client, stackName);
    if (!stack?.StackStatus?.endsWith('_IN_PROGRESS')) return stack;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function reasons(client: CloudFormationClient, stackName: string): Promise<string> {
  const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName: stackName }));
  return StackEvents.filter((event) => event.ResourceStatus?.endsWith('FAILED'))
    .map((event) => `${event.LogicalResourceId} (${event.ResourceType}): ${event.ResourceStatusReason}`)
    .join('; ');
}
