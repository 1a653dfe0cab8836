# bash completion for keur. tests/build/manual.sh compares the options with those of the program.
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
	check) options="--policy= --suppliers= --overlay= --as-of= --quiet --help" ;;
	demo) options="--isolation= --lang= --help" ;;
	whatif) options="--distrust= --trust= --replace= --close= --move= --set= --cheapest --policy= --suppliers= --overlay= --as-of= --plugin= --without= --param= --jobs= --limit= --isolation= --pins= --keys= --require-signed --format= --matrix= --fail-on= --fail-on-basis= --lang= --verbose --quiet --help" ;;
	ask) options="--format= --output= --who= --help" ;;
	diff) options="--format= --help" ;;
	explain) options="--lang= --help" ;;
	suppliers) options="--addresses= --enterprises= --help" ;;
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
	--policy) COMPREPLY=($(compgen -W "nl-tfev eu-5g-toolbox uk-hrv de-critical-functions fi-traficom csa2-proposal" -- "$value") $(compgen -f -- "$value")); return ;;
	--suppliers | --overlay | --plugin | --junit | --pins | --keys | --addresses | --enterprises) COMPREPLY=($(compgen -f -- "$value")); return ;;
	--output) COMPREPLY=($(compgen -d -- "$value")); return ;;
	--without) COMPREPLY=($(compgen -W "assurance logging_coverage remote_access vendor_trust" -- "$value")); return ;;
	--format)
		case $command in
		assess) COMPREPLY=($(compgen -W "text json jsonl csv xlsx html sarif oscal junit markdown dot" -- "$value")) ;;
		ask) COMPREPLY=($(compgen -W "yaml csv" -- "$value")) ;;
		*) COMPREPLY=($(compgen -W "text json csv" -- "$value")) ;;
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
		COMPREPLY=($(compgen -W "nl-tfev eu-5g-toolbox uk-hrv de-critical-functions fi-traficom csa2-proposal" -- "$cur") $(compgen -f -- "$cur"))
	elif [ "$command" = plugin ] && [ "$COMP_CWORD" -eq 2 ]; then
		COMPREPLY=($(compgen -W "list help check pin new" -- "$cur"))
	elif [ "$command" = plugin ] && [ "${COMP_WORDS[2]}" = help ]; then
		COMPREPLY=($(compgen -W "assurance logging_coverage remote_access vendor_trust" -- "$cur") $(compgen -f -- "$cur"))
	elif [ "$command" = suppliers ] && [ "$COMP_CWORD" -eq 2 ]; then
		COMPREPLY=($(compgen -W "new" -- "$cur"))
	elif [ "$command" = explain ] && [ "$COMP_CWORD" -eq 3 ] && [ -r "${COMP_WORDS[2]}" ]; then
		# Each part stands on a line of its own, its id first.
		COMPREPLY=($(compgen -W "$(sed -n '/^ *"components"/,/^ *\]/ s/^ *{"id": "\([A-Za-z0-9._-]*\)".*/\1/p' "${COMP_WORDS[2]}" 2> /dev/null)" -- "$cur"))
	else
		COMPREPLY=($(compgen -f -- "$cur"))
	fi
}
complete -o filenames -F _keur keur
