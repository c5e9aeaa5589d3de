/** The completion script for zsh. */
import type { Command } from 'commander';
import { type Flag, ownFlags, type Subcommand, subcommands, type Values, wordSets } from './completion-words.ts';

/** A function of the script, or what zsh brings. */
function actionOf(values: Values): string {
  switch (values.kind) {
    case 'words':
      return `_infra_parity_${values.set}${values.list ? '_list' : ''}`;
    case 'reports':
      return '_infra_parity_reports';
    case 'files':
      return '_files';
    case 'folders':
      return '_files -/';
    case 'free':
      return ' ';
  }
}

/** In a specification of _arguments, inside single quotes. */
function quoted(text: string): string {
  return text.replace(/[[\]:\\]/g, '\\$&').replaceAll("'", "'\\''");
}

/** `'*--report[text]:value:action'`; the star lets it be given again. */
function specification({ names, text, values }: Flag): readonly string[] {
  return names.map((name) => {
    const long = name.startsWith('--') && values !== null ? '=' : '';
    const value = values === null ? '' : `:value:${actionOf(values)}`;
    return `'*${name}${long}[${quoted(text)}]${value}'`;
  });
}

function commandCase({ name, flags, argument }: Subcommand): string {
  const parts = [...flags.flatMap(specification), ...(argument === null ? [] : [`'1:${name}:${actionOf(argument)}'`])];
  if (parts.length === 0) return `    ${name}) ;;`;
  return `    ${name})\n      _arguments -s \\\n        ${parts.join(' \\\n        ')}\n      ;;`;
}

/** The completion script for zsh. */
export function zshScript(program: Command): string {
  const all = subcommands(program);
  const sets = Object.entries(wordSets(program)).filter(([set]) => set !== 'commands');
  const words = sets.map(
    ([set, list]) => `_infra_parity_${set}() { local -a words; words=(${list.join(' ')}); compadd -a words; }`,
  );
  const commands = all.map(({ name, text }) => `    '${name}:${text.replaceAll("'", "'\\''").replaceAll(':', '\\:')}'`);
  return `#compdef infra-parity
# Completions of infra-parity for zsh: infra-parity completion zsh > "\${fpath[1]}/_infra-parity"
${words.join('\n')}
_infra_parity_regions_list() { compset -P '*,'; _infra_parity_regions; }
_infra_parity_reports() { if compset -P '*='; then _files; else _infra_parity_formats; fi; }
_infra_parity_commands() {
  local -a commands
  commands=(
${commands.join('\n')}
  )
  _describe command commands
}
_infra_parity() {
  local line state
  _arguments -C \\
    ${ownFlags(program).flatMap(specification).join(' \\\n    ')} \\
    '1:command:_infra_parity_commands' \\
    '*::argument:->arguments'
  [[ $state == arguments ]] || return
  case $line[1] in
${all.map(commandCase).join('\n')}
  esac
}
if [[ $funcstack[1] == _infra-parity ]]; then
  _infra_parity "$@"
else
  compdef _infra_parity infra-parity
fi
`;
}
