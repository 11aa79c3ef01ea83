// memrchr is GNU's, and Swift's Glibc does not show it.
#define _GNU_SOURCE
#include "CHapaxCorpus.h"

#include <string.h>

const void *chc_last(const void *bytes, int byte, size_t count) { return memrchr(bytes, byte, count); }
