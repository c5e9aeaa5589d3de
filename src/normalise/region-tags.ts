/** Tags by which people say which region a resource is in, or a global one serves. */
export const REGION_TAGS = /^(aws[-_:]?)?region(name)?$/i;
