/** What a chat is told of a result: one summary, in the form that Slack, Microsoft Teams or anybody else takes. */
import { safeJson } from '../common/json-text.ts';
import { gateText, verdictText } from '../report/compared.ts';
import { findingText, gapText, openFindings, plain, summaryText } from '../report/facts.ts';
import type { AuditResult } from '../report/report.ts';
import { toldOf } from '../report/text/causes.ts';
import { totals } from '../report/text/totals.ts';
import { designText } from './audit-scope.ts';
import type { WebhookForm } from './target.ts';

/** Causes and gaps that are named; a chat is no report. */
const NAMED = 5;
/** A section's text takes 3,000 characters (Slack, Block Kit); each line stays far below. */
const LINE = 300;

/** The parts of the summary; every form says the same. */
type Summary = {
  readonly title: string;
  readonly facts: readonly string[];
  readonly entries: readonly string[];
  readonly places: readonly string[];
};

function more(all: number, what: string): readonly string[] {
  return all > NAMED ? [`… and ${all - NAMED} more ${what}`] : [];
}

function summaryOf(result: AuditResult, places: readonly string[]): Summary {
  const told = toldOf(result);
  const causes = told.slice(0, NAMED).map(({ cause, findings: [first] }) => {
    const text = cause === null ? findingText(first, LINE) : plain(cause.message, LINE);
    return `${first.severity}: ${text} (${first.fingerprint.slice(0, 8)})`;
  });
  const gaps = result.gaps.slice(0, NAMED).map((gap) => `not seen: ${gapText(gap).slice(0, LINE)}`);
  return {
    title: plain(`infra-parity: ${verdictText(result)} ${totals(result)}`, 150),
    facts: [
      `${summaryText(result)}. The gate ${gateText(result)}.`,
      `Audited: ${designText(result)} in account ${plain(result.snapshot.caller.account, 40)}, read ${plain(result.snapshot.takenAt, 40)}.`,
    ].map((text) => text.slice(0, 600)),
    entries: [...causes, ...more(told.length, 'causes'), ...gaps, ...more(result.gaps.length, 'not seen')],
    places: places.map((place) => plain(place, 900)),
  };
}

/** "Formatting text for app surfaces": these three are control characters, and `<!channel>` calls everybody. */
function forSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function slack({ title, facts, entries, places }: Summary): unknown {
  const plainText = (text: string) => ({ type: 'plain_text', text, emoji: false });
  const section = (lines: readonly string[]) => ({ type: 'section', text: plainText(lines.join('\n').slice(0, 3000)) });
  return {
    // What a notification shows.
    text: forSlack(title),
    blocks: [
      { type: 'header', text: plainText(title.slice(0, 150)) },
      section(facts),
      ...(entries.length > 0 ? [section(entries.map((entry) => `• ${entry}`))] : []),
      ...(places.length > 0 ? [section(places.map((place) => `The whole result: ${place}`))] : []),
    ],
  };
}

/** A text block reads Markdown: what would be obeyed is escaped. */
function forTeams(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+!|~<>-]/g, '\\$&');
}

/** An Adaptive Card in a message, as the Workflows webhook takes it ("Post a card when a Teams webhook request is received"). */
function teams({ title, facts, entries, places }: Summary): unknown {
  const block = (text: string, more: object = {}) => ({ type: 'TextBlock', text: forTeams(text), wrap: true, ...more });
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [
            block(title, { weight: 'Bolder', size: 'Medium' }),
            ...facts.map((fact) => block(fact)),
            ...entries.map((entry) => block(`• ${entry}`, { spacing: 'Small' })),
            ...places.map((place) => block(`The whole result: ${place}`, { isSubtle: true })),
          ],
        },
      },
    ],
  };
}

function json(result: AuditResult, summary: Summary): unknown {
  const { verdict, gate, exitCode, regions, severities, compared, snapshot } = result;
  return {
    tool: 'infra-parity',
    verdict,
    gate: gate.passes ? 'passes' : 'fails',
    exitCode,
    account: snapshot.caller.account,
    regions,
    readAt: snapshot.takenAt,
    severities,
    compared,
    gaps: result.gaps.length,
    openFindings: openFindings(result).length,
    ...summary,
  };
}

/** The body to post. Lengths are bounded, for chats refuse what is long. */
export function webhookBody(form: WebhookForm, result: AuditResult, places: readonly string[]): string {
  const summary = summaryOf(result, places);
  const bodies = { slack: () => slack(summary), teams: () => teams(summary), json: () => json(result, summary) };
  return safeJson(JSON.stringify(bodies[form]()));
}
