"""Addresses of the room registers."""

from django.urls import path

from prasan.registers.pages import dimensions, indicators, limits, policies, read, references, sets, targets

urlpatterns = [
    path("policies", read.policies, name="policies"),
    path("policies/rules", read.rules, name="rules"),
    path("policies/references", references.references, name="references"),
    path("policies/references/add", references.reference_add, name="reference_add"),
    path("policies/references/<slug:series>", references.reference, name="reference"),
    path("policies/dimensions", dimensions.dimension_list, name="dimensions"),
    path("policies/dimensions/<slug:indicator>", dimensions.dimension_edit, name="dimension_edit"),
    path("policies/strategies", sets.strategy_chain, name="strategy_chain"),
    path("policies/strategies/add", sets.strategy_add, name="strategy_add"),
    path("policies/strategies/<int:strategy>/edit", sets.strategy_edit, name="strategy_edit"),
    path("policies/sets/add", sets.policy_set_add, name="policy_set_add"),
    path("policies/sets/<slug:policy_set>", read.policy_set, name="policy_set"),
    path("policies/sets/<slug:policy_set>/edit", sets.policy_set_edit, name="policy_set_edit"),
    path("policies/sets/<slug:policy_set>/announce", sets.policy_set_announce, name="policy_set_announce"),
    path("policies/sets/<slug:policy_set>/recall", sets.policy_set_recall, name="policy_set_recall"),
    path("policies/sets/<slug:policy_set>/add", policies.policy_add, name="policy_add"),
    path("policies/<int:policy>", policies.policy_record, name="policy_record"),
    path("policies/<int:policy>/edit", policies.policy_edit, name="policy_edit"),
    path("policies/<int:policy>/reveal", policies.policy_reveal, name="policy_reveal"),
    path("policies/<int:policy>/owner", policies.policy_owner, name="policy_owner"),
    path("policies/<int:policy>/withdraw", policies.policy_withdraw, name="policy_withdraw"),
    path("policies/<int:policy>/restore", policies.policy_restore, name="policy_restore"),
    path("policies/<int:policy>/indicators/add", indicators.indicator_add, name="indicator_add"),
    path("indicators/<slug:indicator>", read.indicator, name="indicator"),
    path("indicators/<slug:indicator>/edit", indicators.indicator_edit, name="indicator_edit"),
    path("indicators/<slug:indicator>/link", indicators.indicator_link, name="indicator_link"),
    path("indicators/<slug:indicator>/retire", indicators.indicator_retire, name="indicator_retire"),
    path("indicators/<slug:indicator>/reinstate", indicators.indicator_reinstate, name="indicator_reinstate"),
    path("indicators/<slug:indicator>/warning", limits.warning_limit, name="warning_limit"),
    path("indicators/<slug:indicator>/warning/drop", limits.warning_limit_drop, name="warning_limit_drop"),
    path("indicators/<slug:indicator>/targets/<int:year>", targets.targets_edit, name="targets_edit"),
    path("indicators/<slug:indicator>/targets/<str:area>/<int:year>", read.target_edit, name="target_edit"),
]
