#include "input_test.h"

static void instances(void **state)
{
	struct reading r;

	(void)state;
	start(&r);
	write_file(&r, "f",
		"{\"validityPeriod\": 60, \"nfInstances\": [\n"
		"{\"nfServices\": [{\"scheme\": \"https\", \"nfInstanceId\": \"inner\", \"apiPrefix\": \"http://a:1\"}, {\"scheme\": \"http\", \"apiPrefix\": \"http://a\"}],\n"
		"  \"nfInstanceId\": \"u-1\", \"nfType\": \"AMF\", \"fqdn\": \"amf.example\", \"vendorId\": \"002011\", \"locality\": \"ams\"},\n"
		"{\"nfType\": \"SMF\", \"nfInstanceId\": \"u-2\", \"ipv4Addresses\": [\"10.0.0.1\", \"smf\"], \"ipv6Addresses\": [\"::1\"],\n"
		"  \"nfServices\": [{\"ipEndPoints\": [{\"ipv4Address\": \"smf\"}]}], \"nfType\": \"UPF\"},\n"
		"{\"nfType\": \"NRF\"},\n"
		"{\"nfType\": \"SMF\", \"nfInstanceId\": \"u-2\"}, {\"nfInstanceId\": \"u-3\", \"vendorId\": \"x\"}]}\n");
	read_name(&r, INPUT_INVENTORY, "f");
	assert_int_equal(r.messages.errors, 0);
	assert_non_null(strstr(r.said.data, "f:2:87: warning: a service says `scheme: https` and has an apiPrefix with http://\n"));
	assert_non_null(strstr(r.said.data, "warning: a host name stands where an IPv4 address belongs (and 1 more like it)\n"));
	assert_non_null(strstr(r.said.data, "f:5:62: warning: the key `nfType` stands twice"));
	assert_non_null(strstr(r.said.data, "f:6: warning: an instance without nfInstanceId is passed over\n"));
	assert_non_null(strstr(r.said.data, "f:7: warning: an instance that is registered twice: the second registration is passed over\n"));
	assert_non_null(strstr(r.said.data, "f:7: warning: vendorId is not an IANA enterprise number: the maker stays unknown\n"));
	assert_int_equal(r.set.part[0]->kind, PART_FOREIGN);
	assert_row(&r, "component[0].id=u-1");
	assert_row(&r, "component[0].name=amf.example");
	assert_row(&r, "component[0].function=AMF");
	assert_row(&r, "component[0].site=ams");
	assert_row(&r, "party[0].component=u-1");
	assert_row(&r, "party[0].supplier=iana-pen:2011");
	assert_row(&r, "party[0].role=manufacture");
	assert_row(&r, "component[1].function=SMF");
	assert_row(&r, "component[2].id=u-3");
	assert_int_equal(r.set.part[0]->rows.rows[TABLE_component].count, 3);
	finish(&r);
}

/* One profile, and a bare list of them. */
static void other_shapes(void **state)
{
	struct reading r;

	(void)state;
	assert_accepted(&r, INPUT_INVENTORY, "{\"nfInstanceId\": \"a\", \"nfType\": \"UDM\"}\n");
	assert_row(&r, "component[0].function=UDM");
	finish(&r);
	assert_accepted(&r, INPUT_INVENTORY, "[{\"nfInstanceId\": \"a\", \"nfType\": \"UDM\"}, {\"nfInstanceId\": \"b\"}]\n");
	assert_row(&r, "component[1].id=b");
	finish(&r);
}

static void real_file(void **state)
{
	static const char name[] = "nrf-nfprofile/omec-nf-instances.json";
	struct reading r;

	(void)state;
	if (!have_foreign(name))
		skip();
	start(&r);
	read_as(&r, INPUT_INVENTORY, FOREIGN "nrf-nfprofile/omec-nf-instances.json", name);
	assert_int_equal(r.messages.errors, 0);
	assert_int_equal(r.set.part[0]->rows.rows[TABLE_component].count, 6);
	assert_row(&r, "component[5].function=AMF");
	finish(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(instances), cmocka_unit_test(other_shapes), cmocka_unit_test(real_file) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
