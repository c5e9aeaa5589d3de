/** What is wrong with a line of a snapshot file. */
import type { z } from 'zod';
import { isDeeper, MOST_LEVELS } from '../common/depth.ts';
import { withSeenMembers } from '../common/proto-members.ts';
import { designFault } from './design-problem.ts';
import { DesignLine, GapShape, HeaderLine, ObservationLine } from './schema.ts';
import type { Resource, StackDesign } from './snapshot.ts';

/** What is wrong with a line of a snapshot file, in words; null = nothing. The few lines are held to their schema. */
export const headerProblem = (line: unknown) =>
  isDeeper(line) ? `it has more than ${MOST_LEVELS} levels` : problemOf(HeaderLine, line);
/** What is wrong with the line of an observation; null = nothing. */
export const observationProblem = (line: unknown) =>
  isDeeper(line) ? `it has more than ${MOST_LEVELS} levels` : problemOf(ObservationLine, line);

/** Of a stack's design; its holes are told by their form, and are looked at each. */
export function designProblem(line: unknown): string | null {
  // First: what walks a value goes as deep as it does.
  if (isDeeper(line)) return `it has more than ${MOST_LEVELS} levels`;
  const problem = problemOf(DesignLine, line);
  if (problem !== null) return problem;
  for (const [name, { properties }] of Object.entries((line as StackDesign).resources)) {
    const fault = designFault(properties);
    if (fault !== null) return `resources.${name}: ${fault}`;
  }
  return null;
}

function problemOf(schema: z.ZodType, value: unknown): string | null {
  const [issue] = schema.safeParse(withSeenMembers(value)).error?.issues ?? [];
  return issue === undefined ? null : `${issue.path.join('.')}: ${issue.message}`;
}

type Line = { readonly [name in keyof Resource]?: unknown };

const isText = (value: unknown) => typeof value === 'string';
const isTextOrNull = (value: unknown) => value === null || typeof value === 'string';
/** ARNs have at most 2,048 characters, names of AWS at most 1,024. */
export const LONGEST_NAME = 16_384;
const isEndless = (value: unknown) => typeof value === 'string' && value.length > LONGEST_NAME;
const isRecord = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The same of a resource's line, by hand: there may be a hundred thousand. */
export function resourceProblem(line: Line): string | null {
  const { type, region, id, stack, logicalId, name, arn, stackRegion, selected, evidence } = line;
  const { depth = 'live', depthReason = null, address = null } = line;
  if (![type, region, id].every(isText)) return 'it is neither an observation nor a resource';
  if (![stack, logicalId, name, arn, stackRegion ?? null, depthReason, address].every(isTextOrNull))
    return 'a name or an id is no text';
  if ([type, region, id, stack, logicalId, name, arn, stackRegion].some(isEndless))
    return `a name or an id is longer than ${LONGEST_NAME} characters`;
  if (typeof selected !== 'boolean' || !isEvidence(evidence)) return 'it does not say how it was selected';
  if (depth !== 'live' && depth !== 'declared' && depth !== 'presence') return 'its depth is none';
  return bodyProblem(line);
}

/** Whether the value is a list of what a resource belongs by. */
export function isEvidence(value: unknown): value is Resource['evidence'] {
  return Array.isArray(value) && value.every((one) => one === 'stack' || one === 'tag' || one === 'listed');
}

/** What is wrong with the body of a resource; null = nothing. */
export function bodyProblem({ properties, unread, tags }: Line): string | null {
  const problem = propertiesProblem(properties);
  if (problem !== null) return problem;
  if (!isRecord(unread)) return 'it does not say what is unread';
  for (const gap of Object.values(unread as object)) {
    const problem = problemOf(GapShape, gap);
    if (problem !== null) return `unread: ${problem}`;
  }
  return tagsProblem(tags);
}

/** Properties may be anything, but for the rules of a security group, which are read row by row. */
export function propertiesProblem(properties: unknown): string | null {
  if (properties === null) return null;
  if (!isRecord(properties)) return 'its properties are no object';
  if (isDeeper(properties)) return `its properties have more than ${MOST_LEVELS} levels`;
  const { SecurityGroupIngress = [], SecurityGroupEgress = [] } = properties as { readonly [name: string]: unknown };
  const isRows = (rows: unknown) => Array.isArray(rows) && rows.every(isRecord);
  return isRows(SecurityGroupIngress) && isRows(SecurityGroupEgress) ? null : 'its rules are no list of objects';
}

/** What is wrong with the tags of a resource; null = nothing. Tags that were not read are null. */
export function tagsProblem(tags: unknown): string | null {
  if (tags === null) return null;
  return isRecord(tags) && Object.values(tags as object).every(isText) ? null : 'its tags are no texts';
}
