"""The tree of calls says where the time went."""

from collections import Counter

from tools.where import sampled, tree


def test_the_tree_shows_the_dearest_first_and_leaves_out_what_costs_nothing():
    stacks = Counter({("main", "page", "query"): 60, ("main", "page", "template", "cell"): 35, ("main", "log"): 5})
    assert tree(stacks, 10.0, 0.6) == ["10.00 main", "  6.00 query", "  3.50 template"]
    assert tree(stacks, 10.0, 0.1) == ["10.00 main", "  6.00 query", "  3.50 template", "  0.50 log"]


def test_it_sees_what_a_program_does():
    def busy():
        return sum(n * n for n in range(20_000))

    spent, stacks = sampled(busy, 100)
    assert spent > 0
    assert any("busy" in name for stack in stacks for name in stack)
    assert stacks.total() > 10
