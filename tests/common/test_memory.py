"""What is not asked for longest is forgotten first."""

from openslate.common.memory import Memory


def test_it_keeps_what_was_used_last() -> None:
    memory: Memory[int] = Memory(2)
    memory.put("a", 1)
    memory.put("b", 2)
    assert memory.get("a") == 1
    memory.put("c", 3)
    assert (memory.get("a"), memory.get("b"), memory.get("c")) == (1, None, 3)


def test_it_can_forget_everything() -> None:
    memory: Memory[int] = Memory(2)
    assert memory.put("a", 1) == 1
    memory.clear()
    assert memory.get("a") is None
