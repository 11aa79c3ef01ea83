#include "HapaxCleanTables.h"

#include <string.h>

// MARK: Tables

void hapax_clean_tables_reset(HapaxCleanTables *tables, uint8_t stop) {
  memset(tables, 0, sizeof *tables);
  tables->stop = stop;
}

static void setBits(uint8_t table[64], uint64_t places, uint8_t bit) {
  for (int index = 0; index < 64; index += 1) {
    if (places >> index & 1) table[index] |= bit;
  }
}

static bool addShort(HapaxCleanTables *tables, uint8_t lead, uint64_t doubts, uint64_t marks) {
  uint8_t bit = 1;
  if (doubts | marks) {
    if (tables->shortCount == 7) return false;
    bit = (uint8_t)(2 << tables->shortCount++);
  }
  tables->shortLeads[lead & 0x1F] |= bit;
  setBits(tables->shortDoubts, doubts, bit);
  setBits(tables->shortMarks, marks, bit);
  tables->shortHasMarks |= marks != 0;
  return true;
}

static void addPlain(HapaxCleanTables *tables, uint8_t lead, uint8_t second) {
  uint8_t *const known = &tables->plainBits[lead & 0x0F];
  if (*known == 0) *known = ++tables->plainCount;
  const int table = (*known - 1) >> 3;
  const uint8_t bit = (uint8_t)(1 << ((*known - 1) & 7));
  tables->plainLeads[table][lead & 0x0F] = bit;
  tables->plainSeconds[table][second & 0x3F] |= bit;
}

bool hapax_clean_tables_add(HapaxCleanTables *tables, uint8_t lead, uint8_t second, uint64_t doubts, uint64_t marks) {
  if (second == 0) return addShort(tables, lead, doubts, marks);
  if ((doubts | marks) == 0) {
    addPlain(tables, lead, second);
    return true;
  }
  if (tables->longCount == 8) return false;
  const uint8_t bit = (uint8_t)(1 << tables->longCount++);
  tables->longSeconds[second & 0x3F] |= bit;
  tables->longLeads[lead & 0x0F] |= bit;
  setBits(tables->longDoubts, doubts, bit);
  setBits(tables->longMarks, marks, bit);
  tables->longHasMarks |= marks != 0;
  return true;
}

// MARK: The loops

#if defined(__x86_64__)

bool hapax_has_clean(bool wide) { return wide ? hapax_clean_wide_is_there() : hapax_clean_narrow_is_there(); }

size_t hapax_clean_end_by_tables(bool wide, const uint8_t *text, size_t at, size_t count,
                                 const HapaxCleanTables *tables) {
  return (wide ? hapax_clean_end_wide : hapax_clean_end_narrow)(text, at, count, tables);
}

#else

bool hapax_has_clean(bool wide) {
  (void)wide;
  return false;
}

size_t hapax_clean_end_by_tables(bool wide, const uint8_t *text, size_t at, size_t count,
                                 const HapaxCleanTables *tables) {
  (void)wide, (void)text, (void)count, (void)tables;
  return at;
}

#endif
