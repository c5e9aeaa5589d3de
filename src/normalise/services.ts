/** What is true of a whole service, whichever its type. */

/** Services that keep a name in lower case however it was given, so that a template may spell it otherwise. */
const NO_CASE = new Set(['DAX', 'DocDB', 'ElastiCache', 'MemoryDB', 'Neptune', 'RDS', 'Redshift']);

/** Whether names of the type (`SERVICE::KIND` behind its vendor) are kept in lower case. */
export function keepsNoCase(type: string): boolean {
  return NO_CASE.has(type.split('::')[1] ?? '');
}
