/** OpenMetrics ends as its text form must; it only counts, so what it shows are numbers. */
import { expect } from 'vitest';
import type { Held } from './held.ts';

export default {
  wellFormed: (text) => expect(text.endsWith('# EOF\n')).toBe(true),
  words: {
    unknown: /^infra_parity_gaps\{region="eu-central-1",cause="denied"\} 1$/m,
    exempt: /^infra_parity_exemptions 1$/m,
    waived: /^infra_parity_findings\{severity="high",status="waived"\} 1$/m,
    expired: /^infra_parity_waivers\{state="expired"\} 1$/m,
    crashed: /^infra_parity_rules\{state="crashed"\} 1$/m,
  },
} satisfies Held;
