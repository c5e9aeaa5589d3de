import type { Design } from '../design.ts';
import { webDesigns } from './web.ts';

/** Every design of the bench, in the order in which they are deployed. */
export const designs: readonly Design[] = [...webDesigns];
