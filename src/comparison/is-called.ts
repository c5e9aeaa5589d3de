/** Whether a value of a property means a resource: by its id, its ARN, its name, or by what stands for one that has no id yet. */
import { designTokenIn } from '../normalise/design-token.ts';
import type { Json, Resource } from '../snapshot/snapshot.ts';

/** @param value as the property has it; anything but a text means nobody */
export function isCalled({ id, arn, name, stack, logicalId }: Resource, value: Json | undefined): boolean {
  if (typeof value !== 'string' || value === '') return false;
  if (value === id || value === arn || value === name) return true;
  const token = designTokenIn(value);
  if (token === null || token.before !== '' || token.after !== '') return false;
  return stack === token.stack && logicalId === token.logicalId;
}
