/** All designs of the bench, in order. */
import type { Design } from '../design.ts';
import { applicationDesigns } from './applications.ts';
import { byHandDesigns } from './by-hand.ts';
import { cdkDesigns } from './cdk.ts';
import { databaseDesigns } from './databases.ts';
import { estateDesigns } from './estates.ts';
import { functionDesigns } from './functions.ts';
import { keyDesigns } from './keys.ts';
import { loggingDesigns } from './logging.ts';
import { netDesigns } from './nets.ts';
import { networkDesigns } from './networks.ts';
import { operationDesigns } from './operations.ts';
import { roleDesigns } from './roles.ts';
import { serviceDesigns } from './services.ts';
import { unnamedDesigns } from './unnamed.ts';
import { webDesigns } from './web.ts';

/** Every design of the bench, in the order in which they are deployed. */
export const designs: readonly Design[] = [
  ...webDesigns,
  ...databaseDesigns,
  ...keyDesigns,
  ...loggingDesigns,
  ...networkDesigns,
  ...cdkDesigns,
  ...applicationDesigns,
  ...roleDesigns,
  ...byHandDesigns,
  ...estateDesigns,
  ...unnamedDesigns,
  ...serviceDesigns,
  ...netDesigns,
  ...functionDesigns,
  ...operationDesigns,
];
