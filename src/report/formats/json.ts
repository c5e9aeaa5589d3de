/** The format `json`. */
import type { Format } from '../format.ts';
import { json } from '../json.ts';

export default {
  extension: 'json',
  summary: 'For programs: all that the audit says, one document. The other formats are made from it.',
  notes: [
    'The contract is `schemas/report.schema.json` (`infra-parity schema report`). Members may be added within schema version 1; those that are there keep name and meaning.',
  ],
  render: json,
} satisfies Format;
