/**
 * The witness: what a CloudFormation template designs in one region, and whether what lives there fits.
 *
 *   parse(text)                      → Template   JSON or YAML, with the line of each part           (parse.ts)
 *   evaluate(template, environment)  → Design     resources, outputs, conditions of one region        (evaluate.ts)
 *   fits(designed, live)             → Fit        does a live value fit its design                    (fits.ts)
 *   sameDesign(a, b)                 → Sameness   do two places design the same                       (same-design.ts)
 *   whyDifferent(a, b, path)         → Cause[]    which parameter, mapping or condition differs       (why-different.ts)
 *
 * A designed value is JSON in which holes stand for what is known only after deployment; `holes.ts` says how they are
 * written. What cannot be known is a hole `unknown` with its reason, never a guess: a macro that was not run, a parameter
 * without a value, a condition that depends on a masked one. Functions of the template language: one file each in `functions/`.
 *
 * Read by AWS's documentation of the intrinsic functions and of AWS::LanguageExtensions
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html).
 */

export type { Tri } from './context.ts';
export type { Environment, Given } from './environment.ts';
export { type Design, type DesignedOutput, type DesignedResource, evaluate, type Presence } from './evaluate.ts';
export { type Difference, type Fit, type FitOptions, fits } from './fits.ts';
export { asHole, asText, designText, type Hole, holesIn, holeText, unknownIn } from './holes.ts';
export { MAX_TEMPLATE, type Place, parse, type Template } from './parse.ts';
export { type Path, pathText } from './raw.ts';
export type { Resolve } from './resolve.ts';
export { type Sameness, type SameOptions, type Side, sameDesign } from './same-design.ts';
export { TemplateError } from './template-error.ts';
export { type Cause, type InputCause, type Sided, whyDifferent } from './why-different.ts';
