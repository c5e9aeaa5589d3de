/** The completion script for bash. */
import type { Command } from 'commander';
import { type Flag, ownFlags, type Subcommand, subcommands, type Values, wordSets } from './completion-words.ts';

/** What the script calls the values: `words regions`, `list regions`, `files`. */
function kindOf(values: Values): string {
  if (values.kind !== 'words') return values.kind;
  return `${values.list ? 'list' : 'words'} ${values.set}`;
}

/** `check:--report) echo reports ;;`, flags with the same values in one line. */
function valueCases(command: string, flags: readonly Flag[]): readonly string[] {
  const byKind = new Map<string, string[]>();
  for (const { names, values } of flags) {
    if (values === null) continue;
    const kind = kindOf(values);
    byKind.set(kind, [...(byKind.get(kind) ?? []), ...names.map((name) => `${command}:${name}`)]);
  }
  return [...byKind].map(([kind, names]) => `    ${names.join('|')}) echo ${kind} ;;`);
}

function flagCase({ name, flags }: Subcommand): string {
  return `    ${name}) echo ${flags.flatMap(({ names }) => names).join(' ')} ;;`;
}

function argumentCase({ name, argument }: Subcommand): readonly string[] {
  return argument === null ? [] : [`    ${name}) echo ${kindOf(argument)} ;;`];
}

/**
 * For bash 3.2 (macOS) and later. Bash splits the line at `:` and `=` as well, which types and reports have; so the script
 * splits the line itself and gives back only what stands behind the last of them.
 */
export function bashScript(program: Command): string {
  const all = subcommands(program);
  const sets = Object.entries(wordSets(program)).map(([set, words]) => `    ${set}) echo ${words.join(' ')} ;;`);
  const own = ownFlags(program).flatMap(({ names }) => names);
  return `# Completions of infra-parity for bash: eval "$(infra-parity completion bash)" in ~/.bashrc
_infra_parity_set() {
  case $1 in
${sets.join('\n')}
  esac
}
_infra_parity_flags() {
  case $1 in
${all
  .filter(({ flags }) => flags.length > 0)
  .map(flagCase)
  .join('\n')}
    '') echo ${own.join(' ')} ;;
  esac
}
_infra_parity_value() {
  case $1 in
${all.flatMap(({ name, flags }) => valueCases(name, flags)).join('\n')}
  esac
}
_infra_parity_argument() {
  case $1 in
${all.flatMap(argumentCase).join('\n')}
    '') echo words commands ;;
  esac
}
${RUN}`;
}

const RUN = `_infra_parity_reply() { # kind set word before
  local IFS=$' \\t\\n' before=$4 word=$3 cut each
  case $1 in
    list) case $word in *,*) before=$before\${word%,*}, word=\${word##*,} ;; esac ;;
    reports) case $word in *=*) _infra_parity_reply files '' "\${word#*=}" "$before\${word%%=*}="; return ;; esac ;;
  esac
  case $1 in
    words|list) COMPREPLY=($(compgen -W "$(_infra_parity_set "$2")" -- "$word")) ;;
    reports) COMPREPLY=($(compgen -W "$(_infra_parity_set formats)" -- "$word")) ;;
    flags) COMPREPLY=($(compgen -W "$2" -- "$word")) ;;
    files) IFS=$'\\n'; COMPREPLY=($(compgen -f -- "$word")); compopt -o filenames 2>/dev/null ;;
    folders) IFS=$'\\n'; COMPREPLY=($(compgen -d -- "$word")); compopt -o filenames 2>/dev/null ;;
  esac
  # Bash replaces only what stands behind the last character at which it breaks words.
  each=$before$word cut=
  case $COMP_WORDBREAKS in *:*) case $each in *:*) cut=\${each%"\${each##*:}"} ;; esac ;; esac
  case $COMP_WORDBREAKS in *=*) case \${each#"$cut"} in *=*) cut=$cut\${each#"$cut"} cut=\${cut%"\${cut##*=}"} ;; esac ;; esac
  local index
  for index in "\${!COMPREPLY[@]}"; do
    each=$before\${COMPREPLY[index]}
    COMPREPLY[index]=\${each#"$cut"}
  done
}
_infra_parity() {
  local line=\${COMP_LINE:0:COMP_POINT} command= previous= word words kind index
  COMPREPLY=()
  word=\${line##*[[:space:]]}
  IFS=$' \\t\\n' read -r -a words <<< "\${line%"$word"}"
  for ((index = 1; index < \${#words[@]}; index++)); do
    if [[ -z $command ]]; then
      [[ \${words[index]} == -* ]] || command=\${words[index]}
    fi
    previous=\${words[index]}
  done
  kind=($(_infra_parity_value "$command:$previous"))
  if ((\${#kind[@]})); then
    _infra_parity_reply "\${kind[0]}" "\${kind[1]}" "$word" ''
  elif [[ $word == --*=* ]]; then
    kind=($(_infra_parity_value "$command:\${word%%=*}"))
    _infra_parity_reply "\${kind[0]}" "\${kind[1]}" "\${word#*=}" "\${word%%=*}="
  elif [[ $word == -* ]]; then
    _infra_parity_reply flags "$(_infra_parity_flags "$command")" "$word" ''
  else
    kind=($(_infra_parity_argument "$command"))
    if ((\${#kind[@]} == 0)) && [[ -z $word ]]; then kind=(flags); fi
    if [[ \${kind[0]} == flags ]]; then
      _infra_parity_reply flags "$(_infra_parity_flags "$command")" '' ''
    else
      _infra_parity_reply "\${kind[0]}" "\${kind[1]}" "$word" ''
    fi
  fi
}
complete -F _infra_parity infra-parity
`;
