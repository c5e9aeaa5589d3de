/** A member that the object has of its own: a tag may be called `constructor`, to which every object answers. */
export function own<T>(record: { readonly [key: string]: T } | null | undefined, key: string): T | undefined {
  return record && Object.hasOwn(record, key) ? record[key] : undefined;
}
