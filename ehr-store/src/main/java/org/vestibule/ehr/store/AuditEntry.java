package org.vestibule.ehr.store;

import org.vestibule.ehr.record.AuditEvent;

/**
 * An event as it stands in the ledger.
 *
 * @param number its place, from 1
 * @param mark its chain value, 64 hexadecimal digits
 * @param before the chain value it was made from: that of the event before it
 */
public record AuditEntry(long number, AuditEvent event, String mark, String before) {
  @Override
  public String toString() {
    return "AuditEntry[" + number + "]";
  }
}
