# fish completion for keur. tests/build/manual.sh compares the options with those of the program.

# The parts in a result: each stands on a line of its own, its id first.
function __keur_parts
	set -l words (commandline -opc)
	set -l result (string replace -r '^~/' "$HOME/" -- "$words[3]")
	test -r "$result"; and sed -n '/^ *"components": \[/,/^ *"/ { s/^ *{"id": "\([A-Za-z0-9._-]*\)".*/\1/p; /^ *"components"/! { /^ *"/q } }' "$result" 2> /dev/null
end

# Words of a list that commas part.
function __keur_formats
	set -l before (commandline -ct | string replace -r -- '^--format=' '' | string replace -r '[^,]*$' '')
	printf "$before%s\n" text json jsonl csv xlsx html sarif oscal junit markdown dot
end

complete -c keur -f
complete -c keur -n __fish_use_subcommand -a demo -d 'Write a small network with seeded problems and assess it'
complete -c keur -n __fish_use_subcommand -a assess -d 'Assess a network and write the risk matrix'
complete -c keur -n __fish_use_subcommand -a check -d 'Load and validate an inventory, nothing more'
complete -c keur -n __fish_use_subcommand -a explain -d 'Why this scope, these levels, this status'
complete -c keur -n __fish_use_subcommand -a ask -d 'What is not known, to be filled in and given back'
complete -c keur -n __fish_use_subcommand -a diff -d 'What moved between two results, and why'
complete -c keur -n __fish_use_subcommand -a whatif -d 'What a decision or a repair would change'
complete -c keur -n __fish_use_subcommand -a suppliers -d 'A supplier register to fill in'
complete -c keur -n __fish_use_subcommand -a policy -d 'The policy packs, and every entry of one'
complete -c keur -n __fish_use_subcommand -a plugin -d 'Write, look at, check and approve plugins'
complete -c keur -n __fish_use_subcommand -a help -d 'Help on a command'
complete -c keur -n __fish_use_subcommand -l version -d 'The version'
complete -c keur -l help -d 'Help'

complete -c keur -n '__fish_seen_subcommand_from assess check whatif; and not __fish_seen_subcommand_from plugin' -F
complete -c keur -n '__fish_seen_subcommand_from assess check whatif; and not __fish_seen_subcommand_from plugin' -l policy -r -F -a 'nl-tfev eu-5g-toolbox uk-hrv de-critical-functions fi-traficom csa2-proposal' -d 'Policy pack'
complete -c keur -n '__fish_seen_subcommand_from assess check whatif; and not __fish_seen_subcommand_from plugin' -l suppliers -r -F -d 'Supplier register'
complete -c keur -n '__fish_seen_subcommand_from assess check whatif; and not __fish_seen_subcommand_from plugin' -l overlay -r -F -d 'Changes to the inventory'
complete -c keur -n '__fish_seen_subcommand_from assess check whatif; and not __fish_seen_subcommand_from plugin' -l as-of -x -d 'The day the answer is for'
complete -c keur -n '__fish_seen_subcommand_from assess demo whatif' -l lang -x -a 'en nl' -d 'Language of what people read'
complete -c keur -n '__fish_seen_subcommand_from demo assess check explain ask diff whatif suppliers; and not __fish_seen_subcommand_from plugin policy' -l verbose -d 'Stages with count and time'
complete -c keur -n '__fish_seen_subcommand_from demo assess check explain ask diff whatif suppliers; and not __fish_seen_subcommand_from plugin policy' -l quiet -d 'No progress'
complete -c keur -n '__fish_seen_subcommand_from assess whatif' -l plugin -r -F -d 'One more plugin'
complete -c keur -n '__fish_seen_subcommand_from assess whatif' -l without -x -a 'assurance logging_coverage remote_access vendor_trust' -d 'Leave out a bundled plugin'
complete -c keur -n '__fish_seen_subcommand_from assess whatif' -l param -x -d 'Set a parameter of a plugin'
complete -c keur -n '__fish_seen_subcommand_from assess whatif' -l jobs -x -d 'Workers at once'
complete -c keur -n '__fish_seen_subcommand_from assess whatif' -l limit -x -d 'What a plugin may use up'
complete -c keur -n '__fish_seen_subcommand_from assess whatif' -l isolation -x -a 'strict best-effort none' -d 'Of the workers'
complete -c keur -n '__fish_seen_subcommand_from assess whatif' -l pins -r -F -d 'Plugins that may run'
complete -c keur -n '__fish_seen_subcommand_from assess whatif' -l keys -r -F -d 'Whose signatures count'
complete -c keur -n '__fish_seen_subcommand_from assess whatif' -l require-signed -d 'Plugins must be signed'
complete -c keur -n '__fish_seen_subcommand_from assess' -l format -x -a '(__keur_formats)' -d 'What is written'
complete -c keur -n '__fish_seen_subcommand_from assess' -l output -x -a '(__fish_complete_directories)' -d 'Directory for the files'
complete -c keur -n '__fish_seen_subcommand_from assess whatif' -l matrix -x -a 'iso-27005 nist-800-30 ebios-4x4' -d 'Risk matrix of the pack'
complete -c keur -n '__fish_seen_subcommand_from assess whatif' -l fail-on -x -a 'none very_low low medium high very_high' -d 'Exit 2 from this risk on'
complete -c keur -n '__fish_seen_subcommand_from assess whatif' -l fail-on-basis -x -a 'worst known' -d 'Which answer counts'

