#include "input_test.h"

static void json(void **state)
{
	struct reading r;

	(void)state;
	start(&r);
	write_file(&r, "f",
		"{\"x:SubNetwork\": [{\"x:ManagedElement\": [\n"
		" {\"id\": \"1\", \"attributes\": {\"vendorName\": \"V\", \"swVersion\": \"7\", \"userLabel\": \"one\", \"locationName\": \"ams\",\n"
		"   \"managedBy\": [\"SubNetwork=A, ManagementNode=9\"], \"plmn\": [{\"id\": 4}]},\n"
		"  \"y:GNBDUFunction\": [{\"id\": \"1\", \"y:EP_F1C\": [{\"id\": \"1\", \"attributes\":\n"
		"     {\"farEndEntity\": \"SubNetwork=A,ManagedElement=2,GNBCUCPFunction=1,EP_F1C=1\"}}],\n"
		"   \"NRCellDU\": [{\"id\": 1}, {\"id\": 2}]}],\n"
		"  \"GNBDUFunction\": [{\"id\": \"2\"}]},\n"
		" {\"id\": \"ManagedElement=2\", \"attributes\": {\"managedElementTypeList\": [\"X\"]},\n"
		"  \"GNBCUCPFunction\": [{\"id\": \"1\", \"EP_F1C\": [{\"id\": \"1\", \"attributes\": {\"farEndEntity\": \"ManagedElement=1,GNBDUFunction=1\"}}],\n"
		"    \"DESManagementFunction\": {\"id\": 1}, \"EP_XnC\": [{\"id\": 1}]}],\n"
		"  \"GNBCUUPFunction\": [{\"id\": 1, \"EP_NgU\": {\"id\": 2, \"attributes\": {\"farEndEntity\": \"ManagedElement=3,UPFFunction=1,EP_N3=1\"}}}]},\n"
		" {\"id\": \"3\", \"attributes\": {\"managedElementTypeList\": [\"UPF\"]}}],\n"
		" \"ManagementNode\": {\"id\": \"9\"}, \"id\": \"A\"}]}\n");
	read_name(&r, INPUT_INVENTORY, "f");
	assert_said(&r, "f:6: warning: objects of class NRCellDU are no components: 2 passed over\n"
		"f:10: warning: EP_XnC cannot be mapped to a link: its far end is not named or not in this file\n"
		"f:10: warning: objects of class DESManagementFunction are no components: 1 passed over\n");
	assert_int_equal(r.set.part[0]->kind, PART_FOREIGN);
	assert_int_equal(r.set.file[0].format, INPUT_NRM_JSON);
	assert_row(&r, "component[0].id=SubNetwork=A,ManagedElement=1");
	assert_row(&r, "component[0].name=one");
	assert_row(&r, "component[0].function=GNBDUFunction");
	assert_row(&r, "component[0].site=ams");
	assert_row(&r, "component[0].product.version=7");
	assert_row(&r, "party[0].component=SubNetwork=A,ManagedElement=1");
	assert_row(&r, "party[0].supplier=V");
	assert_row(&r, "party[0].role=manufacture");
	assert_row(&r, "component[1].id=SubNetwork=A,ManagedElement=2");
	assert_row(&r, "component[1].function=GNBCUCPFunction|GNBCUUPFunction");
	assert_row(&r, "component[2].function=UPF");
	assert_row(&r, "component[3].id=SubNetwork=A,ManagementNode=9");
	assert_row(&r, "component[3].function=ManagementNode");
	assert_row(&r, "link[0].from=SubNetwork=A,ManagementNode=9");
	assert_row(&r, "link[0].to=SubNetwork=A,ManagedElement=1");
	assert_row(&r, "link[0].plane=management");
	assert_row(&r, "link[1].from=SubNetwork=A,ManagedElement=1");
	assert_row(&r, "link[1].to=SubNetwork=A,ManagedElement=2");
	assert_row(&r, "link[1].plane=control");
	assert_row(&r, "link[1].protocol=F1C");
	assert_row(&r, "link[2].to=SubNetwork=A,ManagedElement=3");
	assert_row(&r, "link[2].plane=user");
	assert_int_equal(r.set.part[0]->rows.rows[TABLE_link].count, 3);
	finish(&r);
}

