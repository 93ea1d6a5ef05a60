package org.vestibule.ehr.db;

import org.vestibule.ehr.record.ChartEntry;

/**
 * The latest version of an entry.
 *
 * @param version counts from 1
 * @param authorship who wrote this version
 */
public record StoredEntry(ChartEntry value, int version, Authorship authorship) {
  @Override
  public String toString() {
    return "StoredEntry[" + value.id() + "]";
  }
}