complete -c keur -n '__fish_seen_subcommand_from demo' -l isolation -x -a 'strict best-effort none' -d 'Of the workers'
complete -c keur -n '__fish_seen_subcommand_from demo' -a '(__fish_complete_directories)'
complete -c keur -n '__fish_seen_subcommand_from explain; and test (count (commandline -opc)) -lt 3' -F
complete -c keur -n '__fish_seen_subcommand_from explain; and test (count (commandline -opc)) -ge 3' -a '(__keur_parts)'
complete -c keur -n '__fish_seen_subcommand_from whatif' -l distrust -x -d 'Nobody trusts this supplier'
complete -c keur -n '__fish_seen_subcommand_from whatif' -l trust -x -d 'An authority trusts this supplier'
complete -c keur -n '__fish_seen_subcommand_from whatif' -l replace -x -d 'One supplier by another: OLD=NEW'
complete -c keur -n '__fish_seen_subcommand_from whatif' -l close -x -d 'A way in is taken away'
complete -c keur -n '__fish_seen_subcommand_from whatif' -l move -x -d 'COMPONENT=SEGMENT'
complete -c keur -n '__fish_seen_subcommand_from whatif' -l set -x -d 'Any value: ADDRESS=VALUE'
complete -c keur -n '__fish_seen_subcommand_from whatif' -l cheapest -d 'What clears every breach'
complete -c keur -n '__fish_seen_subcommand_from whatif' -l format -x -a 'text json' -d 'What is written'
complete -c keur -n '__fish_seen_subcommand_from ask' -F
complete -c keur -n '__fish_seen_subcommand_from ask' -l format -x -a 'yaml csv' -d 'What is written'
complete -c keur -n '__fish_seen_subcommand_from ask' -l output -r -F -d 'Where it goes'
complete -c keur -n '__fish_seen_subcommand_from ask' -l who -x -a 'authority contract_office network_engineering security_operations product_owner assessor all' -d 'Whose questions'
complete -c keur -n '__fish_seen_subcommand_from diff' -F
complete -c keur -n '__fish_seen_subcommand_from diff' -l format -x -a 'text json csv' -d 'What is written'
complete -c keur -n '__fish_seen_subcommand_from suppliers; and not __fish_seen_subcommand_from new' -a new
complete -c keur -n '__fish_seen_subcommand_from suppliers; and __fish_seen_subcommand_from new' -F
complete -c keur -n '__fish_seen_subcommand_from suppliers' -l addresses -r -F -d 'List of hardware addresses'
complete -c keur -n '__fish_seen_subcommand_from suppliers' -l enterprises -r -F -d 'List of enterprise numbers'
complete -c keur -n '__fish_seen_subcommand_from policy; and not __fish_seen_subcommand_from list show check' -a 'list show check'
complete -c keur -n '__fish_seen_subcommand_from policy; and __fish_seen_subcommand_from show check' -a 'nl-tfev eu-5g-toolbox uk-hrv de-critical-functions fi-traficom csa2-proposal' -F
complete -c keur -n '__fish_seen_subcommand_from policy; and not __fish_seen_subcommand_from plugin' -l plugin -r -F -d 'One more plugin whose rules the pack may name'
complete -c keur -n '__fish_seen_subcommand_from plugin; and not __fish_seen_subcommand_from list help check pin new' -a 'list help check pin new'
complete -c keur -n '__fish_seen_subcommand_from plugin; and __fish_seen_subcommand_from help check pin new' -F
complete -c keur -n '__fish_seen_subcommand_from plugin; and __fish_seen_subcommand_from list' -l plugin -r -F -d 'One more plugin'
complete -c keur -n '__fish_seen_subcommand_from plugin; and __fish_seen_subcommand_from list help' -l json -d 'As JSON'
complete -c keur -n '__fish_seen_subcommand_from plugin; and __fish_seen_subcommand_from help' -a 'assurance logging_coverage remote_access vendor_trust' -F
complete -c keur -n '__fish_seen_subcommand_from plugin; and __fish_seen_subcommand_from check' -l param -x -d 'Set a parameter of the plugin'
complete -c keur -n '__fish_seen_subcommand_from plugin; and __fish_seen_subcommand_from check' -l junit -r -F -d 'JUnit XML as well'
complete -c keur -n '__fish_seen_subcommand_from plugin; and __fish_seen_subcommand_from pin' -l pins -r -F -d 'Where the pin goes'
complete -c keur -n '__fish_seen_subcommand_from plugin; and __fish_seen_subcommand_from list' -l pins -r -F -d 'Which are pinned'
complete -c keur -n '__fish_seen_subcommand_from plugin; and __fish_seen_subcommand_from list pin' -l keys -r -F -d 'Whose signatures count'
complete -c keur -n '__fish_seen_subcommand_from plugin; and __fish_seen_subcommand_from list help check pin' -l isolation -x -a 'strict best-effort none' -d 'Of the workers'
complete -c keur -n '__fish_seen_subcommand_from plugin; and __fish_seen_subcommand_from new' -l lang -x -a 'c cpp' -d 'Language'
complete -c keur -n '__fish_seen_subcommand_from help' -a 'demo assess check explain ask diff whatif suppliers policy plugin'
