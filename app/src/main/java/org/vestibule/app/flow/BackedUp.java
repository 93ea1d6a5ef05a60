package org.vestibule.app.flow;

import org.vestibule.ehr.store.BackupReport;

/**
 * A backup just written.
 *
 * @param files the database and each document
 */
public record BackedUp(int files, long bytes) {
  static BackedUp of(BackupReport report) {
    return new BackedUp(report.files(), report.bytes());
  }
}
