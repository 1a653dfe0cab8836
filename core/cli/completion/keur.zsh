#compdef keur
# zsh completion for keur. tests/build/manual.sh compares the options with those of the program.

_keur() {
	local -a commands input said
	commands=(
		'demo:write a small network with seeded problems and assess it'
		'assess:assess a network and write the risk matrix'
		'check:load and validate an inventory, nothing more'
		'explain:why this scope, these levels, this status'
		'ask:what is not known, to be filled in and given back'
		'diff:what moved between two results, and why'
		'whatif:what a decision or a repair would change'
		'suppliers:a supplier register to fill in'
		'policy:the policy packs, and every entry of one'
		'plugin:write, look at, check and approve plugins'
		'help:help on a command'
	)
	if (( CURRENT == 2 )); then
		_describe command commands
		_arguments '--help[what keur does]' '--version[the version]'
		return
	fi
	local command=$words[2]
	shift words
	(( CURRENT-- ))
	input=(
		'--policy=[policy pack]:pack:_keur_packs'
		'*--suppliers=[supplier register]:file:_files'
		'*--overlay=[changes to the inventory]:file:_files'
		'--as-of=[the day the answer is for]:date:'
		'--help[help on this command]'
	)
	said=(
		'--verbose[stages with count and time, and what plugins log]'
		'--quiet[no progress, no text beside errors and the answer]'
	)
	case $command in
	assess)
		_arguments $input \
			'*--plugin=[one more plugin]:file:_files' \
			'*--without=[leave out a bundled plugin]:plugin:(assurance logging_coverage remote_access vendor_trust)' \
			'*--param=[set a parameter of a plugin]:NAME.KEY=VALUE:' \
			'--jobs=[workers at once]:number:' \
			'*--limit=[what a plugin may use up]:limit:' \
			'--isolation=[of the workers]:level:(strict best-effort none)' \
			'--pins=[the plugins that may run]:file:_files' \
			'--keys=[whose signatures count]:file:_files' \
			'--require-signed[plugins must be signed]' \
			'--format=[what is written]:formats:_values -s , format text json jsonl csv xlsx html sarif oscal junit markdown dot' \
			'--output=[directory for the files]:directory:_files -/' \
			'--matrix=[risk matrix of the pack]:matrix:(iso-27005 nist-800-30 ebios-4x4)' \
			'--fail-on=[exit 2 from this risk on]:level:(none very_low low medium high very_high)' \
			'--fail-on-basis=[which answer counts]:reading:(worst known)' \
			'--lang=[language of what people read]:language:(en nl)' \
			$said \
			'*:inventory:_files'
		;;
	whatif)
		_arguments $input \
			'*--distrust=[nobody trusts this supplier]:supplier:' \
			'*--trust=[an authority trusts this supplier]:supplier:' \
			'*--replace=[one supplier by another]:OLD=NEW:' \
			'*--close=[a way in is taken away]:access:' \
			'*--move=[a part moves to another segment]:COMPONENT=SEGMENT:' \
			'*--set=[any value]:ADDRESS=VALUE:' \
			'--cheapest[what clears every breach]' \
			'*--plugin=[one more plugin]:file:_files' \
			'*--without=[leave out a bundled plugin]:plugin:(assurance logging_coverage remote_access vendor_trust)' \
			'*--param=[set a parameter of a plugin]:NAME.KEY=VALUE:' \
			'--jobs=[workers at once]:number:' \
			'*--limit=[what a plugin may use up]:limit:' \
			'--isolation=[of the workers]:level:(strict best-effort none)' \
			'--pins=[the plugins that may run]:file:_files' \
			'--keys=[whose signatures count]:file:_files' \
			'--require-signed[plugins must be signed]' \
			'--format=[what is written]:format:(text json)' \
			'--matrix=[risk matrix of the pack]:matrix:(iso-27005 nist-800-30 ebios-4x4)' \
			'--fail-on=[exit 2 from this risk on]:level:(none very_low low medium high very_high)' \
			'--fail-on-basis=[which answer counts]:reading:(worst known)' \
			'--lang=[language of what people read]:language:(en nl)' \
			$said \
			'*:inventory:_files'
		;;
	check) _arguments $input $said '*:inventory:_files' ;;
	demo) _arguments $said '--help[help on this command]' '--lang=[language of what people read]:language:(en nl)' '--isolation=[of the workers]:level:(strict best-effort none)' '1:directory:_files -/' ;;
	explain) _arguments $said '--help[help on this command]' '1:result:_files' '2:component:_keur_parts' ;;
	ask)
		_arguments $said '--help[help on this command]' '--format=[what is written]:format:(yaml csv)' '--output=[where it goes]:file:_files' \
			'--who=[whose questions]:who:(authority contract_office network_engineering security_operations product_owner assessor all)' '1:result:_files'
		;;
	diff) _arguments $said '--help[help on this command]' '--format=[what is written]:format:(text json csv)' '1:old result:_files' '2:new result:_files' ;;
	suppliers) _arguments $said '--addresses=[list of hardware addresses]:file:_files' '--enterprises=[list of enterprise numbers]:file:_files' '--help[help on this command]' '1:what:(new)' '*:inventory:_files' ;;
	policy) _arguments '--help[help on this command]' '*--plugin=[one more plugin]:file:_files' '1:what:(list show check)' '2:pack:_keur_packs' ;;
	plugin) _keur_plugin ;;
	help) _describe command commands ;;
	esac
}

