/** The completion script for fish. */
import type { Command } from 'commander';
import { type Flag, ownFlags, type Subcommand, subcommands, type Values, wordSets } from './completion-words.ts';

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** `-x`: a value that is no file; `-r -F`: a file. */
function valueText(values: Values | null): string {
  if (values === null) return '';
  switch (values.kind) {
    case 'words':
      return values.list
        ? ` -x -a '(_infra_parity_list $_infra_parity_${values.set})'`
        : ` -x -a '$_infra_parity_${values.set}'`;
    case 'reports':
      return " -x -a '(_infra_parity_reports)'";
    case 'files':
      return ' -r -F';
    case 'folders':
      return " -x -a '(__fish_complete_directories)'";
    case 'free':
      return ' -x';
  }
}

function flagLine(condition: string, { names, text, values }: Flag): string {
  const named = names.map((name) => (name.startsWith('--') ? ` -l ${name.slice(2)}` : ` -s ${name.slice(1)}`)).join('');
  return `complete -c infra-parity -n ${quoted(condition)}${named}${valueText(values)} -d ${quoted(text)}`;
}

function commandLines({ name, text, flags, argument }: Subcommand): readonly string[] {
  const within = `__fish_seen_subcommand_from ${name}`;
  return [
    `complete -c infra-parity -n __fish_use_subcommand -a ${name} -d ${quoted(text)}`,
    ...flags.map((flag) => flagLine(within, flag)),
    ...(argument === null || argument.kind === 'free'
      ? []
      : [`complete -c infra-parity -n ${quoted(within)}${valueText(argument).replace(/^ -x/, '')}`]),
  ];
}

/** The completion script for fish. */
export function fishScript(program: Command): string {
  const sets = Object.entries(wordSets(program)).map(
    ([set, words]) => `set -g _infra_parity_${set} ${words.join(' ')}`,
  );
  return `# Completions of infra-parity for fish: infra-parity completion fish > ~/.config/fish/completions/infra-parity.fish
${sets.join('\n')}
function _infra_parity_list
    set -l before (commandline -ct | string replace -rf '^(?:.*=)?(.*,)?[^,]*$' '$1')
    for word in $argv
        echo "$before$word"
    end
end
function _infra_parity_reports
    set -l typed (commandline -ct | string replace -r '^--report=' '')
    set -l parts (string split -m 1 = -- $typed)
    if test (count $parts) -eq 2
        for file in (__fish_complete_path $parts[2])
            echo "$parts[1]=$file"
        end
    else
        printf '%s\\n' $_infra_parity_formats
    end
end
complete -c infra-parity -f
${ownFlags(program)
  .map((flag) => flagLine('__fish_use_subcommand', flag))
  .join('\n')}
${subcommands(program).flatMap(commandLines).join('\n')}
`;
}
