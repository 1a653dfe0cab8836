# Makes the header of a later version 1 out of this one: a higher minor number, and something at the end of every struct that may grow. What a
# keur or a plugin of tomorrow is built with.
BEGIN {
	split("plugin rule param message column view finding host reach failure row", names)
	for (i in names) grows["keur_" names[i]] = 1
}
/^#define KEUR_ABI_MINOR / { sub(/[0-9]+u/, "4096u") }
/^struct [a-z_]+ \{$/ { name = $2 }
/^\};$/ && grows[name] {
	if (name == "keur_host") print "\tint32_t (*later)(struct keur_call *call);"
	else if (name == "keur_row") print "\tuint32_t later, later_too;"
	else print "\tuint64_t later;\n\tconst void *later_list;"
	grown++
}
/^\};$/ { name = "" }
{ print }
/^#define KEUR_ABI_MINOR / { print "#define KEUR_NEWER 1" }
END {
	if (grown != 11) { print "newer.awk: " grown " structs have grown, not 11" > "/dev/stderr"; exit 1 }
}
