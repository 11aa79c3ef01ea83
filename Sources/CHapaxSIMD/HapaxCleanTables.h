// The loops that prove text clean by tables, one for each width of vectors. Callers have asked whether they are there.

#ifndef HAPAX_CLEAN_TABLES_H
#define HAPAX_CLEAN_TABLES_H

#include "HapaxClean.h"

bool hapax_clean_wide_is_there(void);
size_t hapax_clean_end_wide(const uint8_t *text, size_t at, size_t count, const HapaxCleanTables *tables);

bool hapax_clean_narrow_is_there(void);
size_t hapax_clean_end_narrow(const uint8_t *text, size_t at, size_t count, const HapaxCleanTables *tables);

#endif
