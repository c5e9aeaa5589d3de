// Written by `npm run generate` from the files NAME.line.ts of this folder.
import adopt from './adopt.line.ts';
import audit from './audit.line.ts';
import check from './check.line.ts';
import collect from './collect.line.ts';
import type { CommandLine } from './command-line.ts';
import completion from './completion.line.ts';
import demo from './demo.line.ts';
import explain from './explain.line.ts';
import iamPolicy from './iam-policy.line.ts';
import init from './init.line.ts';
import org from './org.line.ts';
import report from './report.line.ts';
import rollUp from './roll-up.line.ts';
import rules from './rules.line.ts';
import schema from './schema.line.ts';
import types from './types.line.ts';
import validate from './validate.line.ts';
import waive from './waive.line.ts';

/** Every command, in the order of the help. */
export const commandLines: readonly CommandLine[] = [
  adopt,
  audit,
  check,
  collect,
  completion,
  demo,
  explain,
  iamPolicy,
  init,
  org,
  report,
  rollUp,
  rules,
  schema,
  types,
  validate,
  waive,
].sort((a, b) => a.rank - b.rank);
