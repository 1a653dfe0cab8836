# What zsh offers at the end of a line, one match to a line: complete.zsh DIRECTORY LINE, where DIRECTORY holds the completion as _keur.
# A shell on a terminal of its own completes, and its matches are written down on the way.
emulate -L zsh
zmodload zsh/zpty || exit 77
out=$(mktemp)
export TERM=dumb
zpty inner zsh -f -i
zpty -w inner "out=$out; PROMPT=; fpath=(${(q)1} \$fpath); autoload -Uz compinit; compinit -u -D"
zpty -w inner 'compadd() {
  local -a found
  if [[ ${@[1,(i)(-|--)]} != *-(O|A|D)\ * ]]; then builtin compadd -A found "$@"; (( $#found )) && print -rl -- $found >> $out; fi
  builtin compadd "$@"
}'
zpty -w inner 'offer() { _main_complete; : > $out.done }; zle -C offer complete-word offer; bindkey "^I" offer; : > $out.ready'
wait_for() { # FILE
  local i
  for (( i = 0; i < 300; i++ )); do
    zpty -r -t inner > /dev/null # what it echoes would fill its terminal
    [[ -e $1 ]] && return
    sleep 0.1
  done
  rm -f $out $out.ready
  exit 1
}
wait_for $out.ready
sleep 0.2 # until its editor waits for keys
zpty -w -n inner "$2"$'\t'
wait_for $out.done
zpty -d inner # no trap for what follows: what zpty starts would run it as well
sort -u $out
rm -f $out $out.ready $out.done