_keur_plugin() {
	local -a tools
	tools=(
		'list:the bundled plugins and those given'
		'help:what a plugin finds, its parameters, what it reads'
		'check:whether a plugin keeps its promises'
		'pin:approve plugins, so that they may run'
		'new:write a project for a plugin of your own'
	)
	if (( CURRENT == 2 )); then
		_describe tool tools
		_arguments '--help[help on this command]'
		return
	fi
	local tool=$words[2]
	shift words
	(( CURRENT-- ))
	case $tool in
	list)
		_arguments '--help[help on this tool]' '*--plugin=[one more plugin]:file:_files' '--pins=[which are pinned]:file:_files' \
			'--keys=[whose signatures count]:file:_files' '--isolation=[of the workers]:level:(strict best-effort none)' '--json[as JSON]'
		;;
	help) _arguments '--help[help on this tool]' '--isolation=[of the workers]:level:(strict best-effort none)' '--json[as JSON]' '1:plugin:_keur_plugins' ;;
	check)
		_arguments '--help[help on this tool]' '*--param=[set a parameter of the plugin]:NAME.KEY=VALUE:' \
			'--junit=[JUnit XML as well]:file:_files' '--isolation=[of the workers]:level:(strict best-effort none)' '1:plugin:_files'
		;;
	pin)
		_arguments '--help[help on this tool]' '--pins=[where the pin goes]:file:_files' '--keys=[whose signatures count]:file:_files' \
			'--isolation=[of the workers]:level:(strict best-effort none)' '*:plugin:_files'
		;;
	new) _arguments '--help[help on this tool]' '--lang=[language]:language:(c cpp)' '1:name:' '2:directory:_files -/' ;;
	esac
}

_keur_plugins() {
	_alternative 'plugins:plugin:(assurance logging_coverage remote_access vendor_trust)' 'files:file:_files'
}

# The parts in a result: each stands on a line of its own, its id first.
_keur_parts() {
	local result=${(Q)words[CURRENT-1]}
	local -a parts
	result=${result/#\~\//$HOME/}
	parts=(${(f)"$(sed -n '/^ *"components": \[/,/^ *"/ { s/^ *{"id": "\([A-Za-z0-9._-]*\)".*/\1/p; /^ *"components"/! { /^ *"/q } }' "$result" 2> /dev/null)"})
	compadd -a parts
}

_keur_packs() {
	_alternative 'packs:pack:(nl-tfev eu-5g-toolbox uk-hrv de-critical-functions fi-traficom csa2-proposal)' 'files:file:_files'
}

_keur "$@"
