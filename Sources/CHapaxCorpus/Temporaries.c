// Temporary files that a signal must remove. The handler calls only what POSIX allows there: unlinkat, sigaction,
// raise. A slot is taken and given back with one atomic word, so that the handler never sees half a name.
#include "CHapaxCorpus.h"

#include <limits.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

enum { FREE = 0, TAKEN = 1, LIVE = 2, SLOTS = 256 };

static struct {
  atomic_int state;
  int folder;
  char name[NAME_MAX + 1];
} slots[SLOTS];

int chc_temporary_register(int folder, const char *name) {
  if (strlen(name) > NAME_MAX) return -1;
  for (int i = 0; i < SLOTS; i++) {
    int expected = FREE;
    if (!atomic_compare_exchange_strong(&slots[i].state, &expected, TAKEN)) continue;
    slots[i].folder = folder;
    strcpy(slots[i].name, name);
    atomic_store(&slots[i].state, LIVE);
    return i;
  }
  return -1;
}

void chc_temporary_release(int slot) {
  if (slot >= 0 && slot < SLOTS) atomic_store(&slots[slot].state, FREE);
}

static void remove_and_end(int number) {
  for (int i = 0; i < SLOTS; i++) {
    if (atomic_load(&slots[i].state) == LIVE) unlinkat(slots[i].folder, slots[i].name, 0);
  }
  // The handler was reset when it was entered; the signal now ends the process as it would have.
  raise(number);
}

void chc_temporary_handle_signals(void) {
  struct sigaction action = {.sa_handler = remove_and_end, .sa_flags = (int)SA_RESETHAND};
  sigemptyset(&action.sa_mask);
  const int ending[] = {SIGINT, SIGTERM, SIGHUP};
  for (size_t i = 0; i < sizeof ending / sizeof *ending; i++) {
    struct sigaction current;
    // A signal that the parent ignores (nohup) stays ignored.
    if (sigaction(ending[i], NULL, &current) == 0 && current.sa_handler == SIG_IGN) continue;
    sigaction(ending[i], &action, NULL);
  }
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN);
}
