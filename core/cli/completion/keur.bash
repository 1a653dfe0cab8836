# bash completion for keur. tests/build/manual.sh compares the options with those of the program.

# The ids of the parts in a result: each stands on a line of its own, its id first. Only such as a shell takes as they are.
_keur_parts()
{
	sed -n '/^ *"components": \[/,/^ *"/ { s/^ *{"id": "\([A-Za-z0-9._-]*\)".*/\1/p; /^ *"components"/! { /^ *"/q } }' "$1" 2> /dev/null
}

# Files beside what there is, or directories; what a shell would take apart is quoted, which must not befall an option's `=`.
_keur_files()
{
	local name
	compopt -o filenames 2> /dev/null
	while IFS= read -r name; do COMPREPLY+=("$name"); done < <(compgen "${2:--f}" -- "$1")
}

# Words of a list that commas part: after a comma those that are not there yet.
_keur_list()
{
	local before= word words=
	case $2 in *,*) before=${2%,*}, ;; esac
	for word in $1; do
		case ,$before in *,"$word",*) ;; *) words+=" $word" ;; esac
	done
	COMPREPLY=($(compgen -P "$before" -W "$words" -- "${2##*,}"))
	compopt -o nospace 2> /dev/null
}

_keur()
{
	local cur prev command options
	COMPREPLY=()
	_get_comp_words_by_ref -n = cur prev 2> /dev/null || { cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}; }
	command=${COMP_WORDS[1]}
	if [ "$COMP_CWORD" -eq 1 ]; then
		COMPREPLY=($(compgen -W "demo assess check explain ask diff whatif suppliers policy plugin help --help --version" -- "$cur"))
		return
	fi
	case $command in
	assess) options="--policy= --suppliers= --overlay= --as-of= --plugin= --without= --param= --jobs= --limit= --isolation= --pins= --keys= --require-signed --format= --output= --matrix= --fail-on= --fail-on-basis= --lang= --verbose --quiet --help" ;;
	check) options="--policy= --suppliers= --overlay= --as-of= --verbose --quiet --help" ;;
	demo) options="--isolation= --lang= --verbose --quiet --help" ;;
	whatif) options="--distrust= --trust= --replace= --close= --move= --set= --cheapest --policy= --suppliers= --overlay= --as-of= --plugin= --without= --param= --jobs= --limit= --isolation= --pins= --keys= --require-signed --format= --matrix= --fail-on= --fail-on-basis= --lang= --verbose --quiet --help" ;;
	ask) options="--format= --output= --who= --verbose --quiet --help" ;;
	diff) options="--format= --verbose --quiet --help" ;;
	explain) options="--verbose --quiet --help" ;;
	suppliers) options="--addresses= --enterprises= --verbose --quiet --help" ;;
	policy) options="--plugin= --help" ;;
	plugin)
		case $COMP_CWORD-${COMP_WORDS[2]} in
		2-*) options="--help" ;;
		*-list) options="--plugin= --pins= --keys= --isolation= --json --help" ;;
		*-help) options="--isolation= --json --help" ;;
		*-check) options="--param= --isolation= --junit= --help" ;;
		*-pin) options="--pins= --keys= --isolation= --help" ;;
		*-new) options="--lang= --help" ;;
		esac
		;;
	help) COMPREPLY=($(compgen -W "demo assess check explain ask diff whatif suppliers policy plugin" -- "$cur")); return ;;
	*) return ;;
	esac

	# "--option=word" and "--option word"; where `=` breaks words, it stands as a word of its own.
	local option= value=$cur
	case $cur in
	--*=*) option=${cur%%=*} value=${cur#*=} ;;
	=) option=$prev value= ;;
	*) if [ "$prev" = = ]; then option=${COMP_WORDS[COMP_CWORD - 2]}; else option=$prev; fi ;;
	esac
	case $option in
	--matrix) COMPREPLY=($(compgen -W "iso-27005 nist-800-30 ebios-4x4" -- "$value")); return ;;
	--policy) COMPREPLY=($(compgen -W "nl-tfev eu-5g-toolbox uk-hrv de-critical-functions fi-traficom csa2-proposal" -- "$value")); _keur_files "$value"; return ;;
	--suppliers | --overlay | --plugin | --junit | --pins | --keys | --addresses | --enterprises) _keur_files "$value"; return ;;
	--output) _keur_files "$value" -d; return ;;
	--without) COMPREPLY=($(compgen -W "assurance logging_coverage remote_access vendor_trust" -- "$value")); return ;;
	--format)
		case $command in
		assess) _keur_list "text json jsonl csv xlsx html sarif oscal junit markdown dot" "$value" ;;
		ask) COMPREPLY=($(compgen -W "yaml csv" -- "$value")) ;;
		diff) COMPREPLY=($(compgen -W "text json csv" -- "$value")) ;;
		*) COMPREPLY=($(compgen -W "text json" -- "$value")) ;;
		esac
		return
		;;
	--who) COMPREPLY=($(compgen -W "authority contract_office network_engineering security_operations product_owner assessor all" -- "$value")); return ;;
	--fail-on) COMPREPLY=($(compgen -W "none very_low low medium high very_high" -- "$value")); return ;;
	--fail-on-basis) COMPREPLY=($(compgen -W "worst known" -- "$value")); return ;;
	--lang)
		case $command in
		plugin) COMPREPLY=($(compgen -W "c cpp" -- "$value")) ;;
		*) COMPREPLY=($(compgen -W "en nl" -- "$value")) ;;
		esac
		return
		;;
	--isolation) COMPREPLY=($(compgen -W "strict best-effort none" -- "$value")); return ;;
	--distrust | --trust | --replace | --close | --move | --set | --as-of | --param | --limit | --jobs) return ;;
	esac

	if [[ $cur == -* ]]; then
		COMPREPLY=($(compgen -W "$options" -- "$cur"))
		[[ ${COMPREPLY[0]-} == *= ]] && compopt -o nospace 2> /dev/null
	elif [ "$command" = policy ] && [ "$COMP_CWORD" -eq 2 ]; then
		COMPREPLY=($(compgen -W "list show check" -- "$cur"))
	elif [ "$command" = policy ]; then
		COMPREPLY=($(compgen -W "nl-tfev eu-5g-toolbox uk-hrv de-critical-functions fi-traficom csa2-proposal" -- "$cur"))
		_keur_files "$cur"
	elif [ "$command" = plugin ] && [ "$COMP_CWORD" -eq 2 ]; then
		COMPREPLY=($(compgen -W "list help check pin new" -- "$cur"))
	elif [ "$command" = plugin ] && [ "${COMP_WORDS[2]}" = help ]; then
		COMPREPLY=($(compgen -W "assurance logging_coverage remote_access vendor_trust" -- "$cur"))
		_keur_files "$cur"
	elif [ "$command" = suppliers ] && [ "$COMP_CWORD" -eq 2 ]; then
		COMPREPLY=($(compgen -W "new" -- "$cur"))
	elif [ "$command" = explain ] && [ "$COMP_CWORD" -eq 3 ]; then
		COMPREPLY=($(compgen -W "$(_keur_parts "${COMP_WORDS[2]/#\~\//$HOME/}")" -- "$cur"))
	else
		_keur_files "$cur"
	fi
}
complete -F _keur keur
