"""Takes the network away from this process, so that no query can reach another machine."""

import ctypes
import platform
import struct

SOCKET = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""Architecture's number and that of the system call `socket`, from Linux's headers."""
NO_NEW_PRIVILEGES, SECCOMP, FILTER = 38, 22, 2
LOAD, JUMP_IF_EQUAL, RETURN = 0x20, 0x15, 0x06
ALLOW, NOT_PERMITTED = 0x7FFF0000, 0x00050001


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def give_up_network() -> bool:
    """Make every later `socket` call fail with EPERM, for good; whether the system agreed.

    A seccomp filter (man 2 seccomp): if the architecture is ours and the call is `socket`, refuse.
    """
    if platform.system() != "Linux" or platform.machine() not in SOCKET:
        return False
    architecture, socket = SOCKET[platform.machine()]
    steps = (
        (LOAD, 0, 0, 4),
        (JUMP_IF_EQUAL, 0, 3, architecture),
        (LOAD, 0, 0, 0),
        (JUMP_IF_EQUAL, 0, 1, socket),
        (RETURN, 0, 0, NOT_PERMITTED),
        (RETURN, 0, 0, ALLOW),
    )
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = _Program(len(steps), ctypes.addressof(code))
    call = ctypes.CDLL(None).prctl
    if call(NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    return bool(call(SECCOMP, FILTER, ctypes.byref(program)) == 0)
