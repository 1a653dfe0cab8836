/* Files of one odd shape each, by the SHAPE_ that is defined: what the look at a file must see. None of them is ever loaded. */
#define VISIBLE __attribute__((visibility("default")))

#if defined(SHAPE_short)
VISIBLE const long keur_plugin_v1[7] = { 1 };
#elif defined(SHAPE_function)
VISIBLE void keur_plugin_v1(void);
void keur_plugin_v1(void)
{
}
#else
#include <keur/plugin.h>
const struct keur_plugin keur_plugin_v1 = { .stamp = KEUR_STAMP };
#endif

#ifdef SHAPE_two
VISIBLE int second_name = 1;
#endif
#ifdef SHAPE_method /* class Check { void run(); } without -fvisibility=hidden */
VISIBLE void _ZN5Check3runEv(void);
void _ZN5Check3runEv(void)
{
}
#endif
#ifdef SHAPE_templates /* what std::vector<int> leaves behind, hidden or not */
VISIBLE __attribute__((weak)) void _ZNSt6vectorIiSaIiEE9push_backERKi(void);
void _ZNSt6vectorIiSaIiEE9push_backERKi(void)
{
}
#endif
