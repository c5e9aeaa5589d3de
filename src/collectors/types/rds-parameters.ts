/** The parameters that somebody set in a parameter group of RDS, of instances or of clusters. */
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given } from '../aws/answer.ts';
import { type CollectorContext, compact } from '../collector.ts';

type Parameter = {
  readonly ParameterName?: string | undefined;
  readonly ParameterValue?: string | undefined;
  readonly DataType?: string | undefined;
  readonly AllowedValues?: string | undefined;
};

/** Numbers, switches and formulas (`{DBInstanceClassMemory*3/4}`): they hold no secret, whatever the parameter is. */
const SETTING = /^(?:[-+]?\d+(?:\.\d+)?|on|off|true|false|yes|no|none|\{[\w+\-*/(),. ]+\})$/i;
/** A word alone, where AWS does not say what the parameter takes. */
const WORD = /^[\w.-]{1,40}$/;

/** What a person wrote: `init_connect` is SQL that may name a password. What is one of a list, or a number, is none. */
export function isFreeText({ DataType, AllowedValues, ParameterValue = '' }: Parameter): boolean {
  if (ParameterValue === '' || SETTING.test(ParameterValue) || AllowedValues !== undefined) return false;
  return DataType === undefined ? !WORD.test(ParameterValue) : /^(?:string|list)$/i.test(DataType);
}

/**
 * `{ Parameters: { 'rds.force_ssl': '1' } }`; free text as a digest.
 *
 * @throws what the pages throw, and where an answer carries no Parameters
 */
export async function setParameters(
  pages: AsyncIterable<{ readonly Parameters?: Parameter[] | undefined }>,
  { digest }: Pick<CollectorContext, 'digest'>,
): Promise<JsonObject> {
  const parameters: Record<string, string> = {};
  for await (const page of pages) {
    for (const one of given(page.Parameters, 'Parameters')) {
      const { ParameterName, ParameterValue } = one;
      if (ParameterName === undefined || ParameterValue === undefined) continue;
      parameters[ParameterName] = isFreeText(one) ? digest(ParameterValue) : ParameterValue;
    }
  }
  return { Parameters: parameters };
}

/** What either kind of group says of itself. */
export function groupProperties(group: {
  readonly Description?: string | undefined;
  readonly DBParameterGroupFamily?: string | undefined;
}): JsonObject {
  return compact({ Description: group.Description, Family: group.DBParameterGroupFamily });
}

/** What neither kind shows. */
export const FREE_TEXT =
  'The words of a parameter that takes any text (`init_connect`): it is kept as a digest, for it may hold a secret.';
