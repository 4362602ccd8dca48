/*
 * Holds a pod's namespaces open. As process 1 of a shared process namespace it also buries the children of processes that
 * died; a termination signal ends it. It has no libc: a page of memory is all that a pod costs on top of its containers.
 *
 * The signals are blocked and fetched. Process 1 is shielded from signals that it has no handler for, but the kernel keeps
 * blocked ones for it.
 */
#define SIGINT 2
#define SIGTERM 15
#define SIGCHLD 17
#define WNOHANG 1

#if defined(__x86_64__)
enum { sys_rt_sigprocmask = 14, sys_wait4 = 61, sys_exit_group = 231, sys_rt_sigtimedwait = 128 };

static long call(long number, long a, long b, long c, long d)
{
    long result;
    register long r10 __asm__("r10") = d;
    __asm__ volatile("syscall" : "=a"(result) : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10) : "rcx", "r11", "memory");
    return result;
}
#elif defined(__aarch64__)
enum { sys_rt_sigprocmask = 135, sys_wait4 = 260, sys_exit_group = 94, sys_rt_sigtimedwait = 137 };

static long call(long number, long a, long b, long c, long d)
{
    register long x8 __asm__("x8") = number;
    register long x0 __asm__("x0") = a;
    register long x1 __asm__("x1") = b;
    register long x2 __asm__("x2") = c;
    register long x3 __asm__("x3") = d;
    __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3) : "memory");
    return x0;
}
#else
#error "pause.c knows the system calls of x86-64 and arm64 only"
#endif

void _start(void)
{
    unsigned long signals = 1UL << (SIGINT - 1) | 1UL << (SIGTERM - 1) | 1UL << (SIGCHLD - 1);
    call(sys_rt_sigprocmask, 0 /* SIG_BLOCK */, (long)&signals, 0, sizeof signals);
    for (;;) {
        long signal = call(sys_rt_sigtimedwait, (long)&signals, 0, 0, sizeof signals);
        if (signal == SIGINT || signal == SIGTERM)
            call(sys_exit_group, 0, 0, 0, 0);
        while (call(sys_wait4, -1, 0, WNOHANG, 0) > 0)
            ;
    }
}
