import { collectors } from '../collectors/index.ts';
import type { Io } from '../io.ts';
import { toJson } from '../report/json.ts';
import { UsageError } from '../usage-error.ts';
import { didYouMean } from './nearest.ts';
import { page } from './page.ts';

export type IamPolicyFlags = {
  readonly type?: readonly string[];
  readonly excludeType?: readonly string[];
  readonly explain?: true;
};
void collectors;
void toJson;
void UsageError;
void page;
void didYouMean;
