"""Windows: a Job Object bounds the memory of this process, and ends it with its parent; it comes behind other programs."""

from __future__ import annotations

import ctypes
from typing import Any

_PROCESS_MEMORY, _KILL_ON_CLOSE = 0x100, 0x2000
_EXTENDED_LIMITS = 9
_BELOW_NORMAL = 0x4000


class _Basic(ctypes.Structure):
    _fields_ = (
        ("per_process_user_time", ctypes.c_int64),
        ("per_job_user_time", ctypes.c_int64),
        ("limit_flags", ctypes.c_uint32),
        ("minimum_working_set", ctypes.c_size_t),
        ("maximum_working_set", ctypes.c_size_t),
        ("active_processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority_class", ctypes.c_uint32),
        ("scheduling_class", ctypes.c_uint32),
    )


class _Extended(ctypes.Structure):
    _fields_ = (
        ("basic", _Basic),
        ("io", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


def limit(bytes_most: int) -> None:
    """Put this process into a job with a memory limit. Without effect where a job may not be made: the counting
    while a file is unpacked still holds."""
    kernel = _kernel()
    job = kernel.CreateJobObjectW(None, None)
    if not job:
        return
    limits = _Extended()
    limits.basic.limit_flags = _PROCESS_MEMORY | _KILL_ON_CLOSE
    limits.process_memory = bytes_most
    kernel.SetInformationJobObject(ctypes.c_void_p(job), _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
    kernel.AssignProcessToJobObject(ctypes.c_void_p(job), ctypes.c_void_p(kernel.GetCurrentProcess()))


def lower_priority() -> None:
    """Let the processors serve programs of ordinary priority before this process."""
    kernel = _kernel()
    kernel.SetPriorityClass(ctypes.c_void_p(kernel.GetCurrentProcess()), _BELOW_NORMAL)


def _kernel() -> Any:
    kernel: Any = getattr(ctypes, "WinDLL")("kernel32", use_last_error=True)  # noqa: B009  # it is there on Windows alone
    kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = ctypes.c_void_p
    return kernel
