/** What findings are of that speak of the run or of its declarations, and not of a resource. */

/** Of a waiver. */
export const WAIVER_TYPE = 'InfraParity::Waiver';
/** Of a declaration of the baseline. */
export const DECLARATION_TYPE = 'InfraParity::Declaration';
/** Of what was asked to be read: a stack prefix, a tag value, a type. */
export const SELECTION_TYPE = 'InfraParity::Selection';

/** Whether a finding of that type is of no resource: it says nothing of how the regions are. */
export function isOwnType(type: string): boolean {
  return type.startsWith('InfraParity::');
}
