"""The best joint plan, found by OR-Tools' CP-SAT: an extra package (requirements/solver.txt), imported when needed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from prasan.kernel.resources.plan import Plan, Thing, Want, explain, first_come, pairs

SECONDS = 5.0
"""How long is searched at most; what is best until then is answered, with the bound that is proven."""
SEED = 1
MOST = 2000
"""Requests that are planned at once; more are refused."""


class NoSolver(Exception):
    """OR-Tools is not installed here."""


def solve(wants: Sequence[Want], things: Sequence[Thing], seconds: float = SECONDS) -> Plan:
    """Return the plan of the highest worth that is found, never below first-come.

    One worker and a fixed seed: the same requests give the same plan where the search ends by itself. Raises NoSolver
    without OR-Tools, ValueError for more requests than can be planned at once.
    """
    try:
        from ortools.sat.python import cp_model
    except ImportError as error:
        raise NoSolver from error
    if len(wants) > MOST:
        raise ValueError(f"more than {MOST} requests")
    fitting = pairs(wants, things)
    model = cp_model.CpModel()
    chosen = {pair: model.new_bool_var(f"w{pair[0]}t{pair[1]}") for pair in fitting}
    _constrain(model, wants, things, chosen)
    model.maximize(sum(worth * chosen[pair] for pair, worth in fitting.items()))
    greedy = first_come(wants, things)
    for pair, variable in chosen.items():
        model.add_hint(variable, greedy.lines.get(pair[0]) == pair[1])
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = SEED
    state = solver.solve(model)
    if state not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        greedy.bound = sum(max((w for (k, _t), w in fitting.items() if k == one.key), default=0) for one in wants)
        return greedy
    plan = Plan({want: thing for (want, thing), variable in chosen.items() if solver.boolean_value(variable)})
    plan.worth = sum(fitting[pair] for pair in plan.lines.items())
    plan.bound, plan.proven = round(solver.best_objective_bound), state == cp_model.OPTIMAL
    plan.unmet = explain(wants, things, plan.lines)
    return plan


def _constrain(model: Any, wants: Sequence[Want], things: Sequence[Thing], chosen: dict[tuple[int, int], Any]) -> None:
    """Let one thing serve each request at most, and one request have a thing at a time.

    Of the requests that share a moment one has the thing: said at each beginning, that is every clique of the spans, so
    that the linear relaxation is nearly whole and the bound is proven at once (intervals alone took minutes).
    """
    for want in wants:
        mine = [variable for (key, _thing), variable in chosen.items() if key == want.key]
        if len(mine) > 1:
            model.add_at_most_one(mine)
    for thing in things:
        some = [(want, chosen[want.key, thing.key]) for want in wants if (want.key, thing.key) in chosen]
        for moment in sorted({want.begins for want, _variable in some}):
            clique = [variable for want, variable in some if want.begins <= moment < want.ends]
            if len(clique) > 1:
                model.add_at_most_one(clique)
