// What CI runners and terminals obey, as each of them reads it, and a corpus of such texts.

/** The commands that GitHub's runner knows (ActionCommandManager registers them); others are printed. */
const GITHUB =
  /^(?:add-mask|add-matcher|add-path|debug|echo|endgroup|error|group|internal-set-repo-path|notice|remove-matcher|save-state|set-env|set-output|stop-commands|warning)$/i;

/** A line as GitHub's runner reads it: `::name …::` at its start, blanks of all kinds taken off, else `##[name …]` anywhere. */
function githubObeys(line: string): boolean {
  const trimmed = line.replace(/^[\s\u0085\ufeff]+/, '');
  const end = trimmed.startsWith('::') ? trimmed.indexOf('::', 2) : -1;
  if (end > 0 && GITHUB.test(trimmed.slice(2, end).trim().split(' ')[0] ?? '')) return true;
  const old = line.indexOf('##[');
  return old >= 0 && line.indexOf(']', old) > old;
}

/** As Azure's agent and TeamCity do: anywhere in a line. */
const azureObeys = (line: string) => /##vso\[[\w.]+[^\]]*\]/i.test(line) || /^\s*##\[/.test(line);
const teamcityObeys = (line: string) => /##teamcity\[/i.test(line);

/** What a terminal obeys or does not show, joiners between letters that do not join among it. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/u;

/** Lines that some runner or a terminal obeys. */
export function obeyed(text: string): readonly string[] {
  const lines = text
    .replace(/^\ufeff/, '')
    // The sign of our own verdicts.
    .replaceAll('⚠\ufe0f', '⚠')
    .replaceAll('\r\n', '\n')
    .split('\n');
  const asLines = (line: string) =>
    line.split('\r').some((part) => githubObeys(part) || azureObeys(part) || teamcityObeys(part));
  return lines.filter((line) => asLines(line) || HIDDEN.test(line));
}

export const CORPUS = [
  '\u001b[31mred\u001b[0m \u001b]0;title\u0007',
  '\u009b31mred\u0085::error::x',
  'user\u202egpj.exe',
  'ad\u200dmin \u200c \u034f a\ufe0f a\u{e0100}',
  'zero\u200bwidth\u2060\ufeff \u{e0041} \u115f\u3164 \u180b',
  'bell\u0007\u0000\u007f\r\n\u2028\u2029',
  '::error::owned',
  '::stop-commands::zz',
  ':::error::owned',
  'x ::add-mask::a',
  '\u00a0::set-output name=verdict::parity',
  '\u0085::group::a',
  '##[error]owned',
  'x##[group]owned]',
  '###[command]rm -rf',
  '##vso[task.setvariable variable=PATH]x',
  '##VSO[task.prependpath]x',
  '##teamcity[buildStatus text=owned]',
  'line\n::error::owned',
  'line\r##[error]owned',
  ...Array.from({ length: 6 }, (_, index) => `${'A'.repeat(50 + index * 6)}::stop-commands::zz`),
  ...Array.from({ length: 2 }, (_, index) => `${'A'.repeat(70 + index)}##vso[task.complete result=Failed]`),
];
