/** Which of the attributes of a resource are its own identity: its ARN, its id, its name. */
import { typeKnowledge } from '../collectors/generic/type-knowledge.ts';

/** Whether `GetAtt` of it says who the resource is, as `Ref` does. */
export function identityAttribute(type: string, attribute: string): boolean {
  if (attribute === 'Arn' || attribute === 'Id') return true;
  if (attribute.includes('.')) return false;
  if (typeKnowledge().facts(type)?.id.includes(attribute)) return true;
  const stem = /^(.*?)(?:Id|Arn|Name)$/.exec(attribute)?.[1]?.toLowerCase();
  return stem !== undefined && stem !== '' && (type.split('::').at(-1) ?? '').toLowerCase().endsWith(stem);
}

/** The property in which a person gives the resource its name; undefined for a type that has none. */
export function nameProperty(type: string, properties: { readonly [name: string]: unknown }): string | undefined {
  const facts = typeKnowledge().facts(type);
  const kind = type.split('::').at(-1) ?? '';
  const [only] = facts?.id.length === 1 ? facts.id : [];
  if (only !== undefined && Object.hasOwn(properties, only)) return only;
  const isName = (name: string) =>
    name === 'Name' || (/.(?:Name|Identifier)$/.test(name) && kind.endsWith(name.replace(/(?:Name|Identifier)$/, '')));
  return Object.keys(properties)
    .filter(isName)
    .sort((a, b) => b.length - a.length)[0];
}
