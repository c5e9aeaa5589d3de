/** What the formats of a roll-up are called; their code is loaded only when one is written. */
export const ROLL_UP_NAMES = ['text', 'json', 'jsonl', 'html', 'openmetrics'] as const;