static void xml(void **state)
{
	struct reading r;

	(void)state;
	start(&r);
	write_file(&r, "f",
		"<?xml version=\"1.0\"?>\n<data xmlns=\"urn:d\">\n<me:ManagedElement xmlns:me=\"urn:m\"><me:id>ManagedElement=1</me:id>\n"
		"<me:attributes><me:dnPrefix>DC=x.com,SubNetwork=N</me:dnPrefix><me:vendorName>V</me:vendorName>\n"
		"<me:managedBy>SubNetwork=N,ManagementNode=e</me:managedBy><me:managedBy>Z=1</me:managedBy></me:attributes>\n"
		"<AMFFunction><id>ManagedElement=1,AMFFunction=1</id></AMFFunction><SMFFunction id=\"7\"/>\n"
		"<SectorEquipmentFunction id=\"1\"/></me:ManagedElement>\n"
		"<RIC id=\"r\"><GNBDUFunction id=\"d\"><attributes><gNBDUName>n</gNBDUName></attributes></GNBDUFunction></RIC>\n"
		"<ManagedElement><attributes><vendorName>lost</vendorName></attributes></ManagedElement>\n"
		"<ManagedElement id=\"2\"/><ManagedElement id=\"2\"/>\n</data>\n");
	read_name(&r, INPUT_INVENTORY, "f");
	assert_said(&r,
		"f:3: warning: managedBy names what this file does not describe: taken as a component of which only the name is known (and 1 more like it)\n"
		"f:7: warning: objects of class SectorEquipmentFunction are no components: 1 passed over\n"
		"f:9: warning: an object of class ManagedElement has no id and is passed over\n"
		"f:10: warning: an object that this file describes twice: the second description is passed over\n");
	assert_row(&r, "component[0].id=DC=x.com,SubNetwork=N,ManagedElement=1");
	assert_row(&r, "component[0].function=AMFFunction|SMFFunction");
	assert_row(&r, "component[1].id=RIC=r");
	assert_row(&r, "component[1].function=RIC");
	assert_row(&r, "component[2].id=RIC=r,GNBDUFunction=d");
	assert_row(&r, "component[2].name=n");
	assert_row(&r, "component[3].id=ManagedElement=2");
	assert_row(&r, "component[4].id=SubNetwork=N,ManagementNode=e");
	assert_row(&r, "component[4].function=ManagementNode");
	assert_row(&r, "component[5].id=Z=1");
	assert_row(&r, "link[1].from=Z=1");
	assert_row(&r, "link[1].to=DC=x.com,SubNetwork=N,ManagedElement=1");
	finish(&r);
}

/* Exports as their systems wrote them. */
static void real_files(void **state)
{
	static const struct {
		const char *name, *row;
		unsigned components;
	} files[] = {
		{ "3gpp-nrm-xml/sim-o1-interface-_3gpp-common-managed-element-operational.xml", "component[0].id=ManagedElement=1", 1 },
		{ "3gpp-nrm-xml/sim-o1-interface-o-ran-sc-du-hello-world-operational.xml", "component[0].function=gNB-DU", 1 },
		{ "3gpp-nrm-json/cps-cps-ran-schema-model-data-v4.json", "component[3].id=NearRTRIC=11,GNBDUFunction=1", 12 },
		{ "3gpp-nrm-json/sim-o1-ofhmp-interfaces-_3gpp-common-managed-element-running.json", "component[0].function=GNBDUFunction", 1 },
		{ "3gpp-nrm-json/smo-teiv-_3gpp-common-managed-element-ocucp.json",
			"component[0].id=SubNetwork=Europe,SubNetwork=Ireland,MeContext=NR004,ManagedElement=ManagedElement-004", 1 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof files / sizeof *files; i++) {
		char path[512];
		struct reading r;

		if (!have_foreign(files[i].name))
			skip();
		snprintf(path, sizeof path, FOREIGN "%s", files[i].name);
		start(&r);
		read_as(&r, INPUT_INVENTORY, path, files[i].name);
		assert_int_equal(r.messages.errors, 0);
		assert_row(&r, files[i].row);
		assert_int_equal(r.set.part[0]->rows.rows[TABLE_component].count, files[i].components);
		finish(&r);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(json), cmocka_unit_test(xml), cmocka_unit_test(real_files) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
