/** Asks for the templates of stacks and what was given to them: what each resource was designed to be. */
import type { Stack } from '@aws-sdk/client-cloudformation';
import type { StackDesign } from '../../snapshot/snapshot.ts';
import { jsonTemplate, type Template } from '../../template/json-template.ts';
import { TemplateError } from '../../template/template-error.ts';
import { given } from '../aws/answer.ts';
import { detailOf, markOperation, operationOf } from '../aws/errors.ts';
import type { CollectorContext } from '../collector.ts';
import type { StackFact } from './member.ts';
import type { StackRow } from './stack-designs.ts';

type SDK = typeof import('@aws-sdk/client-cloudformation');

/** The designs of the stacks of one region. */
export type Witness = {
  /** A stack in the selection was found: what was given to stacks is asked, once for all of them. */
  begin(): void;
  /** Asks for the template of a stack whose rows are known. What fails is told in the notes, and changes nothing else. */
  read(stack: StackFact, rows: ReadonlyMap<string, StackRow>): void;
  designs(): readonly StackDesign[];
  notes(): readonly string[];
};

type Given = { readonly byName: ReadonlyMap<string, Stack>; readonly exports: ReadonlyMap<string, string> };

/** @param running takes what is under way, so that the collection ends when it has ended */
export function makeWitness(ctx: CollectorContext, running: (reading: Promise<void>) => void): Witness {
  const designs: StackDesign[] = [];
  const failures: { readonly stack: string; readonly why: string }[] = [];
  let asked: Promise<Given> | undefined;
  const begin = () => {
    asked ??= describeAll(ctx);
    // It is awaited with each template; a failure may come before the first of them.
    asked.catch(() => {});
    return asked;
  };
  const readOne = async (fact: StackFact, rows: ReadonlyMap<string, StackRow>) => {
    try {
      const [body, { byName, exports }] = await Promise.all([templateOf(ctx, fact), begin()]);
      const stack = byName.get(fact.arn) ?? byName.get(fact.name);
      // It was deleted in between: what it was meant to be is past.
      if (stack === undefined) return;
      const answers = {
        region: ctx.region,
        name: fact.name,
        arn: stack.StackId ?? fact.arn,
        status: stack.StackStatus ?? fact.status,
        body,
        parameters: stack.Parameters ?? [],
        outputs: stack.Outputs ?? [],
        notificationArns: stack.NotificationARNs ?? [],
        rows,
        exports,
        digest: ctx.digest,
      };
      const { stackDesign } = await import('./stack-designs.ts');
      designs.push(stackDesign(answers, await read(body)));
    } catch (error) {
      failures.push({ stack: fact.name, why: whyOf(error) });
    }
  };
  return {
    begin: () => void begin(),
    read: (fact, rows) => running(readOne(fact, rows)),
    designs: () => [...designs].sort((a, b) => (a.stack < b.stack ? -1 : 1)),
    notes: () => notesOn(ctx.region, failures),
  };
}

/** Most templates are JSON as AWS has processed them: the reader of YAML is loaded for others only. */
async function read(body: string): Promise<Template> {
  return jsonTemplate(body) ?? (await import('../../template/parse.ts')).parse(body);
}

/** As AWS deployed it: what transforms made is in it. */
async function templateOf(ctx: CollectorContext, { arn, name }: StackFact): Promise<string> {
  const sdk: SDK = await import('@aws-sdk/client-cloudformation');
  const client = ctx.client(sdk.CloudFormationClient);
  const input = { StackName: arn || name, TemplateStage: sdk.TemplateStage.Processed };
  try {
    const { TemplateBody } = await client.send(new sdk.GetTemplateCommand(input));
    if (TemplateBody === undefined || TemplateBody === '') throw new Error('the answer carries no TemplateBody');
    return TemplateBody;
  } catch (error) {
    markOperation(error, 'cloudformation:GetTemplate');
    throw error;
  }
}

/** Parameters, outputs and exports of all stacks of the region, in pages. */
async function describeAll(ctx: CollectorContext): Promise<Given> {
  const sdk: SDK = await import('@aws-sdk/client-cloudformation');
  const byName = new Map<string, Stack>();
  const exports = new Map<string, string>();
  try {
    for await (const page of sdk.paginateDescribeStacks({ client: ctx.client(sdk.CloudFormationClient) }, {}))
      for (const stack of given(page.Stacks, 'Stacks', 'cloudformation:DescribeStacks')) {
        for (const key of [stack.StackId, stack.StackName]) if (key !== undefined) byName.set(key, stack);
        for (const { ExportName, OutputValue } of stack.Outputs ?? [])
          if (ExportName !== undefined && OutputValue !== undefined) exports.set(ExportName, OutputValue);
      }
  } catch (error) {
    markOperation(error, 'cloudformation:DescribeStacks');
    throw error;
  }
  return { byName, exports };
}

function whyOf(error: unknown): string {
  if (error instanceof TemplateError) return `its template does not read (${error.message})`;
  const operation = operationOf(error);
  return `${operation === null ? '' : `${operation} failed, `}${detailOf(error)}`;
}

/** So many stacks are named in a note. */
const NAMED = 5;

/** One note for a reason, however many stacks it befell. */
function notesOn(region: string, failures: readonly { readonly stack: string; readonly why: string }[]): string[] {
  const byReason = new Map<string, string[]>();
  // A message may name the stack: it is one reason all the same.
  for (const { stack, why } of failures) {
    const reason = why.replaceAll(new RegExp(`stack/${stack}/[\\w-]+|\\b${stack}\\b`, 'g'), 'the stack');
    byReason.set(reason, [...(byReason.get(reason) ?? []), stack]);
  }
  return [...byReason]
    .map(([why, stacks]) => {
      const named = [...stacks].sort().slice(0, NAMED).join(', ');
      const more = stacks.length > NAMED ? ` and ${stacks.length - NAMED} more` : '';
      return `${region}: the template of ${named}${more} was not read, so it tells nothing of what was designed: ${why}`;
    })
    .sort();
}
