"""Hold this process to so much more memory than it has now."""

import sys
from pathlib import Path

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _BasicLimits(ctypes.Structure):
        _fields_ = [
            ("per_process_time", ctypes.c_int64),
            ("per_job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("least_working_set", ctypes.c_size_t),
            ("most_working_set", ctypes.c_size_t),
            ("most_processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        ]

    class _Limits(ctypes.Structure):
        _fields_ = [
            ("basic", _BasicLimits),
            ("io_counters", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process_memory", ctypes.c_size_t),
            ("peak_job_memory", ctypes.c_size_t),
        ]

    _EXTENDED_LIMITS = 9
    _LIMIT_PROCESS_MEMORY = 0x100
    #: The job this process is in: it holds once and for all.
    _JOBS: list[int] = []

    def limit_memory(more: int) -> bool:
        """Refuse this process more than `more` bytes; return whether the system does so."""
        if _JOBS:
            return True
        system = ctypes.WinDLL("kernel32", use_last_error=True)
        system.CreateJobObjectW.restype = wintypes.HANDLE
        system.CreateJobObjectW.argtypes = (ctypes.c_void_p, wintypes.LPCWSTR)
        system.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD)
        system.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        system.GetCurrentProcess.restype = wintypes.HANDLE
        limits = _Limits()
        limits.basic.flags = _LIMIT_PROCESS_MEMORY
        limits.process_memory = more
        job = system.CreateJobObjectW(None, None)
        if (
            job
            and system.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
            and system.AssignProcessToJobObject(job, system.GetCurrentProcess())
        ):
            _JOBS.append(job)
        return bool(_JOBS)

else:
    import resource

    def limit_memory(more: int) -> bool:
        """Refuse this process more than `more` bytes on top of what it has; return whether the system does so.

        Where the system takes no such limit (macOS), the bounds on files and the time limit remain.
        """
        most = _mapped() + more
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        try:
            resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
        except (OSError, ValueError):
            return False
        return True

    def _mapped() -> int:
        """Return the address space in use, as far as the system tells."""
        pages = Path("/proc/self/statm")
        return int(pages.read_text(encoding="ascii").split()[0]) * resource.getpagesize() if pages.exists() else 0
