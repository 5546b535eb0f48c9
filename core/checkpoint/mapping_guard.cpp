#include "core/checkpoint/mapping_guard.h"

#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>

#include "core/base/error.h"

namespace rex {
namespace {

/// A guarded mapping: [begin, end). Empty while begin is 0; being filled while end is.
struct Slot {
  std::atomic<std::uintptr_t> begin = 0;
  std::atomic<std::uintptr_t> end = 0;
  std::atomic<bool> damaged = false;
};

// What a signal handler works on cannot but be global: it is told an address and nothing else. A fixed table of
// atomics, since a handler may neither lock nor allocate.
constinit std::array<Slot, 1024> slots;
struct sigaction previous_action;
std::uintptr_t page_size;

static_assert(std::atomic<std::uintptr_t>::is_always_lock_free && std::atomic<bool>::is_always_lock_free);

/// Puts zeros where ADDRESS lies, if that is inside a guarded mapping.
bool fill_with_zeros(std::uintptr_t address) {
  for (Slot& slot : slots) {
    const std::uintptr_t end = slot.end.load(std::memory_order_acquire);
    const std::uintptr_t begin = slot.begin.load(std::memory_order_acquire);
    if (address < begin || address >= end) continue;
    const std::uintptr_t page = address & ~(page_size - 1);
    // All that follows is gone too, and one mapping costs less than thousands. The bare system call, since a
    // sanitizer's stand-in for mmap is not made for signal handlers.
    slot.damaged.store(true, std::memory_order_release);
    constexpr long protection = PROT_READ | PROT_WRITE, no_file = -1, offset = 0;  // of a register's width each
    constexpr long flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE;
    const long result = syscall(SYS_mmap, page, end - page, protection, flags, no_file, offset);
    return result == static_cast<long>(page);
  }
  return false;
}

/// What would have happened without this handler.
void pass_on(int signal, siginfo_t* about, void* context) {
  if ((previous_action.sa_flags & SA_SIGINFO) != 0) {
    previous_action.sa_sigaction(signal, about, context);
    return;
  }
  const bool sent = about->si_code <= 0;  // by a process, not by a fault
  if (previous_action.sa_handler == SIG_IGN && sent) return;
  if (previous_action.sa_handler != SIG_DFL && previous_action.sa_handler != SIG_IGN) {
    previous_action.sa_handler(signal);
    return;
  }
  std::signal(signal, SIG_DFL);
  if (sent) std::raise(signal);  // a fault comes again by itself, when the instruction is repeated
}

void on_bus_error(int signal, siginfo_t* about, void* context) {
  const int saved_errno = errno;
  const bool ours = about->si_code == BUS_ADRERR && fill_with_zeros(reinterpret_cast<std::uintptr_t>(about->si_addr));
  errno = saved_errno;
  if (!ours) pass_on(signal, about, context);
}

void install_handler() {
  page_size = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
  sigaction(SIGBUS, nullptr, &previous_action);  // known before the handler can run
  struct sigaction action = {};
  action.sa_sigaction = on_bus_error;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(SIGBUS, &action, nullptr);
}

}  // namespace

MappingGuard::MappingGuard(const void* begin, std::size_t size) {
  [[maybe_unused]] static const bool installed = (install_handler(), true);
  const auto address = reinterpret_cast<std::uintptr_t>(begin);
  for (slot_ = 0; slot_ < slots.size(); ++slot_) {
    Slot& slot = slots[slot_];
    std::uintptr_t empty = 0;
    if (!slot.begin.compare_exchange_strong(empty, address, std::memory_order_acq_rel)) continue;
    slot.damaged.store(false, std::memory_order_relaxed);
    slot.end.store(address + size, std::memory_order_release);
    return;
  }
  throw Error("weights", "more than " + std::to_string(slots.size()) + " files are open", "Close some models first.");
}

MappingGuard::~MappingGuard() {
  slots[slot_].end.store(0, std::memory_order_release);
  slots[slot_].begin.store(0, std::memory_order_release);
}

bool MappingGuard::damaged() const { return slots[slot_].damaged.load(std::memory_order_acquire); }

}  // namespace rex
