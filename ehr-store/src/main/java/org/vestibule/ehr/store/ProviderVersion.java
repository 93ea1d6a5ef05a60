package org.vestibule.ehr.store;

import java.time.Instant;
import org.vestibule.ehr.record.Provider;

/**
 * The latest version of a practitioner, organisation or place.
 *
 * @param version counts from 1
 * @param by the user who imported this version
 * @param at when
 */
public record ProviderVersion(Provider value, int version, String by, Instant at) {
  @Override
  public String toString() {
    return "ProviderVersion[" + value.id() + "]";
  }
}
