// Names that were cut to what a service allows, with a hash of the whole behind: what of a region is left, and where it was cut.

/** What services allow: buckets and databases, roles and functions. Shorter names reach their limit by chance. */
const LIMITS: ReadonlySet<number> = new Set([63, 64]);
/** What is put behind a name that is cut. */
const HASH = /[-_.][0-9a-f]{4,10}$/;
/** The beginning of a region's name at the end of what is left, and the hash. */
const CUT_REGION = /^(.*[-_.])([a-z]{2}-[a-z0-9-]*?)-?([-_.][0-9a-f]{4,10})$/;

/** Whether a name is as long as some service allows, and ends in a hash: then it may have been cut. */
export function isAtLimit(name: string): boolean {
  return LIMITS.has(name.length) && HASH.test(name);
}

/**
 * A name of which the end of its region was cut off, with the whole region: `…-execution-ap-3f9a1c` is of ap-southeast-2 where no other of
 * the regions begins so. Any other name as it is.
 */
export function withWholeRegion(name: string, regions: readonly string[]): string {
  if (!isAtLimit(name)) return name;
  const [, head = '', part = '', hash = ''] = CUT_REGION.exec(name) ?? [];
  const meant = part === '' ? [] : regions.filter((region) => region.startsWith(part));
  return meant.length === 1 ? `${head}${meant[0]}${hash}` : name;
}
