/** The one property under which collectors keep what is so at the moment: health, lag, counts of what runs. */

/**
 * Its members change by the minute, so it is never compared between places: rules of readiness judge it, as advice, and the
 * baseline may ask for it (`LiveState.RunningCount`).
 */
export const LIVE_STATE = 'LiveState';
