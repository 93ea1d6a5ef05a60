package org.vestibule.ehr.db;

import org.vestibule.ehr.record.Provider;

/**
 * The latest version of a provider.
 *
 * @param version counts from 1
 * @param authorship who wrote this version
 */
public record StoredProvider(Provider value, int version, Authorship authorship) {
  @Override
  public String toString() {
    return "StoredProvider[" + value.id() + "]";
  }
}
