#include "CHapaxCorpus.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

void chc_memory_give_back(void) {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

void chc_memory_keep_little(void) {
#ifdef __GLIBC__
  mallopt(M_ARENA_MAX, 2);
  mallopt(M_MMAP_THRESHOLD, 256 << 10);
  mallopt(M_TRIM_THRESHOLD, 1 << 20);
#endif
}
